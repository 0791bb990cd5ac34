import { ErrorFamily } from '../../platform/errors.ts'

/** Codes are stable for ever: these were given while all of this was part of the module `organisation`. */
export const staffErrors = new ErrorFamily('organisation', {
  'staff-inactive': {
    failure: 'forbidden',
    'zh-CN': '这个员工账号已停用，请联系老板。',
    'zh-TW': '這個員工帳號已停用，請聯絡老闆。',
    en: 'This staff account was deactivated. Ask the owner.',
  },
  'foreign-origin': {
    failure: 'forbidden',
    'zh-CN': '请求不是从本系统的页面发出的，为安全起见已拒绝。',
    'zh-TW': '請求不是從本系統的頁面發出的，為安全起見已拒絕。',
    en: 'The request does not come from a page of this system, so it was refused.',
  },
  'email-malformed': {
    failure: 'invalid',
    'zh-CN': '这不是有效的邮箱地址。',
    'zh-TW': '這不是有效的電子郵件地址。',
    en: 'This is not an e-mail address.',
  },
  'email-taken': {
    failure: 'conflict',
    'zh-CN': '已有员工使用这个邮箱。',
    'zh-TW': '已有員工使用這個電子郵件。',
    en: 'Somebody on the staff uses this e-mail address already.',
  },
  'staff-not-found': {
    failure: 'not-found',
    'zh-CN': '没有这位员工。',
    'zh-TW': '沒有這位員工。',
    en: 'There is no such member of staff.',
  },
  'last-owner': {
    failure: 'refused',
    'zh-CN': '这是最后一位在职的老板账号，不能停用或改为其他角色。请先添加另一位老板。',
    'zh-TW': '這是最後一位在職的老闆帳號，不能停用或改為其他角色。請先新增另一位老闆。',
    en: 'This is the last active owner, who can be neither deactivated nor given another role. Add another owner first.',
  },
})

export const accessErrors = new ErrorFamily('access', {
  'role-has-every-store': {
    failure: 'refused',
    'zh-CN': '老板和会员运营负责所有门店，请不要为这个角色选择个别门店。',
    'zh-TW': '老闆和會員營運負責所有門市，請不要為這個角色選擇個別門市。',
    en: 'Owners and member operations act for every store: choose no single stores for this role.',
  },
  'sign-in-wrong': {
    failure: 'unauthenticated',
    'zh-CN': '邮箱或密码不对。如果多次确认无误仍不能登录，请联系老板。',
    'zh-TW': '電子郵件或密碼不對。如果多次確認無誤仍不能登入，請聯絡老闆。',
    en: 'The e-mail or the password is not right. If you are sure of both, ask the owner.',
  },
  'too-many-tries': {
    failure: 'limited',
    'zh-CN': '尝试次数太多，请在 {minutes} 分钟后再试。',
    'zh-TW': '嘗試次數太多，請在 {minutes} 分鐘後再試。',
    en: 'Too many tries. Wait {minutes} minutes and try again.',
  },
  'sign-in-busy': {
    failure: 'unavailable',
    'zh-CN': '现在登录的人太多，请几秒后再试。',
    'zh-TW': '現在登入的人太多，請幾秒後再試。',
    en: 'Too many people are signing in just now. Try again in a few seconds.',
  },
  'password-wrong': {
    failure: 'refused',
    'zh-CN': '密码不对。',
    'zh-TW': '密碼不對。',
    en: 'The password is not right.',
  },
  'password-known': {
    failure: 'refused',
    'zh-CN': '这个密码出现在常见密码名单里，或者很容易猜到。请换一个，例如由几个不相干的词组成的短句。',
    'zh-TW': '這個密碼出現在常見密碼名單裡，或者很容易猜到。請換一個，例如由幾個不相干的詞組成的短句。',
    en: 'This password is widely known or easily guessed. Choose another, such as a phrase of several unrelated words.',
  },
  'password-personal': {
    failure: 'refused',
    'zh-CN': '这个密码主要由店名、姓名或邮箱组成，很容易猜到，请换一个。',
    'zh-TW': '這個密碼主要由店名、姓名或電子郵件組成，很容易猜到，請換一個。',
    en: 'This password is mostly the name of the shop, the person or the e-mail, so it is easily guessed. Choose another.',
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
