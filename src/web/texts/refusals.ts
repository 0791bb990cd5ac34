import { phrases } from './phrases.ts'

export const refusalTexts = phrases({
  title: ['被拒绝的请求', '被拒絕的請求', 'Refused'],
  when: ['时间', '時間', 'Time'],
  attempt: ['要做什么', '要做什麼', 'Asked for'],
  reason: ['没有做成的原因', '沒有做成的原因', 'Why not'],
  store: ['门店', '門市', 'Store'],
  noStore: ['不在门店', '不在門市', 'In no store'],
  times: ['次数', '次數', 'Times'],
  whyOf: ['为什么被拒绝：{what}', '為什麼被拒絕：{what}', 'Why refused: {what}'],
  whyTitle: ['为什么被拒绝', '為什麼被拒絕', 'Why it was refused'],
  none: [
    '没有被拒绝的请求。领券、兑换礼品、使用权益、记录互动、转赠或调整积分等因为规则没有做成的，会列在这里，并说明原因。',
    '沒有被拒絕的請求。領券、兌換禮品、使用權益、記錄互動、轉贈或調整積分等因為規則沒有做成的，會列在這裡，並說明原因。',
    'Nothing was refused. Coupons, rewards, benefits, activities, gifts and adjustments of points that the rules did not allow are listed here, with the reason.',
  ],
})

/** On the page of requests to join. */
export const joiningRefusalTexts = phrases({
  title: ['没有办成的入会', '沒有辦成的入會', 'Could not join'],
  about: [
    '按规则没有办成的入会：只留时间、门店、方式和原因，不留是谁。',
    '按規則沒有辦成的入會：只留時間、門市、方式和原因，不留是誰。',
    'Whom the rules did not let join: when, where, by which way and why are kept, and not who.',
  ],
  way: ['入会方式', '入會方式', 'Way of joining'],
  noWay: ['没有选方式', '沒有選方式', 'No way chosen'],
  channel: ['入会渠道', '入會通路', 'Channel'],
  none: ['没有这样的入会。', '沒有這樣的入會。', 'There are none.'],
})

/** As the program says them. */
export const channelWords = phrases({
  till: ['门店', '門市', 'The shop'],
  web: ['网站', '網站', 'Website'],
  app: ['App', 'App', 'App'],
  'mini-program': ['小程序', '小程式', 'Mini program'],
  phone: ['电话', '電話', 'Phone'],
  api: ['其他系统', '其他系統', 'Another system'],
})

export const attemptWords = phrases({
  'claim-coupon': ['凭券码领券', '憑券碼領券', 'Claim a coupon'],
  'issue-coupon': ['发放优惠券', '發放優惠券', 'Issue a coupon'],
  'redeem-reward': ['兑换礼品', '兌換禮品', 'Reward for points'],
  'use-benefit': ['使用权益', '使用權益', 'Use of a benefit'],
  'give-points': ['转赠积分', '轉贈積分', 'Give points away'],
  'change-level': ['店里改等级', '店裡改等級', 'Level by hand'],
  'buy-early': ['购买未开售的商品', '購買未開售的商品', 'Buy before the sale start'],
  'redeem-points': ['用积分抵现', '用積分抵現', 'Points off a purchase'],
  'use-coupon': ['用优惠券', '用優惠券', 'Use a coupon'],
  'record-activity': ['记录互动', '記錄互動', 'Record an activity'],
  'undo-use': ['撤销使用权益', '撤銷使用權益', 'Undo the use of a benefit'],
  'hand-over-reward': ['交付礼品', '交付禮品', 'Hand a reward over'],
  'cancel-redemption': ['取消兑换', '取消兌換', 'Cancel a redemption'],
  'adjust-points': ['人工调整积分', '人工調整積分', 'Adjust points by hand'],
})
