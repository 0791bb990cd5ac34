import type { Texts } from '../../../shared/languages.ts'

/** What a receipt's story says between the reasons. */
export const storyTexts = {
  'line-plain': {
    'zh-CN': '{name}，{units}：{payableCents}',
    'zh-TW': '{name}，{units}：{payableCents}',
    en: '{name}, {units}: {payableCents}',
  },
  'line-reduced': {
    'zh-CN': '{name}，{units}：原价 {grossCents}，{cuts}，应付 {payableCents}',
    'zh-TW': '{name}，{units}：原價 {grossCents}，{cuts}，應付 {payableCents}',
    en: '{name}, {units}: {grossCents}, {cuts}, {payableCents} to pay',
  },
  'receipt-total': {
    'zh-CN': '合计：原价 {grossCents}，共减 {offCents}，应付 {payableCents}',
    'zh-TW': '合計：原價 {grossCents}，共減 {offCents}，應付 {payableCents}',
    en: 'Together: {grossCents}, {offCents} off, {payableCents} to pay',
  },
  'offers-total': { 'zh-CN': '促销共减 {offCents}', 'zh-TW': '促銷共減 {offCents}', en: 'Offers: {offCents} off' },
  'offer-on-line': {
    'zh-CN': '其中第 {lineNumber} 行 {name} 减 {offCents}',
    'zh-TW': '其中第 {lineNumber} 行 {name} 減 {offCents}',
    en: 'of which line {lineNumber}, {name}: {offCents} off',
  },
  'level-price-total': {
    'zh-CN': '会员价共减 {offCents}',
    'zh-TW': '會員價共減 {offCents}',
    en: 'Level price: {offCents} off',
  },
  'points-used': {
    'zh-CN': '{asset}：用掉 {points}',
    'zh-TW': '{asset}：用掉 {points}',
    en: '{asset}: {points} used',
  },
  'points-earned': {
    'zh-CN': '{asset}：获得 {points}',
    'zh-TW': '{asset}：獲得 {points}',
    en: '{asset}: {points} earned',
  },
  'points-expired': {
    'zh-CN': '{asset}：到期 {points}',
    'zh-TW': '{asset}：到期 {points}',
    en: '{asset}: {points} expired',
  },
  'points-owed-settled': {
    'zh-CN': '{asset}：抵还欠分 {points}',
    'zh-TW': '{asset}：抵還欠分 {points}',
    en: '{asset}: {points} of what was owed is settled',
  },
  'points-given-back': {
    'zh-CN': '{asset}：退还 {points}',
    'zh-TW': '{asset}：退還 {points}',
    en: '{asset}: {points} given back',
  },
  'points-taken-back': {
    'zh-CN': '{asset}：收回 {points}',
    'zh-TW': '{asset}：收回 {points}',
    en: '{asset}: {points} taken back',
  },
  'points-moved': { 'zh-CN': '{asset}：{points}', 'zh-TW': '{asset}：{points}', en: '{asset}: {points}' },
  'level-change': {
    'zh-CN': '等级：{from} → {to}',
    'zh-TW': '等級：{from} → {to}',
    en: 'Level: {from} → {to}',
  },
  'refund-made': {
    'zh-CN': '退货 {number}：退 {refundCents}',
    'zh-TW': '退貨 {number}：退 {refundCents}',
    en: 'Refund {number}: {refundCents} paid back',
  },
  'void-made': {
    'zh-CN': '作废 {number}：退 {refundCents}',
    'zh-TW': '作廢 {number}：退 {refundCents}',
    en: 'Void {number}: {refundCents} paid back',
  },
  'refunded-line': {
    'zh-CN': '{name}，退 {units}：{refundCents}',
    'zh-TW': '{name}，退 {units}：{refundCents}',
    en: '{name}, {units} came back: {refundCents}',
  },
  'refunds-total': {
    'zh-CN': '至今共退 {refundedCents}，留下 {keptCents}',
    'zh-TW': '至今共退 {refundedCents}，留下 {keptCents}',
    en: 'So far {refundedCents} was paid back; {keptCents} stays paid',
  },
  'cut-by-hand': { 'zh-CN': '手工减 {offCents}', 'zh-TW': '手動減 {offCents}', en: '{offCents} off by hand' },
  'cut-by-offers': { 'zh-CN': '促销减 {offCents}', 'zh-TW': '促銷減 {offCents}', en: '{offCents} off by offers' },
  'cut-by-level': { 'zh-CN': '会员价减 {offCents}', 'zh-TW': '會員價減 {offCents}', en: '{offCents} off by level' },
  'cut-by-points': { 'zh-CN': '积分抵 {offCents}', 'zh-TW': '積分抵 {offCents}', en: '{offCents} paid by points' },
  pieces: { 'zh-CN': '{units} 件', 'zh-TW': '{units} 件', en: '{units} pieces' },
  grams: { 'zh-CN': '{units} 克', 'zh-TW': '{units} 克', en: '{units} g' },
} as const satisfies Record<string, Texts>

export type StoryCode = keyof typeof storyTexts
