import { AuditFamily } from '../../platform/audit-actions.ts'

export const couponAudit = new AuditFamily('coupons', {
  claim: {
    kind: 'writing',
    'zh-CN': '凭券码领取优惠券',
    'zh-TW': '憑券碼領取優惠券',
    en: 'Claimed a coupon by its code',
  },
  issue: { kind: 'writing', 'zh-CN': '发放优惠券', 'zh-TW': '發放優惠券', en: 'Issued a coupon' },
  'share-code': { kind: 'writing', 'zh-CN': '设置通用券码', 'zh-TW': '設定通用券碼', en: 'Set a shared coupon code' },
  'make-codes': { kind: 'writing', 'zh-CN': '批量生成券码', 'zh-TW': '批次產生券碼', en: 'Ordered a batch of codes' },
  'cancel-codes': {
    kind: 'writing',
    'zh-CN': '作废一批券码',
    'zh-TW': '作廢一批券碼',
    en: 'Cancelled a batch of codes',
  },
  'export-codes': { kind: 'writing', 'zh-CN': '导出券码', 'zh-TW': '匯出券碼', en: 'Exported coupon codes' },
})
