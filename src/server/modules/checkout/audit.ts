import { AuditFamily } from '../../platform/audit-actions.ts'

export const receiptAudit = new AuditFamily('receipts', {
  list: {
    kind: 'reading',
    'zh-CN': '查看会员的小票',
    'zh-TW': '檢視會員的收據',
    en: 'Looked at the receipts of a member',
  },
  read: { kind: 'reading', 'zh-CN': '查看小票', 'zh-TW': '檢視收據', en: 'Looked at a receipt' },
  settle: {
    kind: 'writing',
    'zh-CN': '结算并手工打折',
    'zh-TW': '結帳並手動打折',
    en: 'Settled with a discount by hand',
  },
  'settle-early': {
    kind: 'writing',
    'zh-CN': '开售前放行并结算',
    'zh-TW': '開賣前放行並結帳',
    en: 'Settled with goods let pass before their sale start',
  },
  'approve-early': {
    kind: 'writing',
    'zh-CN': '授权同事在开售前放行',
    'zh-TW': '授權同事在開賣前放行',
    en: 'Approved that a colleague let goods pass before their sale start',
  },
  refund: { kind: 'writing', 'zh-CN': '退货', 'zh-TW': '退貨', en: 'Refunded' },
  'refund-without-original': {
    kind: 'writing',
    'zh-CN': '无原单退货',
    'zh-TW': '無原單退貨',
    en: 'Refunded without the original',
  },
  'approve-without-original': {
    kind: 'writing',
    'zh-CN': '授权同事办理无原单退货',
    'zh-TW': '授權同事辦理無原單退貨',
    en: 'Approved that a colleague refunded without the original',
  },
  void: { kind: 'writing', 'zh-CN': '作废小票', 'zh-TW': '作廢收據', en: 'Voided a receipt' },
})

export const figureAudit = new AuditFamily('figures', {
  'list-members': {
    kind: 'reading',
    'zh-CN': '查看活跃会员名单',
    'zh-TW': '檢視活躍會員名單',
    en: 'Looked at the list of active members',
  },
  'list-receipts': {
    kind: 'reading',
    'zh-CN': '查看小票清单',
    'zh-TW': '檢視收據清單',
    en: 'Looked at the list of receipts',
  },
  'list-holders': {
    kind: 'reading',
    'zh-CN': '查看持有积分的会员名单',
    'zh-TW': '檢視持有積分的會員名單',
    en: 'Looked at the list of point holders',
  },
})
