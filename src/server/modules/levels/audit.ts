import { AuditFamily } from '../../platform/audit-actions.ts'

export const levelsAudit = new AuditFamily('levels', {
  invite: { kind: 'writing', 'zh-CN': '邀请授予等级', 'zh-TW': '邀請授予等級', en: 'Granted a level by invitation' },
  set: { kind: 'writing', 'zh-CN': '人工设定等级', 'zh-TW': '人工設定等級', en: 'Set a level by hand' },
  unlock: { kind: 'writing', 'zh-CN': '解除等级锁定', 'zh-TW': '解除等級鎖定', en: 'Lifted the lock of a level' },
})
