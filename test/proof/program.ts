/** The rules of the shop under proof, as numbers for the model. The document below says the same to the product. */
export const rules = {
  validDays: 30,
  /** Points of receipts are pending through so many days after the sale. */
  pendingDays: 1,
  windowDays: 30,
  /** At most so many points are earned in a month, over all receipts. */
  monthPointsMax: 1_800,
  /** From so much on, a member pays so much less. */
  offerFromCents: 10_000,
  offerOffCents: 500,
  /**
   * By their codes, which is the order in which they count, as the offer above. `days` null: for ever. A limit that is
   * null is none. `shared` null: it is issued, and has a code of the member's own.
   */
  coupons: [
    {
      offer: 'hundred',
      shared: 'HUNDRED',
      offCents: 200,
      fromCents: 5_000,
      days: null,
      perMember: null,
      perDay: null,
      inAll: 40,
      budgetCents: null,
      givesBack: true,
    },
    {
      offer: 'thanks',
      shared: 'THANKS',
      offCents: 300,
      fromCents: 3_000,
      days: 10,
      perMember: null,
      perDay: 3,
      inAll: null,
      budgetCents: null,
      givesBack: true,
    },
    {
      offer: 'welcome',
      shared: null,
      offCents: 400,
      fromCents: 4_000,
      days: 20,
      perMember: 6,
      perDay: null,
      inAll: null,
      budgetCents: 40_000,
      givesBack: false,
    },
  ],
  /** A member gives at most so many away in a month. */
  transferMonthMax: 300,
  pointsPerStep: 20,
  centsPerStep: 20,
  redeemPointsMax: 4_000,
  redeemSharePercent: 50,
  holdMinutes: 15,
  adjustmentLimitPoints: 500,
  adjustmentDayLimitPoints: 2_500,
  /** Stamps end together when nothing of this has happened for so many days. */
  stamps: { inactiveDays: 6, keptBy: ['purchase', 'redemption', 'check-in'] },
  activity: { code: 'check-in', stamps: 2, perMonth: 4 },
  /** For points or stamps, away from a receipt. `perMonth` counts for a member, `inAll` for all of them; null is none. */
  rewards: [
    { rule: 'draw', uses: 'points', points: 60, stamps: 3, goods: null, perMonth: 4, inAll: null },
    { rule: 'mug', uses: 'points', points: 80, stamps: 0, goods: 'MUG', perMonth: null, inAll: 25 },
    { rule: 'pin', uses: 'stamps', points: 2, stamps: 0, goods: 'PIN', perMonth: null, inAll: null },
  ],
  /** From the lowest. `times` is in halves, so that 1.5 stays a whole number. */
  ladder: [
    { level: 'ordinary', fromCents: 0, discountPercent: 0, timesHalves: 2 },
    { level: 'silver', fromCents: 100_000, discountPercent: 5, timesHalves: 3 },
    { level: 'gold', fromCents: 200_000, discountPercent: 10, timesHalves: 4 },
  ],
} as const

type CouponOffer = (typeof rules.coupons)[number]
export type CouponOfferCode = CouponOffer['offer']

function offerText({ offer, offCents, fromCents, ...terms }: CouponOffer): string {
  return `  - { offer: ${offer}, name: { zh-CN: 优惠券 }, off: ¥${offCents / 100}, when: { basket-from: ¥${fromCents / 100} }, coupon: { ${couponText(terms)} } }`
}

function couponText({
  shared,
  days,
  perMember,
  perDay,
  inAll,
  budgetCents,
  givesBack,
}: Omit<CouponOffer, 'offer' | 'offCents' | 'fromCents'>): string {
  const limits = [
    ...(perMember === null ? [] : [`${perMember} a member`]),
    ...(perDay === null ? [] : [`${perDay} a day`]),
    ...(inAll === null ? [] : [`${inAll} in all`]),
    ...(budgetCents === null ? [] : [`¥${budgetCents / 100} in all`]),
  ]
  const valid = days === null ? '' : `, valid: ${days} days`
  const codes = shared === null ? 'personal' : 'shared'
  return `codes: ${codes}${valid}, limit: [${limits.join(', ')}], back: ${givesBack ? 'whole refund' : 'never'}`
}

type Reward = (typeof rules.rewards)[number]
export type RewardCode = Reward['rule']

function rewardText({ rule, uses, points, stamps, goods, perMonth, inAll }: Reward): string {
  const gives = goods === null ? `{ stamps: ${stamps} }` : `{ goods: ${goods} }`
  const limits = [
    ...(perMonth === null ? [] : [`${perMonth} times a month`]),
    ...(inAll === null ? [] : [`${inAll} times in all`]),
  ]
  const limit = limits.length === 0 ? '' : `, limit: [${limits.join(', ')}]`
  const taken = uses === 'points' ? `points: ${points}` : `uses: { stamps: ${points} }`
  return `  - { rule: ${rule}, name: { zh-CN: 兑换 }, ${taken}, gives: ${gives}${limit} }`
}

export const programCode = 'accessory-shop'

export const programDocument = `program: ${programCode}
name: { zh-CN: 证明用会员 }
assets:
  points: { name: { zh-CN: 积分 }, valid: ${rules.validDays} days, pending: ${rules.pendingDays} day, limit: ${rules.monthPointsMax} points a month, transfer: ${rules.transferMonthMax} points a month }
  stamps: { name: { zh-CN: 印花 }, valid: { inactive: ${rules.stamps.inactiveDays} days, kept-by: [${rules.stamps.keptBy.join(', ')}] } }
earning:
  rules:
    - { rule: base, points: 1, per: ¥1 }
    - { rule: check-in, name: { zh-CN: 签到 }, on: ${rules.activity.code}, gives: { stamps: ${rules.activity.stamps} }, limit: ${rules.activity.perMonth} times a month }
redemption:
  - { rule: cash-off, points: ${rules.pointsPerStep}, off: ¥0.20, maximum: ${rules.redeemPointsMax}, share: ${rules.redeemSharePercent} % }
${rules.rewards.map(rewardText).join('\n')}
offers:
  - { offer: spend, name: { zh-CN: 满减 }, off: ¥${rules.offerOffCents / 100}, when: { basket-from: ¥${rules.offerFromCents / 100} } }
${rules.coupons.map(offerText).join('\n')}
levels:
  window: ${rules.windowDays} days
  review: monthly
  ladder:
    - { level: ordinary, name: { zh-CN: 普通会员 } }
    - { level: silver, name: { zh-CN: 银卡 }, from: ¥1000, discount: 5 %, times: 1.5 }
    - { level: gold, name: { zh-CN: 金卡 }, from: ¥2000, discount: 10 %, times: 2 }
`
