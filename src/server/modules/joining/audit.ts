import { AuditFamily } from '../../platform/audit-actions.ts'

export const joiningAudit = new AuditFamily('joining', {
  'list-requests': {
    kind: 'reading',
    'zh-CN': '浏览入会申请',
    'zh-TW': '瀏覽入會申請',
    en: 'Looked through requests to join',
  },
  decide: { kind: 'writing', 'zh-CN': '审批入会申请', 'zh-TW': '簽核入會申請', en: 'Decided on a request to join' },
})
