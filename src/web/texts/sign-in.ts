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
  changePassword: ['修改密码', '修改密碼', 'Change password'],
  changePasswordAbout: [
    '改好后，您在其他设备上会退出登录。',
    '改好後，您在其他裝置上會登出。',
    'Your other devices will be signed out.',
  ],
  currentPassword: ['现在的密码', '現在的密碼', 'Current password'],
  newPassword: ['新密码', '新密碼', 'New password'],
  newPasswordHint: ['至少 12 个字符', '至少 12 個字元', 'At least 12 characters'],
  passwordChanged: ['密码已修改。', '密碼已修改。', 'The password is changed.'],
  promise: [
    '记得每一位熟客，每一分都说得清。',
    '記得每一位熟客，每一分都說得清。',
    'Know every regular. Explain every point.',
  ],
})
