/** The rules of the shop under proof, as numbers for the model. The document below says the same to the product. */
export const rules = {
  validDays: 30,
  /** Points of receipts are pending through so many days after the sale. */
  pendingDays: 1,
  windowDays: 30,
  /** At most so many points are earned in a month, over all receipts. */
  monthPointsMax: 3_000,
  /** From so much on, a member pays so much less. */
  offerFromCents: 10_000,
  offerOffCents: 500,
  pointsPerStep: 20,
  centsPerStep: 20,
  redeemPointsMax: 4_000,
  redeemSharePercent: 50,
  holdMinutes: 15,
  adjustmentLimitPoints: 500,
  adjustmentDayLimitPoints: 2_500,
  /** From the lowest. `times` is in halves, so that 1.5 stays a whole number. */
  ladder: [
    { level: 'ordinary', fromCents: 0, discountPercent: 0, timesHalves: 2 },
    { level: 'silver', fromCents: 100_000, discountPercent: 5, timesHalves: 3 },
    { level: 'gold', fromCents: 200_000, discountPercent: 10, timesHalves: 4 },
  ],
} as const

export const programDocument = `program: accessory-shop
name: { zh-CN: 证明用会员 }
assets:
  points: { name: { zh-CN: 积分 }, valid: ${rules.validDays} days, pending: ${rules.pendingDays} day, limit: ${rules.monthPointsMax} points a month }
earning:
  rules:
    - { rule: base, points: 1, per: ¥1 }
redemption:
  - { rule: cash-off, points: ${rules.pointsPerStep}, off: ¥0.20, maximum: ${rules.redeemPointsMax}, share: ${rules.redeemSharePercent} % }
offers:
  - { offer: spend, name: { zh-CN: 满减 }, off: ¥${rules.offerOffCents / 100}, when: { basket-from: ¥${rules.offerFromCents / 100} } }
levels:
  window: ${rules.windowDays} days
  review: monthly
  ladder:
    - { level: ordinary, name: { zh-CN: 普通会员 } }
    - { level: silver, name: { zh-CN: 银卡 }, from: ¥1000, discount: 5 %, times: 1.5 }
    - { level: gold, name: { zh-CN: 金卡 }, from: ¥2000, discount: 10 %, times: 2 }
`
