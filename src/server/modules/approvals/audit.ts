import { AuditFamily } from '../../platform/audit-actions.ts'

export const approvalAudit = new AuditFamily('approvals', {
  prove: {
    kind: 'entering',
    'zh-CN': '同事授权：密码正确，等待验证码',
    'zh-TW': '同事授權：密碼正確，等待驗證碼',
    en: 'A colleague at a till: the password was right, the code is awaited',
  },
  give: {
    kind: 'writing',
    'zh-CN': '在同事的收银台授权',
    'zh-TW': '在同事的收銀台授權',
    en: 'Approved an act at the till of a colleague',
  },
})
