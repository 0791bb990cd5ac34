import { AuditFamily } from '../../platform/audit-actions.ts'

export const goodsAudit = new AuditFamily('goods', {
  change: { kind: 'writing', 'zh-CN': '修改商品资料', 'zh-TW': '修改商品資料', en: 'Changed goods' },
})
