import type { Texts } from '../shared/languages.ts'
import type { RefusalCode } from './refusals.ts'

/**
 * Which refusals of a program are kept, and what the member hears of them: 'as-said' in the cashier's words. Null: it is
 * about the basket in hand or a word that the program does not have, and nobody asks about it next day. Complete by its type.
 */
export const memberRefusals: Readonly<Record<RefusalCode, 'as-said' | Texts | null>> = {
  'redeem-unknown-rule': null,
  'redeem-needs-member': null,
  'redeem-twice': null,
  'redeem-not-now': {
    'zh-CN': '您现在还不能用{name}：{condition}',
    'zh-TW': '您現在還不能用{name}：{condition}',
    en: '{name} is not for you now: {condition}',
  },
  'redeem-step': null,
  'redeem-below-minimum': null,
  'redeem-above-maximum': null,
  'redeem-not-enough': {
    'zh-CN': '您的积分不够：需要 {points} 分，可用 {usable} 分',
    'zh-TW': '您的積分不夠：需要 {points} 分，可用 {usable} 分',
    en: 'You do not have enough points: {points} are needed, {usable} can be used',
  },
  'reward-limit': {
    'zh-CN': '您兑换{name}已达上限（{limit}）',
    'zh-TW': '您兌換{name}已達上限（{limit}）',
    en: 'You have had {name} as often as it goes ({limit})',
  },
  'reward-level-ceiling': {
    'zh-CN': '{name}最多升到{level}，不能再往上升',
    'zh-TW': '{name}最多升到{level}，不能再往上升',
    en: '{name} lifts you to {level} at most, and no higher',
  },
  'redeem-more-than-basket': null,
  'redeem-guard': null,
  'coupon-not-yet': 'as-said',
  'coupon-over': 'as-said',
  'coupon-blackout': 'as-said',
  'coupon-not-now': 'as-said',
  'coupon-gift-due': null,
  'coupon-takes-nothing': null,
  'coupon-needs-member': null,
  'coupon-not-held': null,
  'coupon-used-before': 'as-said',
  'coupon-set-aside': 'as-said',
  'coupon-not-together': null,
  'joining-unknown-way': null,
  'joining-way-missing': 'as-said',
  'joining-elsewhere': 'as-said',
  'joining-closed': 'as-said',
  'joining-other-channel': 'as-said',
  'joining-needs-receipt': 'as-said',
  'joining-receipt-too-small': 'as-said',
  'joining-fee-missing': 'as-said',
  'not-on-sale-yet': {
    'zh-CN': '{sku} 还没有开售：您 {when} 起可以购买',
    'zh-TW': '{sku} 還沒有開售：您 {when} 起可以購買',
    en: '{sku} is not on sale yet: you can buy it from {when}',
  },
  'basket-too-large': null,
}
