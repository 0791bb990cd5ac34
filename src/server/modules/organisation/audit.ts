import { AuditFamily } from '../../platform/audit-actions.ts'

export const storeAudit = new AuditFamily('stores', {
  add: { kind: 'writing', 'zh-CN': '新增门店', 'zh-TW': '新增門市', en: 'Added a store' },
  'add-till': { kind: 'writing', 'zh-CN': '新增收银台', 'zh-TW': '新增收銀台', en: 'Added a till' },
})
