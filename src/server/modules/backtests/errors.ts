import { ErrorFamily } from '../../platform/errors.ts'

export const backtestErrors = new ErrorFamily('backtests', {
  'not-found': {
    failure: 'not-found',
    'zh-CN': '没有这次回测。',
    'zh-TW': '沒有這次回測。',
    en: 'There is no such back-test.',
  },
  'draft-has-errors': {
    failure: 'refused',
    'zh-CN': '草案有错误，不能回测。第 {line} 行第 {column} 列：{first}',
    'zh-TW': '草案有錯誤，不能回測。第 {line} 行第 {column} 列：{first}',
    en: 'The draft has errors and cannot be tried. Line {line}, column {column}: {first}',
  },
  'no-program-to-compare': {
    failure: 'refused',
    'zh-CN': '没有可以比较的方案：代号“{code}”没有正在生效的版本，而正在生效的方案不止一个或一个也没有。',
    'zh-TW': '沒有可以比較的方案：代號「{code}」沒有正在生效的版本，而正在生效的方案不止一個或一個也沒有。',
    en: 'There is nothing to compare with: no version of {code} is in force, and not exactly one other program is.',
  },
  'period-not-valid': {
    failure: 'invalid',
    'zh-CN': '期间不对：开始日期要早于或等于结束日期，最长五年，结束日期不能在今天之后。',
    'zh-TW': '期間不對：開始日期要早於或等於結束日期，最長五年，結束日期不能在今天之後。',
    en: 'The period is not valid: it begins on or before its last day, has five years at most and ends today at the latest.',
  },
  'opening-not-for-live': {
    failure: 'invalid',
    'zh-CN': '从今天的余额开始时，不能再先回放以前的小票：以前的都在余额里了。',
    'zh-TW': '從今天的餘額開始時，不能再先回放以前的收據：以前的都在餘額裡了。',
    en: 'From today’s balances on, earlier receipts cannot be replayed first: the balances hold them already.',
  },
  'already-over': {
    failure: 'conflict',
    'zh-CN': '这次回测已经结束，没有可以取消的。',
    'zh-TW': '這次回測已經結束，沒有可以取消的。',
    en: 'This back-test is over: there is nothing to cancel.',
  },
  'not-done': {
    failure: 'conflict',
    'zh-CN': '这次回测没有结果可以下载。',
    'zh-TW': '這次回測沒有結果可以下載。',
    en: 'This back-test has no result to download.',
  },
  'queue-full': {
    failure: 'limited',
    'zh-CN': '已有 {most} 次回测在等待，请先等一次做完或取消一次。',
    'zh-TW': '已有 {most} 次回測在等待，請先等一次做完或取消一次。',
    en: '{most} back-tests are waiting already: wait for one to end, or cancel one.',
  },
  stopped: {
    failure: 'unavailable',
    'zh-CN': '做到一半时系统重新启动了，这次回测没有结果，请再做一次。',
    'zh-TW': '做到一半時系統重新啟動了，這次回測沒有結果，請再做一次。',
    en: 'The system was restarted while this back-test ran. It has no result: please start it again.',
  },
  failed: {
    failure: 'unavailable',
    'zh-CN': '回测出错停止了，没有结果。后台日志里有原因。',
    'zh-TW': '回測出錯停止了，沒有結果。後台日誌裡有原因。',
    en: 'The back-test failed and has no result. The log of the background process says why.',
  },
})
