import { AuditFamily } from '../../platform/audit-actions.ts'

export const staffAudit = new AuditFamily('staff', {
  list: { kind: 'reading', 'zh-CN': '查看员工名单', 'zh-TW': '檢視員工名單', en: 'Looked at the list of staff' },
  add: { kind: 'writing', 'zh-CN': '新增员工', 'zh-TW': '新增員工', en: 'Added a member of staff' },
  change: { kind: 'writing', 'zh-CN': '修改员工', 'zh-TW': '修改員工', en: 'Changed a member of staff' },
  'reset-second-factor': {
    kind: 'writing',
    'zh-CN': '重置员工的两步验证',
    'zh-TW': '重置員工的兩步驟驗證',
    en: 'Reset the second factor of a member of staff',
  },
  'change-sign-in-rules': {
    kind: 'writing',
    'zh-CN': '修改登录规则',
    'zh-TW': '修改登入規則',
    en: 'Changed the rules of sign-in',
  },
})
