import { ErrorFamily } from '../../platform/errors.ts'

// No refusal repeats what was entered: refusals are stored, and it may hold somebody's phone all the same.
export const memberErrors = new ErrorFamily('members', {
  'not-found': {
    failure: 'not-found',
    'zh-CN': '没有找到这位会员，请核对手机号、卡号或会员号；新顾客可以当场入会。',
    'zh-TW': '沒有找到這位會員，請核對手機號、卡號或會員號；新顧客可以當場入會。',
    en: 'No such member was found. Check the phone, card or member number, or let the guest join.',
  },
  'too-many-look-ups': {
    failure: 'limited',
    'zh-CN': '每分钟最多查询 {max} 个手机号，请 {seconds} 秒后再试。',
    'zh-TW': '每分鐘最多查詢 {max} 個手機號，請 {seconds} 秒後再試。',
    en: 'At most {max} {max|phone|phones} can be looked up in a minute. Try again in {seconds} {seconds|second|seconds}.',
  },
  'number-mistyped': {
    failure: 'invalid',
    'zh-CN': '会员号输错了：会员号是 10 位数字，请检查有没有打错或颠倒的数字。',
    'zh-TW': '會員號輸錯了：會員號是 10 位數字，請檢查有沒有打錯或顛倒的數字。',
    en: 'The member number is mistyped: it has 10 digits, of which one is wrong or two are swapped.',
  },
  'name-missing': {
    failure: 'invalid',
    'zh-CN': '请填写会员姓名。',
    'zh-TW': '請填寫會員姓名。',
    en: 'Please enter the name of the member.',
  },
  'phone-malformed': {
    failure: 'invalid',
    'zh-CN': '这不是有效的电话号码。手机号应为 11 位；国外号码请以 + 和国家代码开头，座机请加区号。',
    'zh-TW': '這不是有效的電話號碼。手機號應為 11 位；國外號碼請以 + 和國家代碼開頭，市話請加區號。',
    en: 'This is not a phone number. A mobile has 11 digits; start a foreign number with + and the country code.',
  },
  'phone-taken': {
    failure: 'conflict',
    kept: {
      'zh-CN': '这个手机号已经登记过会员。',
      'zh-TW': '這個手機號已經登記過會員。',
      en: 'There is a member with this phone already.',
    },
    'zh-CN': '这个手机号已经属于另一位会员，请直接用手机号查找。',
    'zh-TW': '這個手機號已經屬於另一位會員，請直接用手機號查詢。',
    en: 'This phone belongs to another member already. Look the member up by phone.',
  },
  'email-malformed': {
    failure: 'invalid',
    'zh-CN': '这不是有效的邮箱地址。',
    'zh-TW': '這不是有效的電子郵件地址。',
    en: 'This is not an e-mail address.',
  },
  'email-taken': {
    failure: 'conflict',
    kept: {
      'zh-CN': '这个邮箱已经登记过会员。',
      'zh-TW': '這個電子郵件已經登記過會員。',
      en: 'There is a member with this e-mail address already.',
    },
    'zh-CN': '这个邮箱已经属于另一位会员。',
    'zh-TW': '這個電子郵件已經屬於另一位會員。',
    en: 'This e-mail address belongs to another member already.',
  },
  'card-malformed': {
    failure: 'invalid',
    'zh-CN': '请刷卡、扫码或输入会员卡号。',
    'zh-TW': '請刷卡、掃碼或輸入會員卡號。',
    en: 'Please scan the card or enter its number.',
  },
  'card-taken': {
    failure: 'conflict',
    kept: {
      'zh-CN': '这张卡已经发给一位会员了。',
      'zh-TW': '這張卡已經發給一位會員了。',
      en: 'This card was issued to a member already.',
    },
    'zh-CN': '这个卡号已经发给了一位会员，请换一张卡。',
    'zh-TW': '這個卡號已經發給了一位會員，請換一張卡。',
    en: 'This card was issued to a member already. Take another card.',
  },
  'card-replaced': {
    failure: 'refused',
    'zh-CN': '这张卡已挂失或更换，不能再使用，请用手机号查找会员。',
    'zh-TW': '這張卡已掛失或更換，不能再使用，請用手機號查詢會員。',
    en: 'This card was replaced and cannot be used any more. Look the member up by phone.',
  },
  'has-card': {
    failure: 'refused',
    'zh-CN': '这位会员已有一张卡。如果卡丢失或损坏，请选择换卡。',
    'zh-TW': '這位會員已有一張卡。如果卡遺失或損壞，請選擇換卡。',
    en: 'This member holds a card. If it is lost or broken, replace it.',
  },
  'external-id-malformed': {
    failure: 'invalid',
    'zh-CN': '外部编号不能为空。',
    'zh-TW': '外部編號不能為空。',
    en: 'The external id is empty.',
  },
  'external-id-taken': {
    failure: 'conflict',
    kept: {
      'zh-CN': '这个编号已经登记过会员。',
      'zh-TW': '這個編號已經登記過會員。',
      en: 'There is a member with this id already.',
    },
    'zh-CN': '这个外部编号已经属于另一位会员。',
    'zh-TW': '這個外部編號已經屬於另一位會員。',
    en: 'This external id belongs to another member already.',
  },
  'birthday-malformed': {
    failure: 'invalid',
    'zh-CN': '生日不是真实的日期，请按 年-月-日 填写，例如 1990-05-20。',
    'zh-TW': '生日不是真實的日期，請按 年-月-日 填寫，例如 1990-05-20。',
    en: 'The birthday is not a real day. Write it as year-month-day: 1990-05-20.',
  },
  'birthday-in-future': {
    failure: 'invalid',
    'zh-CN': '生日在今天之后，请检查年份。',
    'zh-TW': '生日在今天之後，請檢查年份。',
    en: 'The birthday is in the future. Check the year.',
  },
  'birthday-too-early': {
    failure: 'invalid',
    'zh-CN': '生日早于 1900 年，请检查年份。',
    'zh-TW': '生日早於 1900 年，請檢查年份。',
    en: 'The birthday is before 1900. Check the year.',
  },
  'store-unknown': {
    failure: 'invalid',
    'zh-CN': '没有编号为 {code} 的门店。',
    'zh-TW': '沒有編號為 {code} 的門市。',
    en: 'There is no store {code}.',
  },
  'other-store': {
    failure: 'forbidden',
    'zh-CN': '您不能把会员归到门店 {code}：它不在您负责的门店之内。',
    'zh-TW': '您不能把會員歸到門市 {code}：它不在您負責的門市之內。',
    en: 'You may not give a member the home store {code}: it is not one of yours.',
  },
  'receipt-used': {
    failure: 'conflict',
    kept: 'as-said',
    'zh-CN': '已经有人用这张小票入会了，每张小票只能用一次。',
    'zh-TW': '已經有人用這張收據入會了，每張收據只能用一次。',
    en: 'Somebody joined with this receipt already. Each receipt serves once.',
  },
  'page-unknown': {
    failure: 'invalid',
    'zh-CN': '无法从这里继续翻页，请回到第一页。',
    'zh-TW': '無法從這裡繼續翻頁，請回到第一頁。',
    en: 'The list cannot be continued from there. Go back to the first page.',
  },
})
