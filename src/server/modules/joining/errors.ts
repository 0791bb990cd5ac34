import { ErrorFamily } from '../../platform/errors.ts'

export const joiningErrors = new ErrorFamily('joining', {
  'no-such-receipt': {
    failure: 'refused',
    kept: 'as-said',
    'zh-CN': '没有找到这张小票，请核对门店、收银台和小票号。',
    'zh-TW': '沒有找到這張收據，請核對門市、收銀台和收據號。',
    en: 'There is no such receipt. Check store, till and number.',
  },
  'reason-missing': {
    failure: 'refused',
    'zh-CN': '请写明理由，至少 3 个字。',
    'zh-TW': '請寫明理由，至少 3 個字。',
    en: 'Please give the reason, in at least 3 characters.',
  },
  'already-waiting': {
    failure: 'conflict',
    kept: 'as-said',
    'zh-CN': '同一个手机号、邮箱、卡号或小票已经有一份入会申请在等待批准，不用再申请。',
    'zh-TW': '同一個手機號、電子郵件、卡號或收據已經有一份入會申請在等待核准，不用再申請。',
    en: 'A request with this phone, e-mail, card or receipt is waiting for approval already. There is no need to ask again.',
  },
  'no-such-request': {
    failure: 'not-found',
    'zh-CN': '没有这份入会申请。',
    'zh-TW': '沒有這份入會申請。',
    en: 'There is no such request to join.',
  },
  'already-decided': {
    failure: 'conflict',
    'zh-CN': '这份入会申请已经有人审批过了。',
    'zh-TW': '這份入會申請已經有人簽核過了。',
    en: 'Somebody has decided on this request already.',
  },
  'request-lapsed': {
    failure: 'conflict',
    'zh-CN': '这份入会申请没有在期限内审批，已经失效，个人资料已删除或即将删除；请重新申请。',
    'zh-TW': '這份入會申請沒有在期限內簽核，已經失效，個人資料已刪除或即將刪除；請重新申請。',
    en: 'Nobody decided on this request in time, so it has lapsed, and what it says of the person is deleted. Ask again.',
  },
  'own-request': {
    failure: 'refused',
    'zh-CN': '您自己登记的入会申请要由另一个人审批。',
    'zh-TW': '您自己登記的入會申請要由另一個人簽核。',
    en: 'You entered this request yourself. Somebody else has to decide on it.',
  },
  'channel-not-yours': {
    failure: 'forbidden',
    'zh-CN': '店里办理的入会，渠道就是门店（till），不能写成 {channel}。',
    'zh-TW': '店裡辦理的入會，通路就是門市（till），不能寫成 {channel}。',
    en: 'Who joins in the shop joins through till; it cannot be called {channel}.',
  },
  'receipt-of-member': {
    failure: 'refused',
    kept: 'as-said',
    'zh-CN': '这张小票已经记在一位会员名下，入会要凭散客的小票。',
    'zh-TW': '這張收據已經記在一位會員名下，入會要憑散客的收據。',
    en: 'This receipt belongs to a member already. Joining takes the receipt of a guest.',
  },
  'receipt-too-old': {
    failure: 'refused',
    kept: 'as-said',
    'zh-CN': '这张小票太旧了，入会只能凭最近 {days} 天的小票。',
    'zh-TW': '這張收據太舊了，入會只能憑最近 {days} 天的收據。',
    en: 'This receipt is too old: joining takes one of the last {days} days.',
  },
})
