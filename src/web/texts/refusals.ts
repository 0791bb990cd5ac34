import { phrases } from './phrases.ts'

export const refusalTexts = phrases({
  title: ['被拒绝的请求', '被拒絕的請求', 'Refused'],
  when: ['时间', '時間', 'Time'],
  attempt: ['要做什么', '要做什麼', 'What was asked for'],
  reason: ['没有做成的原因', '沒有做成的原因', 'Why not'],
  store: ['门店', '門市', 'Store'],
  noStore: ['不在门店', '不在門市', 'In no store'],
  times: ['次数', '次數', 'Times'],
  whyOf: ['为什么被拒绝：{what}', '為什麼被拒絕：{what}', 'Why refused: {what}'],
  whyTitle: ['为什么被拒绝', '為什麼被拒絕', 'Why it was refused'],
  none: [
    '没有被拒绝的请求。领券、兑换礼品、使用权益因为规则没有做成的，会列在这里，并说明原因。',
    '沒有被拒絕的請求。領券、兌換禮品、使用權益因為規則沒有做成的，會列在這裡，並說明原因。',
    'Nothing was refused. Coupons, rewards and benefits that the rules did not allow are listed here, with the reason.',
  ],
})

export const attemptWords = phrases({
  'claim-coupon': ['凭券码领券', '憑券碼領券', 'Claim a coupon'],
  'issue-coupon': ['发放优惠券', '發放優惠券', 'Issue a coupon'],
  'redeem-reward': ['兑换礼品', '兌換禮品', 'Reward for points'],
  'use-benefit': ['使用权益', '使用權益', 'Use of a benefit'],
})
