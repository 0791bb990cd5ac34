import { ErrorFamily } from '../../platform/errors.ts'

export const couponErrors = new ErrorFamily('coupons', {
  'unknown-offer': {
    failure: 'not-found',
    'zh-CN': '方案 {program} 当前版本里没有需要优惠券的促销 {offer}。',
    'zh-TW': '方案 {program} 目前版本裡沒有需要優惠券的促銷 {offer}。',
    en: 'Program {program} has no offer {offer} that needs a coupon now.',
  },
  'unknown-code': {
    failure: 'not-found',
    'zh-CN': '没有这个券码，请核对。',
    'zh-TW': '沒有這個券碼，請核對。',
    en: 'There is no such coupon code. Please check it.',
  },
  'code-mistyped': {
    failure: 'refused',
    'zh-CN': '券码有误，请核对每一位。',
    'zh-TW': '券碼有誤，請核對每一位。',
    en: 'The code is mistyped. Please check every sign.',
  },
  'code-used': {
    failure: 'refused',
    'zh-CN': '这个券码已经被领取。',
    'zh-TW': '這個券碼已經被領取。',
    en: 'This code was claimed already.',
  },
  'code-of-another': {
    failure: 'refused',
    'zh-CN': '这张优惠券属于另一位会员。',
    'zh-TW': '這張優惠券屬於另一位會員。',
    en: 'This coupon belongs to another member.',
  },
  'code-cancelled': {
    failure: 'refused',
    'zh-CN': '这批券码已经作废。',
    'zh-TW': '這批券碼已經作廢。',
    en: 'The codes of this batch were cancelled.',
  },
  over: {
    failure: 'refused',
    'zh-CN': '活动已经结束，有效期至 {day}。',
    'zh-TW': '活動已經結束，有效期至 {day}。',
    en: 'It is over: coupons could be used through {day}.',
  },
  'limit-of-member': {
    failure: 'refused',
    'zh-CN': '每位会员限领 {limit} 张，已经领完。',
    'zh-TW': '每位會員限領 {limit} 張，已經領完。',
    en: 'A member can have {limit} of these coupons, and this one had them.',
  },
  'limit-of-day': {
    failure: 'refused',
    'zh-CN': '今天的 {limit} 张已经领完，请明天再来。',
    'zh-TW': '今天的 {limit} 張已經領完，請明天再來。',
    en: "Today's {limit} coupons are gone. Come again tomorrow.",
  },
  'limit-in-all': {
    failure: 'refused',
    'zh-CN': '优惠券已经发完。',
    'zh-TW': '優惠券已經發完。',
    en: 'All of these coupons are gone.',
  },
  'too-many-unknown-codes': {
    failure: 'limited',
    'zh-CN': '输错的券码太多，请 {seconds} 秒后再试。',
    'zh-TW': '輸錯的券碼太多，請 {seconds} 秒後再試。',
    en: 'Too many unknown codes. Try again in {seconds} {seconds|second|seconds}.',
  },
  'needs-code': {
    failure: 'refused',
    'zh-CN': '促销 {offer} 的优惠券要凭券码领取。',
    'zh-TW': '促銷 {offer} 的優惠券要憑券碼領取。',
    en: 'Coupons of {offer} are claimed with a code.',
  },
  'other-codes': {
    failure: 'refused',
    'zh-CN': '促销 {offer} 的券码不是这一种（codes: {codes}）。',
    'zh-TW': '促銷 {offer} 的券碼不是這一種（codes: {codes}）。',
    en: 'Offer {offer} has codes of another kind (codes: {codes}).',
  },
  'code-taken': {
    failure: 'conflict',
    'zh-CN': '这个券码已经存在，请换一个。',
    'zh-TW': '這個券碼已經存在，請換一個。',
    en: 'This code exists already. Choose another.',
  },
  'no-such-batch': {
    failure: 'not-found',
    'zh-CN': '没有这一批券码。',
    'zh-TW': '沒有這一批券碼。',
    en: 'There is no such batch of codes.',
  },
  'batch-cancelled': {
    failure: 'refused',
    'zh-CN': '这一批券码已经作废过了。',
    'zh-TW': '這一批券碼已經作廢過了。',
    en: 'This batch was cancelled already.',
  },
})
