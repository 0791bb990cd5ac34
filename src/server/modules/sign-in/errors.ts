import { ErrorFamily } from '../../platform/errors.ts'

/** Their codes begin with `access/`: they are of one kind with those of that module. */
export const signInErrors = new ErrorFamily('access', {
  'sign-in-wrong': {
    failure: 'unauthenticated',
    'zh-CN': '邮箱或密码不对。如果多次确认无误仍不能登录，请联系老板。',
    'zh-TW': '電子郵件或密碼不對。如果多次確認無誤仍不能登入，請聯絡老闆。',
    en: 'The e-mail or the password is not right. If you are sure of both, ask the owner.',
  },
  'colleague-wrong': {
    failure: 'refused',
    'zh-CN': '同事的邮箱或密码不对。',
    'zh-TW': '同事的電子郵件或密碼不對。',
    en: 'The e-mail or the password of the colleague is not right.',
  },
  'colleague-second-factor-missing': {
    failure: 'forbidden',
    'zh-CN': '这位同事的角色必须启用两步验证，但还没有绑定验证器，不能授权。',
    'zh-TW': '這位同事的角色必須啟用兩步驟驗證，但還沒有綁定驗證器，不能授權。',
    en: 'The role of this colleague needs a second factor, and none is set up yet. They cannot approve.',
  },
  'too-many-tries': {
    failure: 'limited',
    'zh-CN': '尝试次数太多，请在 {minutes} 分钟后再试。',
    'zh-TW': '嘗試次數太多，請在 {minutes} 分鐘後再試。',
    en: 'Too many tries. Wait {minutes} {minutes|minute|minutes} and try again.',
  },
  'password-wrong': {
    failure: 'refused',
    'zh-CN': '密码不对。',
    'zh-TW': '密碼不對。',
    en: 'The password is not right.',
  },
  'second-factor-missing': {
    failure: 'forbidden',
    'zh-CN': '您的角色必须启用两步验证。请先在页面上绑定验证器，然后继续。',
    'zh-TW': '您的角色必須啟用兩步驟驗證。請先在頁面上綁定驗證器，然後繼續。',
    en: 'Your role needs a second factor. Set up an authenticator first, then go on.',
  },
  'second-factor-required': {
    failure: 'refused',
    'zh-CN': '您的角色必须使用两步验证，不能关闭。',
    'zh-TW': '您的角色必須使用兩步驟驗證，不能關閉。',
    en: 'Your role must use a second factor, so it cannot be switched off.',
  },
  'second-factor-on': {
    failure: 'conflict',
    'zh-CN': '两步验证已经启用。要换新设备，请先关闭，或请老板重置。',
    'zh-TW': '兩步驟驗證已經啟用。要換新裝置，請先關閉，或請老闆重設。',
    en: 'The second factor is on already. For a new device, switch it off first or ask the owner to reset it.',
  },
  'second-factor-off': {
    failure: 'conflict',
    'zh-CN': '两步验证还没有启用。',
    'zh-TW': '兩步驟驗證還沒有啟用。',
    en: 'The second factor is not on.',
  },
  'code-wrong': {
    failure: 'refused',
    'zh-CN': '验证码不对或已经用过。请等验证器显示下一个验证码再试。',
    'zh-TW': '驗證碼不對或已經用過。請等驗證器顯示下一個驗證碼再試。',
    en: 'The code is not right or was used before. Wait for the next code of your authenticator.',
  },
  'backup-code-wrong': {
    failure: 'refused',
    'zh-CN': '备用码不对或已经用过。',
    'zh-TW': '備用碼不對或已經用過。',
    en: 'The backup code is not right or was used before.',
  },
  'sign-in-expired': {
    failure: 'unauthenticated',
    'zh-CN': '这次登录已过期，请重新输入邮箱和密码。',
    'zh-TW': '這次登入已過期，請重新輸入電子郵件和密碼。',
    en: 'This sign-in has expired. Enter e-mail and password again.',
  },
  'not-understood': {
    failure: 'invalid',
    'zh-CN': '登录请求无法处理（{reason}）。',
    'zh-TW': '登入請求無法處理（{reason}）。',
    en: 'The sign-in request could not be handled ({reason}).',
  },
  'session-not-found': {
    failure: 'not-found',
    'zh-CN': '没有这个登录，它可能已经结束。',
    'zh-TW': '沒有這個登入，它可能已經結束。',
    en: 'There is no such sign-in. It may have ended.',
  },
})
