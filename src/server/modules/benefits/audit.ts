import { AuditFamily } from '../../platform/audit-actions.ts'

export const benefitAudit = new AuditFamily('benefits', {
  use: { kind: 'writing', 'zh-CN': '使用权益', 'zh-TW': '使用權益', en: 'Recorded the use of a benefit' },
  undo: { kind: 'writing', 'zh-CN': '撤销权益的使用', 'zh-TW': '撤銷權益的使用', en: 'Undid the use of a benefit' },
  list: {
    kind: 'reading',
    'zh-CN': '查看会员的权益',
    'zh-TW': '檢視會員的權益',
    en: 'Looked at the benefits of a member',
  },
})
