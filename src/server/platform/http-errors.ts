import { fill, type Language, languages } from '../../shared/languages.ts'
import { type DomainError, ErrorFamily } from './errors.ts'

export const httpErrors = new ErrorFamily('request', {
  malformed: {
    failure: 'invalid',
    'zh-CN': '请求内容不是有效的 JSON，请检查括号、引号和逗号。',
    'zh-TW': '請求內容不是有效的 JSON，請檢查括號、引號和逗號。',
    en: 'The request is not valid JSON: check brackets, quotes and commas.',
  },
  'not-json': {
    failure: 'invalid',
    'zh-CN': '请求必须以 JSON 发送（Content-Type: application/json）。',
    'zh-TW': '請求必須以 JSON 傳送（Content-Type: application/json）。',
    en: 'Send the request as JSON (Content-Type: application/json).',
  },
  invalid: {
    failure: 'invalid',
    'zh-CN': '请求中有填写错误：{first}',
    'zh-TW': '請求中有填寫錯誤：{first}',
    en: 'Something in the request is not right: {first}',
  },
  'not-legible': {
    failure: 'invalid',
    'zh-CN': '请求中有无法保存的字符，请检查文字编码。',
    'zh-TW': '請求中有無法儲存的字元，請檢查文字編碼。',
    en: 'The request has characters that cannot be kept. Check the text encoding.',
  },
  'not-an-address': {
    failure: 'invalid',
    'zh-CN': '网址太长或写法不对，请检查其中的 % 和其他特殊字符。',
    'zh-TW': '網址太長或寫法不對，請檢查其中的 % 和其他特殊字元。',
    en: 'The address is too long or not well-formed: check the % and other special characters in it.',
  },
  'not-http': {
    failure: 'invalid',
    'zh-CN': '收到的不是有效的 HTTP 请求。',
    'zh-TW': '收到的不是有效的 HTTP 請求。',
    en: 'What arrived is not a valid HTTP request.',
  },
  'page-unknown': {
    failure: 'invalid',
    'zh-CN': '找不到这一页，请从第一页重新开始。',
    'zh-TW': '找不到這一頁，請從第一頁重新開始。',
    en: 'This page does not exist. Begin again with the first one.',
  },
  'no-such-day': {
    failure: 'invalid',
    'zh-CN': '日历上没有这一天，请检查日期。',
    'zh-TW': '日曆上沒有這一天，請檢查日期。',
    en: 'There is no such day in the calendar. Check the date.',
  },
  'too-large': {
    failure: 'too-large',
    'zh-CN': '请求太大，最多 {mebibytes} MiB。',
    'zh-TW': '請求太大，最多 {mebibytes} MiB。',
    en: 'The request is too large: {mebibytes} MiB at most.',
  },
  'headers-too-large': {
    failure: 'too-large',
    'zh-CN': '请求的标头太大，最多 16 KiB。',
    'zh-TW': '請求的標頭太大，最多 16 KiB。',
    en: 'The headers of the request are too large: 16 KiB at most.',
  },
  unauthenticated: {
    failure: 'unauthenticated',
    'zh-CN': '请先登录。',
    'zh-TW': '請先登入。',
    en: 'Please sign in first.',
  },
  forbidden: {
    failure: 'forbidden',
    'zh-CN': '您没有进行此操作的权限，请联系会员运营或老板。',
    'zh-TW': '您沒有進行此操作的權限，請聯絡會員營運或老闆。',
    en: 'You may not do this. Ask member operations or the owner.',
  },
  'metrics-closed': {
    failure: 'forbidden',
    'zh-CN': '运行指标只对本机程序开放。要从别处读取，请设置 REGULARS_METRICS_TOKEN 并以 Bearer 令牌发送。',
    'zh-TW': '執行指標只對本機程式開放。要從別處讀取，請設定 REGULARS_METRICS_TOKEN 並以 Bearer 權杖傳送。',
    en: 'Metrics are for programs of this machine. To read them from elsewhere, set REGULARS_METRICS_TOKEN and send it as a bearer token.',
  },
  'no-such-route': {
    failure: 'not-found',
    'zh-CN': '没有这个地址。',
    'zh-TW': '沒有這個位址。',
    en: 'There is nothing at this address.',
  },
  'database-away': {
    failure: 'unavailable',
    'zh-CN': '系统暂时连不上数据库，什么都没有写入，请几秒后重试。',
    'zh-TW': '系統暫時連不上資料庫，什麼都沒有寫入，請幾秒後重試。',
    en: 'The database cannot be reached just now. Nothing was written; try again in a few seconds.',
  },
  'database-busy': {
    failure: 'unavailable',
    'zh-CN': '系统正忙，这次没有写入任何内容，请几秒后重试。',
    'zh-TW': '系統正忙，這次沒有寫入任何內容，請幾秒後重試。',
    en: 'The system is busy. Nothing was written; try again in a few seconds.',
  },
  'shop-busy': {
    failure: 'unavailable',
    'zh-CN': '现在请求太多，这一笔没有受理，什么都没有写入，请几秒后重试。',
    'zh-TW': '現在請求太多，這一筆沒有受理，什麼都沒有寫入，請幾秒後重試。',
    en: 'There are too many requests just now. This one was not accepted and nothing was written; try again in a few seconds.',
  },
  'database-full': {
    failure: 'unavailable',
    'zh-CN': '数据库的磁盘已满，什么都没有写入，请通知管理员腾出空间。',
    'zh-TW': '資料庫的磁碟已滿，什麼都沒有寫入，請通知管理員騰出空間。',
    en: 'The disk of the database is full. Nothing was written; whoever runs the system must free space.',
  },
  broken: {
    failure: 'unavailable',
    'zh-CN': '系统出错了，请把编号 {requestId} 告诉技术支持。',
    'zh-TW': '系統出錯了，請把編號 {requestId} 告訴技術支援。',
    en: 'Something broke on our side. Please tell support the number {requestId}.',
  },
})

