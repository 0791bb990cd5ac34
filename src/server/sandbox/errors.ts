import { ErrorFamily } from '../platform/errors.ts'

export const sandboxErrors = new ErrorFamily('sandbox', {
  'real-clock': {
    failure: 'refused',
    'zh-CN': '这里是正式门店，它的时钟不能移动。请先打开沙盒，再在沙盒的地址上移动测试时钟。',
    'zh-TW': '這裡是正式門市，它的時鐘不能移動。請先開啟沙盒，再在沙盒的網址上移動測試時鐘。',
    en: 'This is the real shop: its clock cannot be moved. Open a sandbox, and move the test clock at the address of the sandbox.',
  },
  'asked-inside': {
    failure: 'refused',
    'zh-CN': '沙盒里不能打开、重置或移除沙盒，请在正式门店操作。',
    'zh-TW': '沙盒裡不能開啟、重設或移除沙盒，請在正式門市操作。',
    en: 'A sandbox cannot open, reset or remove itself: do that in the real shop.',
  },
  'no-diary': {
    failure: 'not-found',
    'zh-CN': '正式门店没有沙盒日记，请在沙盒的地址上查看。',
    'zh-TW': '正式門市沒有沙盒日記，請在沙盒的網址上查看。',
    en: 'The real shop keeps no diary of a sandbox: read it at the address of the sandbox.',
  },
  'already-there': {
    failure: 'conflict',
    'zh-CN': '沙盒已经在了。要从头再来请重置，不再需要请移除。',
    'zh-TW': '沙盒已經在了。要從頭再來請重設，不再需要請移除。',
    en: 'There is a sandbox already. Reset it to begin anew, or remove it.',
  },
  'not-there': {
    failure: 'conflict',
    'zh-CN': '现在没有沙盒，请先打开一个。',
    'zh-TW': '現在沒有沙盒，請先開啟一個。',
    en: 'There is no sandbox: open one first.',
  },
  backwards: {
    failure: 'refused',
    'zh-CN': '时间不能倒退：沙盒现在是 {now}，早于它的 {to} 去不了。要回到从前，请重置沙盒。',
    'zh-TW': '時間不能倒退：沙盒現在是 {now}，早於它的 {to} 去不了。要回到從前，請重設沙盒。',
    en: 'Time does not go back: it is {now} in the sandbox, and {to} lies before that. Reset the sandbox to begin earlier.',
  },
  'too-far': {
    failure: 'refused',
    'zh-CN': '一次最多前进 {days} 天，请分几次。',
    'zh-TW': '一次最多前進 {days} 天，請分幾次。',
    en: 'One move goes {days} {days|day|days} ahead at most: make several.',
  },
  'period-unreadable': {
    failure: 'invalid',
    'zh-CN': '“{by}”不是时长，请按 ISO 8601 书写，例如 P1D（一天）、P1M（一个月）或 PT2H（两小时）。',
    'zh-TW': '「{by}」不是時長，請按 ISO 8601 書寫，例如 P1D（一天）、P1M（一個月）或 PT2H（兩小時）。',
    en: '"{by}" is no period: write it as ISO 8601 does, such as P1D (a day), P1M (a month) or PT2H (two hours).',
  },
  'on-the-way': {
    failure: 'conflict',
    'zh-CN': '时钟正在前往 {to}，请等它到达，或先停下。',
    'zh-TW': '時鐘正在前往 {to}，請等它到達，或先停下。',
    en: 'The clock is on its way to {to}. Wait until it is there, or stop it first.',
  },
  'nothing-to-stop': {
    failure: 'conflict',
    'zh-CN': '时钟没有在路上，不需要停下。',
    'zh-TW': '時鐘沒有在路上，不需要停下。',
    en: 'The clock is not on its way anywhere, so there is nothing to stop.',
  },
})
