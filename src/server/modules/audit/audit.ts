import { AuditFamily } from '../../platform/audit-actions.ts'

export const trailAudit = new AuditFamily('audit', {
  read: { kind: 'reading', 'zh-CN': '查看审计记录', 'zh-TW': '檢視稽核記錄', en: 'Looked at the audit trail' },
  export: { kind: 'reading', 'zh-CN': '导出审计记录', 'zh-TW': '匯出稽核記錄', en: 'Exported the audit trail' },
  'accept-end': {
    kind: 'writing',
    'zh-CN': '在服务器上认可审计记录的末尾',
    'zh-TW': '在伺服器上認可稽核記錄的末尾',
    en: 'Accepted the end of the trail, at the server itself',
  },
})
