import { ErrorFamily } from '../../platform/errors.ts'

export const activityErrors = new ErrorFamily('activities', {
  'unknown-activity': {
    failure: 'refused',
    'zh-CN': '会员方案里没有互动“{activity}”，现有：{known}。',
    'zh-TW': '會員方案裡沒有互動「{activity}」，現有：{known}。',
    en: 'The program knows no activity "{activity}". It knows: {known}.',
  },
  'no-such-activity': {
    failure: 'not-found',
    'zh-CN': '这位会员没有这次互动。',
    'zh-TW': '這位會員沒有這次互動。',
    en: 'This member has no such activity.',
  },
  'no-program': {
    failure: 'refused',
    kept: {
      'zh-CN': '当时没有可以记录的互动。',
      'zh-TW': '當時沒有可以記錄的互動。',
      en: 'There was nothing of the kind to record then.',
    },
    'zh-CN': '当时没有生效的会员方案，无法记录互动。',
    'zh-TW': '當時沒有生效的會員方案，無法記錄互動。',
    en: 'No program was in force then, so no activity can be recorded.',
  },
  'already-recorded': {
    failure: 'conflict',
    kept: 'as-said',
    // Refusals are kept, and a reference may be anything that somebody entered: it is not repeated.
    'zh-CN': '这次互动之前已经记录过了，同一次只算一次。',
    'zh-TW': '這次互動之前已經記錄過了，同一次只算一次。',
    en: 'This activity was recorded before; it counts once.',
  },
  'in-future': {
    failure: 'refused',
    'zh-CN': '互动的时间 {happenedAt} 还没有到。',
    'zh-TW': '互動的時間 {happenedAt} 還沒有到。',
    en: 'The activity is said to happen at {happenedAt}, which is still to come.',
  },
  'too-long-ago': {
    failure: 'refused',
    kept: {
      'zh-CN': '这次互动太久以前了，最多补记 {days} 天。',
      'zh-TW': '這次互動太久以前了，最多補記 {days} 天。',
      en: 'It is too long ago: at most {days} {days|day|days} can be recorded later.',
    },
    'zh-CN': '互动的时间 {happenedAt} 太久以前了，最多补记 {days} 天。',
    'zh-TW': '互動的時間 {happenedAt} 太久以前了，最多補記 {days} 天。',
    en: 'The activity of {happenedAt} is too old: at most {days} {days|day|days} can be recorded later.',
  },
  'other-store': {
    failure: 'forbidden',
    'zh-CN': '您不能为门店 {store} 记录互动。',
    'zh-TW': '您不能為門市 {store} 記錄互動。',
    en: 'You cannot record activities for store {store}.',
  },
  'unknown-store': {
    failure: 'refused',
    'zh-CN': '没有门店 {store}。',
    'zh-TW': '沒有門市 {store}。',
    en: 'There is no store {store}.',
  },
})
