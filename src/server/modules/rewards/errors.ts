import { ErrorFamily } from '../../platform/errors.ts'

export const rewardErrors = new ErrorFamily('rewards', {
  'no-program': {
    failure: 'refused',
    kept: {
      'zh-CN': '现在没有可以兑换的礼品。',
      'zh-TW': '現在沒有可以兌換的禮品。',
      en: 'Nothing can be had for points now.',
    },
    'zh-CN': '现在没有生效的会员方案，无法兑换。',
    'zh-TW': '現在沒有生效的會員方案，無法兌換。',
    en: 'No program is in force now, so nothing can be had for points.',
  },
  'unknown-store': {
    failure: 'refused',
    'zh-CN': '没有门店 {store}。',
    'zh-TW': '沒有門市 {store}。',
    en: 'There is no store {store}.',
  },
  'other-store': {
    failure: 'forbidden',
    'zh-CN': '您不能为门店 {store} 办理兑换。',
    'zh-TW': '您不能為門市 {store} 辦理兌換。',
    en: 'You cannot redeem points for store {store}.',
  },
  'store-missing': {
    failure: 'refused',
    'zh-CN': '礼品在门店领取：请在那家门店的收银台兑换；接口请写明门店（storeCode）。',
    'zh-TW': '禮品在門市領取：請在那家門市的收銀台兌換；介面請寫明門市（storeCode）。',
    en: 'Goods are handed over in a store: redeem them at its till. By the API, name the store (storeCode).',
  },
  'coupon-not-issued': {
    failure: 'refused',
    kept: {
      'zh-CN': '这种优惠券您已经领满，或现在不发；积分没有扣除。',
      'zh-TW': '這種優惠券您已經領滿，或現在不發；積分沒有扣除。',
      en: 'You have as many of these coupons as allowed, or there are none now. No points were taken.',
    },
    'zh-CN': '优惠券（{offer}）发不了：这位会员已经领满，或方案里没有这种券；积分没有扣除。',
    'zh-TW': '優惠券（{offer}）發不了：這位會員已經領滿，或方案裡沒有這種券；積分沒有扣除。',
    en: 'No coupon of {offer} can be given: the member has as many as allowed, or the program has none. No points were taken.',
  },
  'level-not-raised': {
    failure: 'refused',
    kept: {
      'zh-CN': '您不能再升级：已是最高等级，或等级现在不变动；积分没有扣除。',
      'zh-TW': '您不能再升級：已是最高等級，或等級現在不變動；積分沒有扣除。',
      en: 'You cannot rise further: yours is the highest level, or it does not move now. No points were taken.',
    },
    'zh-CN': '不能再升级：已是最高等级，或等级被锁定；积分没有扣除。',
    'zh-TW': '不能再升級：已是最高等級，或等級被鎖定；積分沒有扣除。',
    en: 'No level can be given: the member has the highest, or it is locked. No points were taken.',
  },
  'no-such-redemption': {
    failure: 'not-found',
    'zh-CN': '没有找到这次兑换。',
    'zh-TW': '沒有找到這次兌換。',
    en: 'There is no such redemption.',
  },
  'not-to-hand-over': {
    failure: 'conflict',
    kept: 'as-said',
    'zh-CN': '这次兑换没有待领取的礼品：已经领取、已经取消，或者换的不是礼品。',
    'zh-TW': '這次兌換沒有待領取的禮品：已經領取、已經取消，或者換的不是禮品。',
    en: 'Nothing of this redemption waits to be handed over: it was handed over or cancelled, or gave no goods.',
  },
})
