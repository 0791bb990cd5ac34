import type { Texts } from '../shared/languages.ts'

/** Why a coupon is not used: as a reason where nobody asked for it, as a refusal where somebody did. */
export const couponTexts = {
  'coupon-not-yet': {
    'zh-CN': '优惠券{name}从 {day} 起可用',
    'zh-TW': '優惠券{name}從 {day} 起可用',
    en: 'The coupon {name} can be used from {day} on',
  },
  'coupon-over': {
    'zh-CN': '优惠券{name}已过期，有效期至 {day}',
    'zh-TW': '優惠券{name}已過期，有效期至 {day}',
    en: 'The coupon {name} is over: it could be used through {day}',
  },
  'coupon-blackout': {
    'zh-CN': '优惠券{name}在 {day} 不可用',
    'zh-TW': '優惠券{name}在 {day} 不可用',
    en: 'The coupon {name} cannot be used on {day}',
  },
  'coupon-not-now': {
    'zh-CN': '优惠券{name}现在不能用：{condition}',
    'zh-TW': '優惠券{name}現在不能用：{condition}',
    en: 'The coupon {name} cannot be used now: {condition}',
  },
  'coupon-gift-due': {
    'zh-CN': '优惠券{name}：请先扫描赠品 {sku}',
    'zh-TW': '優惠券{name}：請先掃描贈品 {sku}',
    en: 'The coupon {name}: scan the gift {sku} first',
  },
  'coupon-takes-nothing': {
    'zh-CN': '优惠券{name}用不上：没有可减的金额，券保留',
    'zh-TW': '優惠券{name}用不上：沒有可減的金額，券保留',
    en: 'The coupon {name} has nothing to take off, and is kept',
  },
} as const satisfies Record<string, Texts>

export const couponReasonTexts = {
  ...couponTexts,
  'coupon-given-back': {
    'zh-CN': '整单退回，优惠券{name}退还给会员',
    'zh-TW': '整單退回，優惠券{name}退還給會員',
    en: "The whole receipt came back: the coupon {name} is the member's again",
  },
  'coupon-ended-meanwhile': {
    'zh-CN': '优惠券{name}已过有效期，不再退还',
    'zh-TW': '優惠券{name}已過有效期，不再退還',
    en: 'The coupon {name} has ended meanwhile and is not given back',
  },
  'coupon-not-given-back': {
    'zh-CN': '优惠券{name}按约定退货不退还',
    'zh-TW': '優惠券{name}按約定退貨不退還',
    en: 'By its terms the coupon {name} is not given back',
  },
  'coupon-stays-used': {
    'zh-CN': '只退了一部分，优惠券{name}仍算已使用',
    'zh-TW': '只退了一部分，優惠券{name}仍算已使用',
    en: 'Only a part came back: the coupon {name} stays used',
  },
  'coupon-used': { 'zh-CN': '用掉一张优惠券', 'zh-TW': '用掉一張優惠券', en: 'One coupon is used' },
} as const satisfies Record<string, Texts>

export const couponRefusalTexts = {
  ...couponTexts,
  'coupon-needs-member': {
    'zh-CN': '散客不能用优惠券，请先识别会员',
    'zh-TW': '散客不能用優惠券，請先識別會員',
    en: 'Guests hold no coupons: recognise the member first',
  },
  'coupon-not-held': {
    'zh-CN': '会员手里没有这张优惠券（{coupon}）',
    'zh-TW': '會員手裡沒有這張優惠券（{coupon}）',
    en: 'The member holds no such coupon ({coupon})',
  },
  'coupon-used-before': {
    'zh-CN': '优惠券{name}已在 {day} 用过',
    'zh-TW': '優惠券{name}已在 {day} 用過',
    en: 'The coupon {name} was used on {day}',
  },
  'coupon-set-aside': {
    'zh-CN': '优惠券{name}已为另一单预占，最晚 {until} 释放',
    'zh-TW': '優惠券{name}已為另一單預占，最晚 {until} 釋放',
    en: 'The coupon {name} is set aside for another receipt, until {until} at the latest',
  },
  'coupon-not-together': {
    'zh-CN': '优惠券{name}不能和所选的其他优惠同用',
    'zh-TW': '優惠券{name}不能和所選的其他優惠同用',
    en: 'The coupon {name} does not go together with the others that were chosen',
  },
} as const satisfies Record<string, Texts>
