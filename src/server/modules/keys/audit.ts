import { AuditFamily } from '../../platform/audit-actions.ts'

export const keyAudit = new AuditFamily('keys', {
  add: { kind: 'writing', 'zh-CN': '发放密钥', 'zh-TW': '發放金鑰', en: 'Issued a key' },
  revoke: { kind: 'writing', 'zh-CN': '停用密钥', 'zh-TW': '停用金鑰', en: 'Revoked a key' },
})
