import { AuditFamily } from '../../platform/audit-actions.ts'

export const importAudit = new AuditFamily('imports', {
  goods: { kind: 'writing', 'zh-CN': '从文件导入商品', 'zh-TW': '從檔案匯入商品', en: 'Imported goods from a file' },
})
