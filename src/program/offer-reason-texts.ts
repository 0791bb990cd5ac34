import type { Texts } from '../shared/languages.ts'
import { couponReasonTexts } from './coupon-texts.ts'

/** What offers and the price guard say. */
export const offerReasonTexts = {
  ...couponReasonTexts,
  'offer-off': {
    'zh-CN': '{name}：{baseCents} 减 {offCents}',
    'zh-TW': '{name}：{baseCents} 減 {offCents}',
    en: '{name}: {offCents} off {baseCents}',
  },
  'offer-every': {
    'zh-CN': '{name}：{baseCents}，每满 {everyCents} 一次，共 {times} 次，减 {offCents}',
    'zh-TW': '{name}：{baseCents}，每滿 {everyCents} 一次，共 {times} 次，減 {offCents}',
    en: '{name}: {offCents} off {baseCents}, {times} times, once for each whole {everyCents}',
  },
  'offer-percent': {
    'zh-CN': '{name}：{baseCents} 优惠 {discountPercent}，减 {offCents}',
    'zh-TW': '{name}：{baseCents} 優惠 {discountPercent}，減 {offCents}',
    en: '{name}: {discountPercent} off {baseCents}, {offCents} less',
  },
  'offer-percent-most': {
    'zh-CN': '{name}：{baseCents} 优惠 {discountPercent}，最多减 {offCents}',
    'zh-TW': '{name}：{baseCents} 優惠 {discountPercent}，最多減 {offCents}',
    en: '{name}: {discountPercent} off {baseCents}, at most {offCents}',
  },
  'offer-step': {
    'zh-CN': '{name}：{baseCents} 已满 {fromCents}，减 {offCents}',
    'zh-TW': '{name}：{baseCents} 已滿 {fromCents}，減 {offCents}',
    en: '{name}: {baseCents} reaches {fromCents}, {offCents} off',
  },
  'offer-pay': {
    'zh-CN': '{name}：每 {of} 件付 {paid} 件，最便宜的 {free} 件免单，减 {offCents}，按价格分摊到这些商品',
    'zh-TW': '{name}：每 {of} 件付 {paid} 件，最便宜的 {free} 件免單，減 {offCents}，按價格分攤到這些商品',
    en: '{name}: pay {paid} of {of}, the {free} cheapest are free: {offCents} off, shared by all of these goods',
  },
  'offer-price': {
    'zh-CN': '{name}：会员价，{baseCents} 减 {offCents}',
    'zh-TW': '{name}：會員價，{baseCents} 減 {offCents}',
    en: '{name}: member price, {offCents} off {baseCents}',
  },
  'offer-gift': {
    'zh-CN': '{name}：赠品 {sku} 一件免单（{offCents}）',
    'zh-TW': '{name}：贈品 {sku} 一件免單（{offCents}）',
    en: '{name}: one piece of {sku} is a gift ({offCents})',
  },
  'offer-exchange': {
    'zh-CN': '{name}：{sku} 一件换购价 {forCents}，减 {offCents}',
    'zh-TW': '{name}：{sku} 一件換購價 {forCents}，減 {offCents}',
    en: '{name}: one piece of {sku} for {forCents}, {offCents} less',
  },
  'offer-shipping': {
    'zh-CN': '{name}：免运费 {offCents}',
    'zh-TW': '{name}：免運費 {offCents}',
    en: '{name}: free shipping, {offCents}',
  },
  'gift-due': {
    'zh-CN': '{name}：有一件赠品，请扫描 {sku}',
    'zh-TW': '{name}：有一件贈品，請掃描 {sku}',
    en: '{name}: a gift is due, scan {sku}',
  },
  'offer-not-applied': {
    'zh-CN': '{name} 未适用：{condition}',
    'zh-TW': '{name} 未適用：{condition}',
    en: '{name} did not apply: {condition}',
  },
  'offer-no-shipping': {
    'zh-CN': '{name} 未适用：小票上没有运费',
    'zh-TW': '{name} 未適用：收據上沒有運費',
    en: '{name} did not apply: there is no shipping on the receipt',
  },
  'offer-takes-nothing': {
    'zh-CN': '{name} 未采用：这些商品没有可减的金额',
    'zh-TW': '{name} 未採用：這些商品沒有可減的金額',
    en: '{name} was not used: there is nothing that it could take off these goods',
  },
  'offer-limit-full': {
    'zh-CN': '{name} 未采用：已达上限（{limit}），没有剩余',
    'zh-TW': '{name} 未採用：已達上限（{limit}），沒有剩餘',
    en: '{name} was not used: its limit is reached ({limit}), nothing of it is left',
  },
  'offer-limit-cut': {
    'zh-CN': '{name} 到上限为止（{limit}），只剩 {leftCents} 可减',
    'zh-TW': '{name} 到上限為止（{limit}），只剩 {leftCents} 可減',
    en: '{name} stops at its limit ({limit}): {leftCents} was left',
  },
  'offer-needs-coupon': {
    'zh-CN': '{name} 未采用：要凭优惠券，这一单没有可用的券',
    'zh-TW': '{name} 未採用：要憑優惠券，這一單沒有可用的券',
    en: '{name} was not used: it needs a coupon, and this receipt had none for it',
  },
  'offers-for-members': {
    'zh-CN': '促销只给会员：出示会员后才计算',
    'zh-TW': '促銷只給會員：出示會員後才計算',
    en: 'Offers are for members: none counts without one',
  },
  'offer-lost-group': {
    'zh-CN': '{name}（可减 {offCents}）未采用：同组只取一个，{winner}更优惠',
    'zh-TW': '{name}（可減 {offCents}）未採用：同組只取一個，{winner}更優惠',
    en: '{name} ({offCents} off) was not used: of its group only one counts, and {winner} is better',
  },
  'offer-lost-alone': {
    'zh-CN': '{name}（可减 {offCents}）未采用：{winner}不与其他促销同享，且更优惠',
    'zh-TW': '{name}（可減 {offCents}）未採用：{winner}不與其他促銷同享，且更優惠',
    en: '{name} ({offCents} off) was not used: {winner} counts alone, and is better',
  },
  'offer-alone-less': {
    'zh-CN': '{name}（可减 {offCents}）未采用：它只能单独使用，现在的组合共减 {totalCents}',
    'zh-TW': '{name}（可減 {offCents}）未採用：它只能單獨使用，現在的組合共減 {totalCents}',
    en: '{name} ({offCents} off) was not used: it counts only alone, and the others take {totalCents} off together',
  },
  'offer-adds-nothing': {
    'zh-CN': '{name}（单独可减 {offCents}）未采用：加上它不会更优惠，现在的组合共减 {totalCents}',
    'zh-TW': '{name}（單獨可減 {offCents}）未採用：加上它不會更優惠，現在的組合共減 {totalCents}',
    en: '{name} ({offCents} off by itself) was not used: with it the member would not pay less, {totalCents} is off already',
  },
  'offers-searched': {
    'zh-CN': '有 {offers} 个促销同时成立，超过 {most} 个时逐步改进求优，不再逐一比较所有组合',
    'zh-TW': '有 {offers} 個促銷同時成立，超過 {most} 個時逐步改進求優，不再逐一比較所有組合',
    en: '{offers} offers apply at once: above {most} the best combination is searched step by step, not all are compared',
  },
  'refund-of-offer': {
    'zh-CN': '第 {lineNumber} 行享受过促销优惠 {offCents}，退的是实付的 {refundCents}',
    'zh-TW': '第 {lineNumber} 行享受過促銷優惠 {offCents}，退的是實付的 {refundCents}',
    en: 'Line {lineNumber} had {offCents} off by offers: what comes back is the {refundCents} that was paid',
  },
  'guard-margin': {
    'zh-CN': '为守住毛利底线，少减 {cutCents}',
    'zh-TW': '為守住毛利底線，少減 {cutCents}',
    en: 'To keep the margin, {cutCents} less is taken off',
  },
  'guard-discount': {
    'zh-CN': '超出优惠上限，少减 {cutCents}',
    'zh-TW': '超出優惠上限，少減 {cutCents}',
    en: 'To keep within the limit of all discounts, {cutCents} less is taken off',
  },
  'guard-points': {
    'zh-CN': '价格底线：积分最多还能抵 {roomCents}',
    'zh-TW': '價格底線：積分最多還能抵 {roomCents}',
    en: 'The price guard leaves {roomCents} that points may pay',
  },
} as const satisfies Record<string, Texts>
