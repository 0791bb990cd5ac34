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
  newPasswordHint: [
    '至少 12 个字符，不要用姓名、店名或常见密码',
    '至少 12 個字元，不要用姓名、店名或常見密碼',
    'At least 12 characters; no names, nothing widely used',
  ],
  secondStep: ['输入验证码', '輸入驗證碼', 'Enter your code'],
  code: ['验证码', '驗證碼', 'Code'],
  codeHint: [
    '打开手机上的验证器，输入 Regulars 的 6 位数字。',
    '打開手機上的驗證器，輸入 Regulars 的 6 位數字。',
    'Open the authenticator on your phone and enter the six digits of Regulars.',
  ],
  backupCode: ['备用码', '備用碼', 'Backup code'],
  backupHint: [
    '输入设置时保存的一个备用码，每个只能用一次。备用码也没有了，请找老板重置。',
    '輸入設定時儲存的一個備用碼，每個只能用一次。備用碼也沒有了，請找老闆重設。',
    'Enter one of the backup codes that you kept; each works once. If you have none left, ask the owner to reset it.',
  ],
  useBackupCode: ['手机不在身边？用备用码', '手機不在身邊？用備用碼', 'No phone at hand? Use a backup code'],
  useCode: ['改用验证码', '改用驗證碼', 'Use a code of the authenticator'],
  startAgain: ['重新登录', '重新登入', 'Start again'],
  passwordChanged: ['密码已修改。', '密碼已修改。', 'The password is changed.'],
  promise: [
    '记得每一位熟客，每一分都说得清。',
    '記得每一位熟客，每一分都說得清。',
    'Know every regular. Explain every point.',
  ],
})
