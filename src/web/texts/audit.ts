import { phrases } from './phrases.ts'

export const auditTexts = phrases({
  title: ['审计记录', '稽核記錄', 'Audit trail'],
  about: [
    '谁在什么时候、从哪里，做了或看了什么。记录只能增加，不能修改或删除；在服务器上运行 regulars check-audit 可以核对。',
    '誰在什麼時候、從哪裡，做了或看了什麼。記錄只能增加，不能修改或刪除；在伺服器上執行 regulars check-audit 可以核對。',
    'Who did or looked at what, when and from where. Records are only added, never changed or removed; regulars check-audit on the server proves it.',
  ],
  none: [
    '没有符合条件的记录。放宽日期，或改选所有人、所有操作。',
    '沒有符合條件的記錄。放寬日期，或改選所有人、所有操作。',
    'No records fit. Choose more days, everybody or everything.',
  ],
  when: ['时间', '時間', 'When'],
  who: ['谁', '誰', 'Who'],
  what: ['做了什么', '做了什麼', 'What'],
  member: ['会员', '會員', 'Member'],
  subject: ['对象', '對象', 'About'],
  store: ['门店', '門市', 'Store'],
  outcome: ['结果', '結果', 'Outcome'],
  from: ['来自', '來自', 'From'],
  number: ['封存序号', '封存序號', 'Number'],
  notSealedYet: ['即将封存', '即將封存', 'not sealed yet'],
  shown: [
    '{what}（{count} 位会员）',
    '{what}（{count} 位會員）',
    '{what} ({count} members)',
    '{what} ({count} member)',
  ],
  everybody: ['所有人', '所有人', 'Everybody'],
  everything: ['所有操作', '所有操作', 'Everything'],
  firstDay: ['从', '從', 'From day'],
  lastDay: ['到', '到', 'To day'],
  memberNumber: ['会员号', '會員號', 'Member number'],
  memberNumberWrong: ['会员号是 10 位数字', '會員號是 10 位數字', 'A member number has ten digits'],
  ofMember: ['谁看过、改过这位会员', '誰看過、改過這位會員', 'Who looked at this member, and who changed it'],
  nobodyYet: ['还没有人看过', '還沒有人看過', 'Nobody so far'],
})

export const outcomeWords = phrases({
  done: ['完成', '完成', 'Done'],
  refused: ['被拒绝', '被拒絕', 'Refused'],
  repeated: ['重复请求', '重複請求', 'Repeated'],
  failed: ['失败，未做任何事', '失敗，未做任何事', 'Failed, nothing done'],
})

export const callerWords = phrases({
  staff: ['员工', '員工', 'Staff'],
  till: ['收银台', '收銀台', 'Till'],
  key: ['API 密钥', 'API 金鑰', 'API key'],
  server: ['服务器命令', '伺服器命令', 'Command at the server'],
  nobody: ['未登录的人', '未登入的人', 'Somebody not signed in'],
})
