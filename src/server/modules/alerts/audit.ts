import { AuditFamily } from '../../platform/audit-actions.ts'

export const alertAudit = new AuditFamily('alerts', {
  acknowledge: { kind: 'writing', 'zh-CN': '确认警报', 'zh-TW': '確認警報', en: 'Acknowledged an alert' },
})
