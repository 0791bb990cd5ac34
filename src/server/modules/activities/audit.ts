import { AuditFamily } from '../../platform/audit-actions.ts'

export const activityAudit = new AuditFamily('activities', {
  record: { kind: 'writing', 'zh-CN': '记录互动', 'zh-TW': '記錄互動', en: 'Recorded an activity' },
  list: {
    kind: 'reading',
    'zh-CN': '查看会员的互动',
    'zh-TW': '檢視會員的互動',
    en: 'Looked at the activities of a member',
  },
})
