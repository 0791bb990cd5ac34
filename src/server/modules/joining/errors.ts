import { ErrorFamily } from '../../platform/errors.ts'

export const joiningErrors = new ErrorFamily('joining', {
  'no-such-receipt': {
    failure: 'refused',
    'zh-CN': '没有找到这张小票，请核对门店、收银台和小票号。',
    'zh-TW': '沒有找到這張收據，請核對門市、收銀台和收據號。',
    en: 'There is no such receipt. Check store, till and number.',
  },
  'receipt-of-member': {
    failure: 'refused',
    'zh-CN': '这张小票已经记在一位会员名下，入会要凭散客的小票。',
    'zh-TW': '這張收據已經記在一位會員名下，入會要憑散客的收據。',
    en: 'This receipt belongs to a member already. Joining takes the receipt of a guest.',
  },
  'receipt-too-old': {
    failure: 'refused',
    'zh-CN': '这张小票太旧了，入会只能凭最近 {days} 天的小票。',
    'zh-TW': '這張收據太舊了，入會只能憑最近 {days} 天的收據。',
    en: 'This receipt is too old: joining takes one of the last {days} days.',
  },
})
