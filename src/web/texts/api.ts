import { phrases } from './phrases.ts'

export const apiTexts = phrases({
  noAnswer: [
    '连不上服务器。请检查网络后再试，已填写的内容都还在。',
    '連不上伺服器。請檢查網路後再試，已填寫的內容都還在。',
    'The server cannot be reached. Check the network and try again; nothing you entered is lost.',
  ],
  tooManyTries: [
    '尝试次数太多，请一分钟后再试。',
    '嘗試次數太多，請一分鐘後再試。',
    'Too many tries. Please wait a minute and try again.',
  ],
  signInFirst: ['请先登录。', '請先登入。', 'Please sign in first.'],
  forbidden: [
    '您没有进行此操作的权限，请联系会员运营或老板。',
    '您沒有進行此操作的權限，請聯絡會員營運或老闆。',
    'You may not do this. Ask member operations or the owner.',
  ],
  notFound: [
    '没有找到要看的内容，它可能已被移走。',
    '沒有找到要看的內容，它可能已被移走。',
    'What you are looking for is not here. It may have been moved.',
  ],
  serverBroken: [
    '服务器出错了，请稍后再试。',
    '伺服器出錯了，請稍後再試。',
    'Something broke on the server. Please try again in a moment.',
  ],
  unclear: ['没有成功，请再试一次。', '沒有成功，請再試一次。', 'That did not work. Please try again.'],
})
