import type { Attempted } from '../../../shared/contract/refusals.ts'
import type { Texts } from '../../../shared/languages.ts'

type Asked = { named: Texts; plain: Texts }

/** What was asked for, with the name of it where that is known. Complete by its type. */
export const attemptTexts: Readonly<Record<Attempted, Asked>> = {
  'claim-coupon': {
    named: {
      'zh-CN': '{when}，凭券码领取优惠券“{name}”',
      'zh-TW': '{when}，憑券碼領取優惠券「{name}」',
      en: '{when}: claiming the coupon {name} by its code',
    },
    plain: {
      'zh-CN': '{when}，凭券码领取优惠券',
      'zh-TW': '{when}，憑券碼領取優惠券',
      en: '{when}: claiming a coupon by its code',
    },
  },
  'issue-coupon': {
    named: {
      'zh-CN': '{when}，发放优惠券“{name}”',
      'zh-TW': '{when}，發放優惠券「{name}」',
      en: '{when}: issuing the coupon {name}',
    },
    plain: { 'zh-CN': '{when}，发放优惠券', 'zh-TW': '{when}，發放優惠券', en: '{when}: issuing a coupon' },
  },
  'redeem-reward': {
    named: { 'zh-CN': '{when}，兑换“{name}”', 'zh-TW': '{when}，兌換「{name}」', en: '{when}: {name} for points' },
    plain: { 'zh-CN': '{when}，兑换礼品', 'zh-TW': '{when}，兌換禮品', en: '{when}: a reward for points' },
  },
  'use-benefit': {
    named: { 'zh-CN': '{when}，使用权益“{name}”', 'zh-TW': '{when}，使用權益「{name}」', en: '{when}: use of {name}' },
    plain: { 'zh-CN': '{when}，使用权益', 'zh-TW': '{when}，使用權益', en: '{when}: use of a benefit' },
  },
}

export const moreTimes: Texts = {
  'zh-CN': '一小时内共 {times} 次，最后一次在 {last}；以上说的是最后一次',
  'zh-TW': '一小時內共 {times} 次，最後一次在 {last}；以上說的是最後一次',
  en: 'Asked {times} times within the hour, last at {last}; this tells the last of them',
}

/** Of a reason that this version has no sentence for any more. */
export const unknownReason: Texts = {
  'zh-CN': '当时的规则不允许（{code}）',
  'zh-TW': '當時的規則不允許（{code}）',
  en: 'The rules of that time did not allow it ({code})',
}
