import { AuditFamily } from '../../platform/audit-actions.ts'

export const ledgerAudit = new AuditFamily('ledger', {
  'read-entries': {
    kind: 'reading',
    'zh-CN': '查看会员流水',
    'zh-TW': '檢視會員流水',
    en: 'Looked at the entries of a member',
  },
  'export-entries': {
    kind: 'reading',
    'zh-CN': '导出会员流水',
    'zh-TW': '匯出會員流水',
    en: 'Exported the entries of a member',
  },
  adjust: { kind: 'writing', 'zh-CN': '人工调整', 'zh-TW': '人工調整', en: 'Adjusted points by hand' },
  transfer: {
    kind: 'writing',
    'zh-CN': '会员之间转赠积分',
    'zh-TW': '會員之間轉贈積分',
    en: 'Gave points of a member to another',
  },
  decide: { kind: 'writing', 'zh-CN': '审批人工调整', 'zh-TW': '簽核人工調整', en: 'Decided an adjustment' },
})
