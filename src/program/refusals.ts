import type { Texts } from '../shared/languages.ts'
import { couponRefusalTexts } from './coupon-texts.ts'

/** What a program refuses, with a sentence that a shop assistant can say aloud. */
export const refusalTexts = {
  ...couponRefusalTexts,
  'redeem-unknown-rule': {
    'zh-CN': '没有这种兑换方式：{rule}',
    'zh-TW': '沒有這種兌換方式：{rule}',
    en: 'There is no way to redeem called {rule}',
  },
  'redeem-needs-member': {
    'zh-CN': '散客不能使用积分，请先识别会员',
    'zh-TW': '散客不能使用積分，請先識別會員',
    en: 'Guests have no points: recognise the member first',
  },
  'redeem-twice': {
    'zh-CN': '同一种兑换方式在一张小票上只能选一次：{rule}',
    'zh-TW': '同一種兌換方式在一張收據上只能選一次：{rule}',
    en: 'One way to redeem can be chosen only once per receipt: {rule}',
  },
  'redeem-not-now': {
    'zh-CN': '{name}现在不能用：{condition}',
    'zh-TW': '{name}現在不能用：{condition}',
    en: '{name} cannot be used now: {condition}',
  },
  'redeem-step': {
    'zh-CN': '积分须按 {step} 的整数倍使用，{points} 不是',
    'zh-TW': '積分須按 {step} 的整數倍使用，{points} 不是',
    en: 'Points are used in multiples of {step}; {points} is not one',
  },
  'redeem-below-minimum': {
    'zh-CN': '至少使用 {minimum} 分，{points} 分太少',
    'zh-TW': '至少使用 {minimum} 分，{points} 分太少',
    en: 'At least {minimum} points can be used; {points} is too few',
  },
  'redeem-above-maximum': {
    'zh-CN': '每单最多使用 {maximum} 分，{points} 分太多',
    'zh-TW': '每單最多使用 {maximum} 分，{points} 分太多',
    en: 'At most {maximum} points can be used per receipt; {points} is too many',
  },
  'redeem-not-enough': {
    'zh-CN': '积分不足：需要 {points} 分，可用 {usable} 分',
    'zh-TW': '積分不足：需要 {points} 分，可用 {usable} 分',
    en: 'Not enough points: {points} wanted, {usable} can be used',
  },
  'reward-limit': {
    'zh-CN': '{name}已达上限（{limit}）',
    'zh-TW': '{name}已達上限（{limit}）',
    en: '{name} has reached its limit ({limit})',
  },
  'reward-level-ceiling': {
    'zh-CN': '{name}最多升到{level}，这位会员升不到更高',
    'zh-TW': '{name}最多升到{level}，這位會員升不到更高',
    en: '{name} lifts to {level} at most, and no higher',
  },
  'redeem-more-than-basket': {
    'zh-CN': '这一单最多可用 {pointsMax} 分，{points} 分超出可抵扣的金额',
    'zh-TW': '這一單最多可用 {pointsMax} 分，{points} 分超出可抵扣的金額',
    en: 'At most {pointsMax} points can be used on this basket; {points} is more than it costs',
  },
  'redeem-guard': {
    'zh-CN': '价格底线：这一单最多可用 {pointsMax} 分，{points} 分太多',
    'zh-TW': '價格底線：這一單最多可用 {pointsMax} 分，{points} 分太多',
    en: 'The price guard allows at most {pointsMax} points on this basket; {points} is too many',
  },
  'joining-unknown-way': {
    'zh-CN': '没有入会方式“{way}”，现有：{known}',
    'zh-TW': '沒有入會方式「{way}」，現有：{known}',
    en: 'There is no way of joining "{way}". There are: {known}',
  },
  'joining-way-missing': {
    'zh-CN': '现在没有免费入会，请选择入会方式：{known}',
    'zh-TW': '現在沒有免費入會，請選擇入會方式：{known}',
    en: 'Joining is not free now. Choose a way: {known}',
  },
  'joining-elsewhere': {
    'zh-CN': '只能通过{channels}入会，这次是{channel}',
    'zh-TW': '只能透過{channels}入會，這次是{channel}',
    en: 'Joining is possible only through {channels}; this is {channel}',
  },
  'joining-closed': {
    'zh-CN': '“{name}”今天不能用：只在 {from} 至 {through} 开放',
    'zh-TW': '「{name}」今天不能用：只在 {from} 至 {through} 開放',
    en: '{name} is not open today: only from {from} through {through}',
  },
  'joining-other-channel': {
    'zh-CN': '“{name}”只能通过{channels}入会，这次是{channel}',
    'zh-TW': '「{name}」只能透過{channels}入會，這次是{channel}',
    en: '{name} is only for those who join through {channels}; this is {channel}',
  },
  'joining-needs-receipt': {
    'zh-CN': '“{name}”要凭小票入会，请先结账，再用这张小票办理',
    'zh-TW': '「{name}」要憑收據入會，請先結帳，再用這張收據辦理',
    en: '{name} needs a receipt: settle first, then join with that receipt',
  },
  'joining-receipt-too-small': {
    'zh-CN': '“{name}”需要满 {needCents} 的小票，这张是 {paidCents}',
    'zh-TW': '「{name}」需要滿 {needCents} 的收據，這張是 {paidCents}',
    en: '{name} needs a receipt of at least {needCents}; this one is {paidCents}',
  },
  'joining-fee-missing': {
    'zh-CN': '“{name}”要收工本费 {feeCents}，这张小票上没有（货号 {sku}）',
    'zh-TW': '「{name}」要收工本費 {feeCents}，這張收據上沒有（貨號 {sku}）',
    en: '{name} costs {feeCents}, which is not on this receipt (goods {sku})',
  },
  'not-on-sale-yet': {
    'zh-CN': '{sku} 还没有开售：这位顾客 {when} 起可以购买；老板或运营可以写明原因提前放行',
    'zh-TW': '{sku} 還沒有開售：這位顧客 {when} 起可以購買；老闆或營運可以寫明原因提前放行',
    en: '{sku} is not on sale yet: this customer can buy it from {when}; the owner or operations can let it pass with a reason',
  },
  'basket-too-large': {
    'zh-CN': '这张小票的金额过大，无法精确计算积分',
    'zh-TW': '這張收據的金額過大，無法精確計算積分',
    en: 'This receipt is too large to count its points exactly',
  },
} as const satisfies Record<string, Texts>

export type RefusalCode = keyof typeof refusalTexts
export type Refusal = { refusal: RefusalCode; values: RefusalValues }
type RefusalValues = Readonly<Record<string, string | number | Texts>>

export function refuse(refusal: RefusalCode, values: RefusalValues = {}): Refusal {
  return { refusal, values }
}
