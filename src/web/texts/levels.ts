import { phrases } from './phrases.ts'

export const levelChangeTexts = phrases({
  change: ['调整等级', '調整等級', 'Change level'],
  noLevels: ['会员方案里没有等级', '會員方案裡沒有等級', 'The program has no levels'],
  hint: [
    '姓名和原因会留在等级变化里。锁定期间，等级不升也不降；锁定结束的第二天按条件重新判定。',
    '姓名和原因會留在等級變動裡。鎖定期間，等級不升也不降；鎖定結束的隔天按條件重新判定。',
    'Your name and reason stay in the level history. A locked level neither rises nor falls; on the day after the lock it is judged anew.',
  ],
  what: ['做什么', '做什麼', 'What'],
  setting: ['设定等级（可锁定）', '設定等級（可鎖定）', 'Set the level, and lock it if wanted'],
  invitation: ['邀请授予', '邀請授予', 'Grant by invitation'],
  unlock: ['解除锁定', '解除鎖定', 'Lift the lock'],
  level: ['等级', '等級', 'Level'],
  reason: ['原因', '原因', 'Reason'],
  lockedThrough: [
    '锁定到（含当天，不填则不锁定）',
    '鎖定到（含當天，不填則不鎖定）',
    'Locked through (empty: not locked)',
  ],
  send: ['下一步', '下一步', 'Next'],
  confirmTitle: ['确认调整等级', '確認調整等級', 'Confirm the change of level'],
  'ask-setting': [
    '把会员 {number} 设为{level}，原因：{reason}',
    '把會員 {number} 設為{level}，原因：{reason}',
    'Set member {number} to {level}, because: {reason}',
  ],
  askLocked: [
    '把会员 {number} 设为{level}，锁定到 {lastDay}（含当天），原因：{reason}',
    '把會員 {number} 設為{level}，鎖定到 {lastDay}（含當天），原因：{reason}',
    'Set member {number} to {level}, locked through {lastDay}, because: {reason}',
  ],
  'ask-invitation': [
    '邀请会员 {number} 成为{level}，原因：{reason}',
    '邀請會員 {number} 成為{level}，原因：{reason}',
    'Grant {level} to member {number} by invitation, because: {reason}',
  ],
  'ask-unlock': [
    '解除会员 {number} {level}的锁定，原因：{reason}',
    '解除會員 {number} {level}的鎖定，原因：{reason}',
    'Lift the lock of {level} of member {number}, because: {reason}',
  ],
  changed: ['等级已调整', '等級已調整', 'The level was changed'],
})
