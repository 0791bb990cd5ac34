import { ErrorFamily } from '../../platform/errors.ts'

export const approvalErrors = new ErrorFamily('approvals', {
  'unknown-till': {
    failure: 'refused',
    'zh-CN': '没有这个收银台：门店 {store}，收银台 {till}。',
    'zh-TW': '沒有這個收銀台：門市 {store}，收銀台 {till}。',
    en: 'There is no till {till} in store {store}.',
  },
  'other-store': {
    failure: 'forbidden',
    'zh-CN': '您没有门店 {store} 这个收银台的权限。',
    'zh-TW': '您沒有門市 {store} 這個收銀台的權限。',
    en: 'You may not act for this till of store {store}.',
  },
  own: {
    failure: 'forbidden',
    'zh-CN': '不能给自己授权，请另一位同事来授权。',
    'zh-TW': '不能給自己授權，請另一位同事來授權。',
    en: 'Nobody approves their own act. Ask another colleague.',
  },
  'not-permitted': {
    failure: 'forbidden',
    'zh-CN': '{name} 的角色或门店不能授权这件事。',
    'zh-TW': '{name} 的角色或門市不能授權這件事。',
    en: 'The role or the stores of {name} do not allow approving this.',
  },
  unknown: {
    failure: 'forbidden',
    'zh-CN': '没有这个同事授权，请重新授权。',
    'zh-TW': '沒有這個同事授權，請重新授權。',
    en: 'There is no such approval. Ask a colleague again.',
  },
  elsewhere: {
    failure: 'forbidden',
    'zh-CN': '这个同事授权是给另一个收银台、另一个人或另一件事的，请重新授权。',
    'zh-TW': '這個同事授權是給另一個收銀台、另一個人或另一件事的，請重新授權。',
    en: 'This approval is for another till, another person or another act. Ask a colleague again.',
  },
  used: {
    failure: 'forbidden',
    'zh-CN': '这个同事授权已经用过了，一次授权只能用一次。',
    'zh-TW': '這個同事授權已經用過了，一次授權只能用一次。',
    en: 'This approval was used already: each serves once.',
  },
  over: {
    failure: 'forbidden',
    'zh-CN': '同事授权已超过 2 分钟，请重新授权。',
    'zh-TW': '同事授權已超過 2 分鐘，請重新授權。',
    en: 'The approval is over: it holds for two minutes. Ask a colleague again.',
  },
  'other-basket': {
    failure: 'forbidden',
    'zh-CN': '授权之后内容变了（会员、商品、价格、申请、批准与否或原因），请重新授权。',
    'zh-TW': '授權之後內容變了（會員、商品、價格、申請、核准與否或原因），請重新授權。',
    en: 'What was approved changed afterwards: the member, goods, a price, the request, the decision or the reason. Ask a colleague again.',
  },
  withdrawn: {
    failure: 'forbidden',
    'zh-CN': '授权的同事现在已经没有这个权限，请另一位同事授权。',
    'zh-TW': '授權的同事現在已經沒有這個權限，請另一位同事授權。',
    en: 'The colleague who approved may not do so any more. Ask another one.',
  },
})
