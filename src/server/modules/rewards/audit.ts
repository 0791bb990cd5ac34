import { AuditFamily } from '../../platform/audit-actions.ts'

export const rewardAudit = new AuditFamily('rewards', {
  redeem: { kind: 'writing', 'zh-CN': '积分兑换', 'zh-TW': '積分兌換', en: 'Gave something for points' },
  'hand-over': { kind: 'writing', 'zh-CN': '交付兑换的礼品', 'zh-TW': '交付兌換的禮品', en: 'Handed over goods' },
  cancel: { kind: 'writing', 'zh-CN': '取消兑换', 'zh-TW': '取消兌換', en: 'Cancelled a redemption' },
  list: {
    kind: 'reading',
    'zh-CN': '查看会员的兑换',
    'zh-TW': '檢視會員的兌換',
    en: 'Looked at the redemptions of a member',
  },
})
