import type { Texts } from '../shared/languages.ts'
import { memberLevelTellings, memberPointTellings } from './member-point-tellings.ts'
import type { reasonTexts } from './reason-texts.ts'

/**
 * How the member is told a reason: in the cashier's words, in words of their own, or not at all, because it is about
 * how the shop works and not about what they got.
 */
export type MemberTelling = 'as-said' | 'untold' | Texts

/** Complete by its type: a new reason does not compile before somebody decides what the member hears of it. */
export const memberTellings: Readonly<Record<keyof typeof reasonTexts, MemberTelling>> = {
  ...memberPointTellings,
  ...memberLevelTellings,
  'offer-off': 'as-said',
  'offer-every': 'as-said',
  'offer-percent': 'as-said',
  'offer-percent-most': 'as-said',
  'offer-step': 'as-said',
  'offer-pay': 'as-said',
  'offer-price': 'as-said',
  'offer-gift': 'as-said',
  'offer-exchange': 'as-said',
  'offer-shipping': 'as-said',
  'gift-due': {
    'zh-CN': '{name}：您有一件赠品可以领取',
    'zh-TW': '{name}：您有一件贈品可以領取',
    en: '{name}: a gift is waiting for you',
  },
  'offer-not-applied': {
    'zh-CN': '{name}这次没有用上：{condition}',
    'zh-TW': '{name}這次沒有用上：{condition}',
    en: '{name} was not for you this time: {condition}',
  },
  'offer-no-shipping': 'untold',
  'offer-takes-nothing': 'untold',
  'offer-limit-full': {
    'zh-CN': '您的{name}已经用满（{limit}），这次没有再减',
    'zh-TW': '您的{name}已經用滿（{limit}），這次沒有再減',
    en: 'You have had all that {name} gives ({limit}), so nothing more off this time',
  },
  'offer-limit-cut': {
    'zh-CN': '您的{name}减到上限为止（{limit}），这次只剩 {leftCents}',
    'zh-TW': '您的{name}減到上限為止（{limit}），這次只剩 {leftCents}',
    en: '{name} ends at its limit ({limit}): {leftCents} was left for you',
  },
  'offer-needs-coupon': {
    'zh-CN': '{name}要凭优惠券，您这一单没有用券',
    'zh-TW': '{name}要憑優惠券，您這一單沒有用券',
    en: '{name} needs a coupon, and you used none for it this time',
  },
  'offers-for-members': 'as-said',
  'offer-lost-group': {
    'zh-CN': '已为您选用更优惠的{winner}，代替{name}',
    'zh-TW': '已為您選用更優惠的{winner}，代替{name}',
    en: '{winner} saves you more than {name}, so you got that',
  },
  'offer-lost-alone': {
    'zh-CN': '已为您选用更优惠的{winner}，它不与{name}同享',
    'zh-TW': '已為您選用更優惠的{winner}，它不與{name}同享',
    en: '{winner} saves you more and does not go together with {name}',
  },
  'offer-alone-less': {
    'zh-CN': '{name}只能单独使用；现在这样为您省了 {totalCents}，更优惠',
    'zh-TW': '{name}只能單獨使用；現在這樣為您省了 {totalCents}，更優惠',
    en: '{name} can be used only alone; this way you save more, {totalCents}',
  },
  'offer-adds-nothing': {
    'zh-CN': '加上{name}不会更便宜，现在已为您省了 {totalCents}',
    'zh-TW': '加上{name}不會更便宜，現在已為您省了 {totalCents}',
    en: 'You already save {totalCents}; {name} would not make it cheaper',
  },
  'offers-searched': 'untold',
  'refund-of-offer': {
    'zh-CN': '这件商品您买的时候优惠了 {offCents}，退还您实付的 {refundCents}',
    'zh-TW': '這件商品您買的時候優惠了 {offCents}，退還您實付的 {refundCents}',
    en: 'You had {offCents} off when you bought it: you get back the {refundCents} that you paid',
  },
  // The member sees less than the offer promises, so they are told, but not what the goods cost the shop.
  'guard-margin': {
    'zh-CN': '这些商品有最低价，少减 {cutCents}',
    'zh-TW': '這些商品有最低價，少減 {cutCents}',
    en: 'These goods have a lowest price: {cutCents} less is taken off',
  },
  'guard-discount': {
    'zh-CN': '优惠已到上限，少减 {cutCents}',
    'zh-TW': '優惠已到上限，少減 {cutCents}',
    en: 'All discounts together have a limit: {cutCents} less is taken off',
  },
  'guard-points': {
    'zh-CN': '您这一单最多还能用积分抵 {roomCents}',
    'zh-TW': '您這一單最多還能用積分抵 {roomCents}',
    en: 'Your points can pay up to {roomCents} more of this receipt',
  },
  'coupon-not-yet': {
    'zh-CN': '您的优惠券{name}从 {day} 起可用',
    'zh-TW': '您的優惠券{name}從 {day} 起可用',
    en: 'You can use your coupon {name} from {day} on',
  },
  'coupon-over': {
    'zh-CN': '您的优惠券{name}已过期，有效期至 {day}',
    'zh-TW': '您的優惠券{name}已過期，有效期至 {day}',
    en: 'Your coupon {name} is over: you could use it through {day}',
  },
  'coupon-blackout': {
    'zh-CN': '您的优惠券{name}在 {day} 不可用，留着下次再用',
    'zh-TW': '您的優惠券{name}在 {day} 不可用，留著下次再用',
    en: 'Your coupon {name} cannot be used on {day}; keep it for another day',
  },
  'coupon-not-now': {
    'zh-CN': '您的优惠券{name}这次不能用：{condition}',
    'zh-TW': '您的優惠券{name}這次不能用：{condition}',
    en: 'Your coupon {name} cannot be used this time: {condition}',
  },
  'coupon-gift-due': {
    'zh-CN': '您的优惠券{name}可以换一件赠品，请向店员领取',
    'zh-TW': '您的優惠券{name}可以換一件贈品，請向店員領取',
    en: 'Your coupon {name} brings a gift: ask for it at the till',
  },
  'coupon-takes-nothing': {
    'zh-CN': '您的优惠券{name}这次用不上，为您保留',
    'zh-TW': '您的優惠券{name}這次用不上，為您保留',
    en: 'Your coupon {name} would save nothing this time, so it is kept for you',
  },
  'coupon-given-back': {
    'zh-CN': '优惠券{name}已退还给您',
    'zh-TW': '優惠券{name}已退還給您',
    en: 'You have your coupon {name} back',
  },
  'coupon-ended-meanwhile': {
    'zh-CN': '您的优惠券{name}已过有效期，无法退还',
    'zh-TW': '您的優惠券{name}已過有效期，無法退還',
    en: 'Your coupon {name} has ended meanwhile and cannot be given back',
  },
  'coupon-not-given-back': {
    'zh-CN': '按约定，您用过的优惠券{name}退货时不退还',
    'zh-TW': '按約定，您用過的優惠券{name}退貨時不退還',
    en: 'By its terms your coupon {name} is not given back',
  },
  'coupon-stays-used': {
    'zh-CN': '您留下了部分商品，优惠券{name}仍算已使用',
    'zh-TW': '您留下了部分商品，優惠券{name}仍算已使用',
    en: 'You kept a part of the goods: your coupon {name} stays used',
  },
  'coupon-used': {
    'zh-CN': '用掉您的一张优惠券',
    'zh-TW': '用掉您的一張優惠券',
    en: 'One of your coupons is used',
  },
}
