import { ErrorFamily } from '../../platform/errors.ts'

export const organisationErrors = new ErrorFamily('organisation', {
  'brand-not-found': {
    failure: 'not-found',
    'zh-CN': '没有编号为 {code} 的品牌。',
    'zh-TW': '沒有編號為 {code} 的品牌。',
    en: 'There is no brand {code}.',
  },
  'store-not-found': {
    failure: 'not-found',
    'zh-CN': '没有编号为 {code} 的门店。',
    'zh-TW': '沒有編號為 {code} 的門市。',
    en: 'There is no store {code}.',
  },
  'store-exists': {
    failure: 'conflict',
    'zh-CN': '编号为 {code} 的门店已存在，请换一个编号。',
    'zh-TW': '編號為 {code} 的門市已存在，請換一個編號。',
    en: 'There is a store {code} already. Choose another code.',
  },
  'till-not-found': {
    failure: 'not-found',
    'zh-CN': '门店 {storeCode} 没有编号为 {code} 的收银台。',
    'zh-TW': '門市 {storeCode} 沒有編號為 {code} 的收銀台。',
    en: 'Store {storeCode} has no till {code}.',
  },
  'till-exists': {
    failure: 'conflict',
    'zh-CN': '门店 {storeCode} 已有编号为 {code} 的收银台，请换一个编号。',
    'zh-TW': '門市 {storeCode} 已有編號為 {code} 的收銀台，請換一個編號。',
    en: 'Store {storeCode} has a till {code} already. Choose another code.',
  },
})
