import { AuditFamily } from '../../platform/audit-actions.ts'

/** Their words begin with `staff/`: they are of one kind with those of `access`. */
export const signInAudit = new AuditFamily('staff', {
  'sign-in': { kind: 'entering', 'zh-CN': '登录', 'zh-TW': '登入', en: 'Signed in' },
  'give-password': {
    kind: 'entering',
    'zh-CN': '密码正确，等待验证码',
    'zh-TW': '密碼正確，等待驗證碼',
    en: 'Gave the right password and was asked for a code',
  },
  'confirm-code': { kind: 'entering', 'zh-CN': '输入验证码', 'zh-TW': '輸入驗證碼', en: 'Gave a code' },
  'use-backup-code': { kind: 'entering', 'zh-CN': '使用备用码', 'zh-TW': '使用備用碼', en: 'Used a backup code' },
  'sign-out': { kind: 'entering', 'zh-CN': '退出登录', 'zh-TW': '登出', en: 'Signed out' },
  'change-password': {
    kind: 'entering',
    'zh-CN': '修改自己的密码',
    'zh-TW': '修改自己的密碼',
    en: 'Changed their own password',
  },
  'enrol-second-factor': {
    kind: 'entering',
    'zh-CN': '开始设置两步验证',
    'zh-TW': '開始設定兩步驟驗證',
    en: 'Began to set up a second factor',
  },
  'renew-backup-codes': { kind: 'entering', 'zh-CN': '更换备用码', 'zh-TW': '更換備用碼', en: 'Made new backup codes' },
  'disable-second-factor': {
    kind: 'entering',
    'zh-CN': '关闭两步验证',
    'zh-TW': '關閉兩步驟驗證',
    en: 'Switched their second factor off',
  },
  'end-session': {
    kind: 'entering',
    'zh-CN': '让自己的一个登录失效',
    'zh-TW': '讓自己的一個登入失效',
    en: 'Ended a session of their own',
  },
  'end-other-sessions': {
    kind: 'entering',
    'zh-CN': '让自己的其他登录失效',
    'zh-TW': '讓自己的其他登入失效',
    en: 'Ended their other sessions',
  },
})
