import { phrases } from './phrases.ts'

export const signInTexts = phrases({
  title: ['登录', '登入', 'Sign in'],
  hint: [
    '用店里发给您的邮箱和密码登录。',
    '用店裡發給您的電子郵件和密碼登入。',
    'Use the e-mail and password that your shop gave you.',
  ],
  email: ['邮箱', '電子郵件', 'E-mail'],
  password: ['密码', '密碼', 'Password'],
  enter: ['登录', '登入', 'Sign in'],
  promise: [
    '记得每一位熟客，每一分都说得清。',
    '記得每一位熟客，每一分都說得清。',
    'Know every regular. Explain every point.',
  ],
})
