import { AuditFamily } from '../../platform/audit-actions.ts'

export const programAudit = new AuditFamily('programs', {
  publish: { kind: 'writing', 'zh-CN': '发布会员方案', 'zh-TW': '發布會員方案', en: 'Published a program' },
})
