import { AuditFamily } from '../../platform/audit-actions.ts'

export const joiningAudit = new AuditFamily('joining', {
  'list-requests': {
    kind: 'reading',
    'zh-CN': '浏览入会申请',
    'zh-TW': '瀏覽入會申請',
    en: 'Looked through requests to join',
  },
  'decide-at-till': {
    kind: 'writing',
    'zh-CN': '在收银台登记同事对入会申请的审批',
    'zh-TW': '在收銀台登記同事對入會申請的簽核',
    en: 'Sent a colleague’s decision on a request to join from the till',
  },
  decide: { kind: 'writing', 'zh-CN': '审批入会申请', 'zh-TW': '簽核入會申請', en: 'Decided on a request to join' },
})
