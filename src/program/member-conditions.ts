import type { MemberTelling } from './member-tellings.ts'

/**
 * What did not hold, as the member hears it. What the shop earns on goods, to whom it sells and how it groups people is
 * not told: then neither is the rule that asks for it.
 */
export const memberConditions: Readonly<Record<string, MemberTelling>> = {
  level: { 'zh-CN': '您还没有到所要求的等级', 'zh-TW': '您還沒有到所要求的等級', en: 'your level is another one' },
  birthday: {
    'zh-CN': '不在您生日的时段内（或您没有登记生日）',
    'zh-TW': '不在您生日的時段內（或您沒有登記生日）',
    en: 'it is not the time of your birthday (or we do not know it)',
  },
  'first-purchase': {
    'zh-CN': '这不是您的第一笔消费',
    'zh-TW': '這不是您的第一筆消費',
    en: 'it is not your first purchase',
  },
  'not-first-purchase': {
    'zh-CN': '这是您的第一笔消费',
    'zh-TW': '這是您的第一筆消費',
    en: 'it is your first purchase',
  },
  store: 'as-said',
  'basket-from': 'as-said',
  class: 'as-said',
  brand: 'as-said',
  sku: 'as-said',
  weekday: 'as-said',
  hours: 'as-said',
  'points-ended': 'as-said',
  from: 'as-said',
  through: 'as-said',
  'basket-below': 'as-said',
  'pieces-from': 'as-said',
  'pieces-below': 'as-said',
  'price-from': 'as-said',
  'price-below': 'as-said',
  'line-from': 'as-said',
  'line-below': 'as-said',
  'margin-from': 'untold',
  'margin-below': 'untold',
  'points-held-from': { 'zh-CN': '您手里的积分不够', 'zh-TW': '您手裡的積分不夠', en: 'you hold too few points' },
  channel: 'as-said',
  tender: { 'zh-CN': '付款方式不符', 'zh-TW': '付款方式不符', en: 'it is for another way to pay' },
  promoter: 'untold',
  segment: 'untold',
  attribute: 'untold',
  gender: 'untold',
  'age-from': 'untold',
  'age-below': 'untold',
  'joined-within': { 'zh-CN': '您入会已超过规定时间', 'zh-TW': '您入會已超過規定時間', en: 'you joined too long ago' },
  month: 'as-said',
  'month-day': 'as-said',
  'basket-has': 'as-said',
  all: 'as-said',
  any: 'as-said',
  none: 'untold',
}