type SchemaError = { instancePath?: string; keyword?: string; params?: Record<string, unknown>; message?: string }

/** What each schema keyword means, said to people. `{field}` is where, the other places come from the schema. */
const keywordTexts: Record<string, Record<Language, string>> = {
  required: { 'zh-CN': '{field} 缺少 {missing}', 'zh-TW': '{field} 缺少 {missing}', en: '{field} lacks {missing}' },
  additionalProperties: {
    'zh-CN': '{field} 中有不认识的字段 {extra}',
    'zh-TW': '{field} 中有不認識的欄位 {extra}',
    en: '{field} has unknown fields: {extra}',
  },
  type: {
    'zh-CN': '{field} 的类型应为 {type}',
    'zh-TW': '{field} 的類型應為 {type}',
    en: '{field} must be of type {type}',
  },
  minimum: {
    'zh-CN': '{field} 不能小于 {limit}',
    'zh-TW': '{field} 不能小於 {limit}',
    en: '{field} must be at least {limit}',
  },
  maximum: {
    'zh-CN': '{field} 不能大于 {limit}',
    'zh-TW': '{field} 不能大於 {limit}',
    en: '{field} must be at most {limit}',
  },
  minLength: {
    'zh-CN': '{field} 太短，至少 {limit} 个字符',
    'zh-TW': '{field} 太短，至少 {limit} 個字元',
    en: '{field} is too short: at least {limit} {limit|character|characters}',
  },
  maxLength: {
    'zh-CN': '{field} 太长，最多 {limit} 个字符',
    'zh-TW': '{field} 太長，最多 {limit} 個字元',
    en: '{field} is too long: at most {limit} {limit|character|characters}',
  },
  minItems: {
    'zh-CN': '{field} 至少要有 {limit} 项',
    'zh-TW': '{field} 至少要有 {limit} 項',
    en: '{field} needs at least {limit} items',
  },
  maxItems: {
    'zh-CN': '{field} 最多 {limit} 项',
    'zh-TW': '{field} 最多 {limit} 項',
    en: '{field} may have at most {limit} items',
  },
  pattern: {
    'zh-CN': '{field} 的格式不对',
    'zh-TW': '{field} 的格式不對',
    en: '{field} is not written in the expected form',
  },
  format: {
    'zh-CN': '{field} 的格式不对（应为 {format}）',
    'zh-TW': '{field} 的格式不對（應為 {format}）',
    en: '{field} is not written in the expected form ({format})',
  },
  // A closed object meets a field that it does not have: the schema there is "nothing".
  boolean: {
    'zh-CN': '不认识字段 {field}',
    'zh-TW': '不認識欄位 {field}',
    en: '{field} is not a known field',
  },
  other: {
    'zh-CN': '{field} 的值不被接受',
    'zh-TW': '{field} 的值不被接受',
    en: '{field} has a value that is not accepted',
  },
}

/** Turns schema errors into one sentence about the first, with all of them in the details. */
export function invalidRequest(validation: readonly SchemaError[]): DomainError {
  const fields = validation
    .slice(0, 20)
    .map(error => ({ field: error.instancePath || '/', keyword: error.keyword ?? 'other', ...error.params }))
  const [first] = validation
  const error = httpErrors.make('invalid', { fields })
  for (const language of languages)
    error.texts[language] = fill(error.texts[language], { first: first ? sentenceOf(first, language) : '' })
  return error
}

function sentenceOf({ instancePath, keyword, params = {} }: SchemaError, language: Language): string {
  const text = keywordTexts[keyword ?? 'other'] ?? keywordTexts.other
  const list = (value: unknown) => (Array.isArray(value) ? value.join(', ') : String(value ?? ''))
  return fill(text?.[language] ?? '', {
    field: instancePath || '/',
    missing: list(params.requiredProperties ?? params.missingProperty),
    extra: list(params.additionalProperties ?? params.additionalProperty),
    type: list(params.type),
    limit: list(params.limit),
    format: list(params.format),
  })
}
