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
  'sign-in-busy': {
    failure: 'unavailable',
    'zh-CN': '现在登录的人太多，请几秒后再试。',
    'zh-TW': '現在登入的人太多，請幾秒後再試。',
    en: 'Too many people are signing in just now. Try again in a few seconds.',
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
})
