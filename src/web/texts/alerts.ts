import { phrases } from './phrases.ts'

export const alertTexts = phrases({
  title: ['警报', '警報', 'Alerts'],
  about: [
    '有人做了看起来不对劲的事。先问清楚，再确认已处理。',
    '有人做了看起來不對勁的事。先問清楚，再確認已處理。',
    'Somebody did something that looks wrong. Ask them first, then mark it as dealt with.',
  ],
  none: ['没有警报，一切正常。', '沒有警報，一切正常。', 'No alerts. All is well.'],
  what: ['什么事', '什麼事', 'What'],
  inVain: [
    '{minutes} 分钟内查了 {count} 个不存在的手机号',
    '{minutes} 分鐘內查了 {count} 個不存在的手機號',
    'Looked up {count} {count|phone number|phone numbers} that no member has, within {minutes} {minutes|minute|minutes}',
  ],
  many: [
    '{minutes} 分钟内查了 {count} 个不同的手机号',
    '{minutes} 分鐘內查了 {count} 個不同的手機號',
    'Looked up {count} different {count|phone number|phone numbers} within {minutes} {minutes|minute|minutes}',
  ],
  who: ['谁', '誰', 'Who'],
  staff: ['员工 {name}', '員工 {name}', '{name} (staff)'],
  till: ['收银台 {name}', '收銀台 {name}', '{name} (till)'],
  key: ['密钥 {name}', '金鑰 {name}', '{name} (API key)'],
  when: ['时间', '時間', 'When'],
  state: ['处理', '處理', 'State'],
  acknowledge: ['确认已处理', '確認已處理', 'Mark as dealt with'],
  acknowledgeOne: ['确认已处理：{what}，{who}', '確認已處理：{what}，{who}', 'Mark as dealt with: {what}, {who}'],
  acknowledged: ['已确认。', '已確認。', 'Marked as dealt with.'],
  by: ['{name} 已处理，{when}', '{name} 已處理，{when}', 'Dealt with by {name}, {when}'],
})
