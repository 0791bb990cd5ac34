import { ErrorFamily } from '../../platform/errors.ts'

export const programErrors = new ErrorFamily('programs', {
  'not-found': {
    failure: 'not-found',
    'zh-CN': '没有这个会员方案：{code}',
    'zh-TW': '沒有這個會員方案：{code}',
    en: 'There is no program called {code}.',
  },
  'has-errors': {
    failure: 'refused',
    'zh-CN': '方案有错误，不能发布。第 {line} 行第 {column} 列：{first}',
    'zh-TW': '方案有錯誤，不能發布。第 {line} 行第 {column} 列：{first}',
    en: 'The program has errors and cannot be published. Line {line}, column {column}: {first}',
  },
  'unknown-store': {
    failure: 'refused',
    'zh-CN': '方案里的门店“{store}”不存在。',
    'zh-TW': '方案裡的門市「{store}」不存在。',
    en: 'The program names a store that does not exist: {store}.',
  },
  'unknown-brand': {
    failure: 'refused',
    'zh-CN': '方案里的品牌“{brand}”不存在。',
    'zh-TW': '方案裡的品牌「{brand}」不存在。',
    en: 'The program names a brand that does not exist: {brand}.',
  },
  'begins-before-last': {
    failure: 'refused',
    'zh-CN': '新版本的生效时间必须晚于上一版本的生效时间（{lastFrom}）。',
    'zh-TW': '新版本的生效時間必須晚於上一版本的生效時間（{lastFrom}）。',
    en: 'A new version must begin after the one before it ({lastFrom}).',
  },
  unchanged: {
    failure: 'conflict',
    'zh-CN': '内容和当前版本完全一样，没有需要发布的改动。',
    'zh-TW': '內容和目前版本完全一樣，沒有需要發布的改動。',
    en: 'The document is the same as the newest version: there is nothing to publish.',
  },
})
