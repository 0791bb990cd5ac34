import type { Attempted } from '../../../shared/contract/refusals.ts'
import type { Texts } from '../../../shared/languages.ts'

export type AskedTexts = { named: Texts; plain: Texts }

/** What was asked for, with the name of it where that is known. Complete by its type. */
export const attemptTexts: Readonly<Record<Attempted, AskedTexts>> = {
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
  'give-points': {
    named: {
      'zh-CN': '{when}，把{name}转赠给另一位会员',
      'zh-TW': '{when}，把{name}轉贈給另一位會員',
      en: '{when}: giving {name} to another member',
    },
    plain: { 'zh-CN': '{when}，转赠积分', 'zh-TW': '{when}，轉贈積分', en: '{when}: giving points to another member' },
  },
  'change-level': {
    named: {
      'zh-CN': '{when}，店里把等级改为“{name}”',
      'zh-TW': '{when}，店裡把等級改為「{name}」',
      en: '{when}: the shop giving the level {name}',
    },
    plain: { 'zh-CN': '{when}，店里改等级', 'zh-TW': '{when}，店裡改等級', en: '{when}: the shop changing the level' },
  },
  'buy-early': {
    named: {
      'zh-CN': '{when}，购买还没有开售的“{name}”',
      'zh-TW': '{when}，購買還沒有開售的「{name}」',
      en: '{when}: buying {name} before it is on sale',
    },
    plain: {
      'zh-CN': '{when}，购买还没有开售的商品',
      'zh-TW': '{when}，購買還沒有開售的商品',
      en: '{when}: buying goods before they are on sale',
    },
  },
  'redeem-points': {
    named: {
      'zh-CN': '{when}，购物时用“{name}”',
      'zh-TW': '{when}，購物時用「{name}」',
      en: '{when}: {name} at the till',
    },
    plain: { 'zh-CN': '{when}，购物时用积分', 'zh-TW': '{when}，購物時用積分', en: '{when}: points off a purchase' },
  },
  'use-coupon': {
    named: {
      'zh-CN': '{when}，购物时用优惠券“{name}”',
      'zh-TW': '{when}，購物時用優惠券「{name}」',
      en: '{when}: use of the coupon {name}',
    },
    plain: { 'zh-CN': '{when}，购物时用优惠券', 'zh-TW': '{when}，購物時用優惠券', en: '{when}: use of a coupon' },
  },
  'record-activity': {
    named: {
      'zh-CN': '{when}，记录互动“{name}”',
      'zh-TW': '{when}，記錄互動「{name}」',
      en: '{when}: recording the activity {name}',
    },
    plain: { 'zh-CN': '{when}，记录互动', 'zh-TW': '{when}，記錄互動', en: '{when}: recording an activity' },
  },
  'undo-use': {
    named: {
      'zh-CN': '{when}，撤销使用权益“{name}”',
      'zh-TW': '{when}，撤銷使用權益「{name}」',
      en: '{when}: taking back the use of {name}',
    },
    plain: {
      'zh-CN': '{when}，撤销使用权益',
      'zh-TW': '{when}，撤銷使用權益',
      en: '{when}: taking back the use of a benefit',
    },
  },
  'hand-over-reward': {
    named: {
      'zh-CN': '{when}，交付兑换的“{name}”',
      'zh-TW': '{when}，交付兌換的「{name}」',
      en: '{when}: handing over {name}',
    },
    plain: {
      'zh-CN': '{when}，交付兑换的礼品',
      'zh-TW': '{when}，交付兌換的禮品',
      en: '{when}: handing over a reward',
    },
  },
  'cancel-redemption': {
    named: {
      'zh-CN': '{when}，取消兑换“{name}”',
      'zh-TW': '{when}，取消兌換「{name}」',
      en: '{when}: cancelling the redemption of {name}',
    },
    plain: { 'zh-CN': '{when}，取消兑换', 'zh-TW': '{when}，取消兌換', en: '{when}: cancelling a redemption' },
  },
  'adjust-points': {
    named: {
      'zh-CN': '{when}，店里人工调整{name}',
      'zh-TW': '{when}，店裡人工調整{name}',
      en: '{when}: the shop adjusting {name} by hand',
    },
    plain: {
      'zh-CN': '{when}，店里人工调整积分',
      'zh-TW': '{when}，店裡人工調整積分',
      en: '{when}: the shop adjusting points by hand',
    },
  },
}

export const joiningTexts: AskedTexts = {
  named: { 'zh-CN': '{when}，按“{name}”入会', 'zh-TW': '{when}，按「{name}」入會', en: '{when}: joining by {name}' },
  plain: { 'zh-CN': '{when}，入会', 'zh-TW': '{when}，入會', en: '{when}: joining' },
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
