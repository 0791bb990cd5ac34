import { ErrorFamily } from '../../platform/errors.ts'

/** Codes are stable for ever: these were given while all of this was part of the module `organisation`. */
export const keyErrors = new ErrorFamily('organisation', {
  'till-signature-incomplete': {
    failure: 'unauthenticated',
    'zh-CN': '收银台的请求缺少签名，或签名、时间、随机数的写法不对，请检查 {header} 标头。',
    'zh-TW': '收銀台的請求缺少簽章，或簽章、時間、隨機數的寫法不對，請檢查 {header} 標頭。',
    en: 'The request of the till is not fully signed: the header {header} is missing or malformed.',
  },
  'till-key-unknown': {
    failure: 'unauthenticated',
    'zh-CN': '这台收银台的密钥无效或已被停用，请老板在后台重新发放。',
    'zh-TW': '這台收銀台的金鑰無效或已被停用，請老闆在後台重新發放。',
    en: 'The key of this till is not valid or was revoked. Ask the owner for a new one.',
  },
  'till-clock-off': {
    failure: 'unauthenticated',
    'zh-CN': '收银台的时钟与服务器相差超过 {minutes} 分钟，请校准收银台的时间（服务器时间：{serverTime}）。',
    'zh-TW': '收銀台的時鐘與伺服器相差超過 {minutes} 分鐘，請校準收銀台的時間（伺服器時間：{serverTime}）。',
    en: 'The clock of the till is more than {minutes} {minutes|minute|minutes} off. Set it right (server time: {serverTime}).',
  },
  'till-signature-wrong': {
    failure: 'unauthenticated',
    'zh-CN': '收银台的签名不正确，请检查密钥以及签名所覆盖的内容。',
    'zh-TW': '收銀台的簽章不正確，請檢查金鑰以及簽章所涵蓋的內容。',
    en: 'The signature of the till is wrong: check the key and what is signed.',
  },
  'till-nonce-used': {
    failure: 'unauthenticated',
    'zh-CN': '这个已签名的请求先前发送过，请用新的时间和随机数重新签名。',
    'zh-TW': '這個已簽章的請求先前傳送過，請用新的時間和隨機數重新簽章。',
    en: 'This signed request was sent before. Sign it again with a new time and nonce.',
  },
  'api-key-wrong': {
    failure: 'unauthenticated',
    'zh-CN': 'API 密钥无效或已被停用。',
    'zh-TW': 'API 金鑰無效或已被停用。',
    en: 'The API key is not valid or was revoked.',
  },
  'scope-unknown': {
    failure: 'invalid',
    'zh-CN': '没有名为 {scopes} 的权限。',
    'zh-TW': '沒有名為 {scopes} 的權限。',
    en: 'There is no permission called {scopes}.',
  },
  'key-not-found': {
    failure: 'not-found',
    'zh-CN': '没有这个密钥。',
    'zh-TW': '沒有這個金鑰。',
    en: 'There is no such key.',
  },
})
