import { filledTexts } from '../../../program/index.ts'
import { type DomainError, ErrorFamily } from '../../platform/errors.ts'

export const benefitErrors = new ErrorFamily('benefits', {
  'no-program': {
    failure: 'refused',
    kept: {
      'zh-CN': '现在没有权益可以使用。',
      'zh-TW': '現在沒有權益可以使用。',
      en: 'There are no benefits to use now.',
    },
    'zh-CN': '现在没有生效的会员方案，没有权益。',
    'zh-TW': '現在沒有生效的會員方案，沒有權益。',
    en: 'No program is in force now, so there are no benefits.',
  },
  'unknown-store': {
    failure: 'refused',
    'zh-CN': '没有门店 {store}。',
    'zh-TW': '沒有門市 {store}。',
    en: 'There is no store {store}.',
  },
  'other-store': {
    failure: 'forbidden',
    'zh-CN': '您不能为门店 {store} 记录权益。',
    'zh-TW': '您不能為門市 {store} 記錄權益。',
    en: 'You cannot record benefits for store {store}.',
  },
  'unknown-benefit': {
    failure: 'not-found',
    'zh-CN': '会员方案里没有权益“{benefit}”。',
    'zh-TW': '會員方案裡沒有權益「{benefit}」。',
    en: 'The program has no benefit "{benefit}".',
  },
  'not-entitled': {
    failure: 'refused',
    kept: {
      'zh-CN': '您现在还没有这项权益：{condition}。',
      'zh-TW': '您現在還沒有這項權益：{condition}。',
      en: 'You do not have this benefit now: {condition}.',
    },
    'zh-CN': '这位会员现在没有这项权益：{condition}。',
    'zh-TW': '這位會員現在沒有這項權益：{condition}。',
    en: 'This member does not have this benefit now: {condition}.',
  },
  'used-up': {
    failure: 'refused',
    kept: {
      'zh-CN': '{period} 的 {amount} 次您已经用完。',
      'zh-TW': '{period} 的 {amount} 次您已經用完。',
      en: 'You have used up what {period} allows: {amount} {amount|time|times}.',
    },
    'zh-CN': '{period} 的 {amount} 次已经用完。',
    'zh-TW': '{period} 的 {amount} 次已經用完。',
    en: 'Used up: {amount} {amount|time|times} in {period}.',
  },
  'nothing-to-use': {
    failure: 'refused',
    kept: {
      'zh-CN': '现在没有可以给您的这份礼：没有发放、已经用过，或不在可用的日子里。',
      'zh-TW': '現在沒有可以給您的這份禮：沒有發放、已經用過，或不在可用的日子裡。',
      en: 'There is nothing of this benefit for you now: not issued, used already, or outside of its days.',
    },
    'zh-CN': '现在没有可以使用的这份礼：没有发放、已经用过，或不在可用的日子里。',
    'zh-TW': '現在沒有可以使用的這份禮：沒有發放、已經用過，或不在可用的日子裡。',
    en: 'There is nothing of this benefit to use now: not issued, used already, or outside of its days.',
  },
  'not-used-by-hand': {
    failure: 'refused',
    'zh-CN': '这项权益自动生效，不用登记使用。',
    'zh-TW': '這項權益自動生效，不用登記使用。',
    en: 'This benefit works by itself; its use is not recorded.',
  },
  'no-such-issue': {
    failure: 'not-found',
    'zh-CN': '没有找到这次权益发放。',
    'zh-TW': '沒有找到這次權益發放。',
    en: 'There is no such issue of a benefit.',
  },
  'no-such-use': {
    failure: 'not-found',
    'zh-CN': '没有找到这次使用。',
    'zh-TW': '沒有找到這次使用。',
    en: 'There is no such use.',
  },
  'undone-already': {
    failure: 'conflict',
    kept: 'as-said',
    'zh-CN': '这次使用已经撤销过了。',
    'zh-TW': '這次使用已經撤銷過了。',
    en: 'This use was undone already.',
  },
  'undo-too-late': {
    failure: 'refused',
    kept: 'as-said',
    'zh-CN': '使用满 24 小时后不能再撤销。',
    'zh-TW': '使用滿 24 小時後不能再撤銷。',
    en: 'A use can be undone within 24 hours only.',
  },
  'coupon-not-issued': {
    failure: 'refused',
    'zh-CN': '这位会员已经领满了这种优惠券，没有再发。',
    'zh-TW': '這位會員已經領滿了這種優惠券，沒有再發。',
    en: 'This member holds as many of these coupons as allowed already; no more was issued.',
  },
})

/** The condition that does not hold, said in words. */
export function notEntitled(condition: string): DomainError {
  const error = benefitErrors.make('not-entitled', { condition })
  Object.assign(error.texts, filledTexts(error.texts, { condition }))
  return error
}
