import { ErrorFamily } from '../../platform/errors.ts'

export const alertErrors = new ErrorFamily('alerts', {
  'not-found': {
    failure: 'not-found',
    'zh-CN': '没有这条警报。',
    'zh-TW': '沒有這條警報。',
    en: 'There is no such alert.',
  },
})
