import { phrases } from './phrases.ts'

export const transferTexts = phrases({
  give: ['转赠给其他会员', '轉贈給其他會員', 'Give points to another member'],
  about: [
    '积分带着原来的有效期转过去。预占和待生效的不能转。原因两位会员和财务都看得到。',
    '積分帶著原來的有效期轉過去。預占和待生效的不能轉。原因兩位會員和財務都看得到。',
    'Points keep their last day. What is held or pending stays. Both members and finance will read the reason.',
  ],
  search: [
    '找接收的会员（姓名、手机或卡号）',
    '找接收的會員（姓名、手機或卡號）',
    'Find the receiver (name, phone, card)',
  ],
  to: ['接收的会员', '接收的會員', 'Receiver'],
  toHint: [
    '先在上面查找，再从找到的会员里选。',
    '先在上面查找，再從找到的會員裡選。',
    'Search above, then choose among those found.',
  ],
  toNone: ['没有找到其他会员。', '沒有找到其他會員。', 'No other member was found.'],
  member: ['{name}（{number}）', '{name}（{number}）', '{name} ({number})'],
  asset: ['种类', '種類', 'Asset'],
  points: ['转赠多少', '轉贈多少', 'How many'],
  reason: ['原因', '原因', 'Reason'],
  perDay: ['每天最多转赠 {points}。', '每天最多轉贈 {points}。', 'At most {points} a day.'],
  perWeek: ['每周最多转赠 {points}。', '每週最多轉贈 {points}。', 'At most {points} a week.'],
  perMonth: ['每月最多转赠 {points}。', '每月最多轉贈 {points}。', 'At most {points} a month.'],
  perYear: ['每年最多转赠 {points}。', '每年最多轉贈 {points}。', 'At most {points} a year.'],
  moves: ['将要转过去的', '將要轉過去的', 'What will move'],
  tooMany: ['可用的只有 {points}。', '可用的只有 {points}。', 'Only {points} can be used.'],
  moreLots: ['以及另外 {count} 批', '以及另外 {count} 批', 'and {count} more lots', 'and {count} more lot'],
  next: ['下一步', '下一步', 'Next'],
  confirm: ['确认转赠', '確認轉贈', 'Confirm the transfer'],
  ask: [
    '从会员 {from} 转赠 {points}“{asset}”给 {to}，原因：{reason}。记账后不能撤销。',
    '從會員 {from} 轉贈 {points}「{asset}」給 {to}，原因：{reason}。入帳後不能撤銷。',
    'Give {points} of “{asset}” from member {from} to {to}, because: {reason}. It cannot be undone.',
  ],
  done: [
    '已转赠，余额 {from}；对方余额 {to}。',
    '已轉贈，餘額 {from}；對方餘額 {to}。',
    'Given. The balance is {from}, the receiver’s {to}.',
  ],
})
