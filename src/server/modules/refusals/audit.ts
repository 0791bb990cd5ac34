import { AuditFamily } from '../../platform/audit-actions.ts'

export const refusalAudit = new AuditFamily('refusals', {
  list: {
    kind: 'reading',
    'zh-CN': '查看会员被拒绝的请求',
    'zh-TW': '檢視會員被拒絕的請求',
    en: 'Looked at what a member was refused',
  },
  export: {
    kind: 'reading',
    'zh-CN': '导出会员被拒绝的请求',
    'zh-TW': '匯出會員被拒絕的請求',
    en: 'Exported what a member was refused',
  },
})
