import { phrases } from './phrases.ts'

export const memberTexts = phrases({
  title: ['会员', '會員', 'Members'],
  search: [
    '姓名、拼音、手机号或后四位、会员号、卡号',
    '姓名、拼音、手機號碼或後四碼、會員號、卡號',
    'Name, pinyin, phone or its last four digits, member number, card',
  ],
  join: ['新会员入会', '新會員入會', 'Join a member'],
  joinHint: [
    '手机号、邮箱、会员卡至少填一个，以后凭它认出会员。',
    '手機號碼、電子郵件、會員卡至少填一個，以後憑它認出會員。',
    'Give at least a phone, an e-mail or a card, so that the member can be recognised later.',
  ],
  joined: [
    '{name} 已入会，会员号 {number}。',
    '{name} 已入會，會員號 {number}。',
    '{name} has joined with the number {number}.',
  ],
  joinNow: ['入会', '入會', 'Join'],
  name: ['姓名', '姓名', 'Name'],
  phone: ['手机号', '手機號碼', 'Phone'],
  email: ['邮箱', '電子郵件', 'E-mail'],
  card: ['会员卡', '會員卡', 'Card'],
  number: ['会员号', '會員號', 'Member number'],
  birthday: ['生日', '生日', 'Birthday'],
  gender: ['性别', '性別', 'Gender'],
  homeStore: ['归属门店', '所屬門市', 'Home store'],
  source: ['入会渠道', '入會管道', 'Joined through'],
  joinedAt: ['入会时间', '入會時間', 'Joined'],
  externalId: ['外部编号', '外部編號', 'External id'],
  wishedLevel: ['希望等级', '希望等級', 'Wished level'],
  total: ['共 {count} 位会员', '共 {count} 位會員', '{count} members', '{count} member'],
  none: [
    '还没有会员。点“新会员入会”，或在收银台为顾客办入会。',
    '還沒有會員。點「新會員入會」，或在收銀台為顧客辦入會。',
    'No members yet. Use “Join a member”, or let somebody join at the till.',
  ],
  exportAll: ['导出全部会员 CSV', '匯出全部會員 CSV', 'Export all members as CSV'],
  notFound: [
    '没有找到“{search}”。换个写法试试，或为这位顾客办入会。',
    '沒有找到「{search}」。換個寫法試試，或為這位顧客辦入會。',
    'Nobody matches “{search}”. Write it differently, or let them join.',
  ],
  open: ['查看 {name}', '檢視 {name}', 'Open {name}'],
  profile: ['会员资料', '會員資料', 'Profile'],
  edit: ['修改资料', '修改資料', 'Edit the profile'],
  editShort: ['修改', '修改', 'Edit'],
  saved: ['资料已保存。', '資料已儲存。', 'The profile is saved.'],
  phoneHint: [
    '现在是 {masked}；不改就留空。',
    '現在是 {masked}；不改就留空。',
    'Now {masked}. Leave it empty to keep it.',
  ],
  yes: ['同意', '同意', 'Yes'],
  no: ['不同意', '不同意', 'No'],
  marketing: ['同意接收营销信息', '同意接收行銷訊息', 'Agrees to marketing messages'],
  back: ['返回会员列表', '返回會員列表', 'Back to members'],
  numberIs: ['会员号 {number}', '會員號 {number}', 'Member number {number}'],
})

export const genderWords = phrases({
  female: ['女', '女', 'Female'],
  male: ['男', '男', 'Male'],
  other: ['其他', '其他', 'Other'],
})

export const sourceWords = phrases({
  till: ['收银台', '收銀台', 'Till'],
  console: ['管理后台', '管理後台', 'Console'],
  page: ['会员页面', '會員頁面', 'Member page'],
  api: ['接口', '介接', 'API'],
  import: ['导入', '匯入', 'Import'],
  partner: ['合作伙伴', '合作夥伴', 'Partner'],
  referral: ['老会员推荐', '舊會員推薦', 'Referral'],
  staff: ['员工', '員工', 'Staff'],
})

export const consentTexts = phrases({
  title: ['同意记录', '同意紀錄', 'Consents'],
  record: ['登记同意', '登記同意', 'Record a consent'],
  recordShort: ['登记', '登記', 'Record'],
  recorded: ['已登记。', '已登記。', 'Recorded.'],
  purpose: ['用途', '用途', 'Purpose'],
  channel: ['方式', '方式', 'Channel'],
  answer: ['会员的答复', '會員的答覆', 'The member’s answer'],
  given: ['同意', '同意', 'Agreed'],
  refused: ['不同意', '不同意', 'Refused'],
  none: [
    '还没有同意记录。问过会员后点“登记”。',
    '還沒有同意紀錄。問過會員後點「登記」。',
    'No consents yet. Ask the member, then record the answer.',
  ],
  line: ['{purpose} · {channel}', '{purpose} · {channel}', '{purpose} · {channel}'],
  at: ['{when}，来自{source}', '{when}，來自{source}', '{when}, {source}'],
})

export const purposeWords = phrases({
  service: ['会员服务', '會員服務', 'Service'],
  marketing: ['营销信息', '行銷訊息', 'Marketing'],
  profiling: ['个性化分析', '個人化分析', 'Profiling'],
  health: ['健康信息', '健康資訊', 'Health data'],
})

export const channelWords = phrases({
  sms: ['短信', '簡訊', 'SMS'],
  email: ['邮件', '電子郵件', 'E-mail'],
  wechat: ['微信', '微信', 'WeChat'],
  phone: ['电话', '電話', 'Phone'],
  post: ['邮寄', '郵寄', 'Post'],
  push: ['推送', '推播', 'Push'],
  all: ['所有方式', '所有方式', 'All channels'],
})

export const levelTexts = phrases({
  title: ['等级', '等級', 'Level'],
  since: ['{day}起', '{day}起', 'since {day}'],
  review: ['{day}复评', '{day}複評', 'reviewed on {day}'],
  locked: ['锁定至 {day}（含当天）', '鎖定至 {day}（含當天）', 'locked through {day}'],
  grantedThrough: [
    '{level}为授予，保留至 {day}（含当天）',
    '{level}為授予，保留至 {day}（含當天）',
    '{level} is granted through {day}',
  ],
  grantedOpen: [
    '{level}于 {day} 授予，长期保留',
    '{level}於 {day} 授予，長期保留',
    '{level} was granted on {day}, without an end',
  ],
  missing: ['还差 {missing} 升{level}', '還差 {missing} 升{level}', '{missing} more to reach {level}'],
  highest: ['已是最高等级', '已是最高等級', 'This is the highest level'],
  and: ['、', '、', ' and '],
  way: ['方式 {number}', '方式 {number}', 'Way {number}'],
  beingCounted: [
    '等级正在统计：新的条件还在从以前的小票算起，期间不会降级',
    '等級正在統計：新的條件還在從以前的收據算起，期間不會降級',
    'The standing is being counted: a new condition is still read from earlier receipts. Nobody falls meanwhile.',
  ],
  grantedOnly: ['更高的等级由店家授予', '更高的等級由店家授予', 'Higher levels are granted by the shop'],
  progress: ['升{level}的进度：{measure}', '升{level}的進度：{measure}', 'Progress to {level}: {measure}'],
  soFar: ['{measure} {value} / {from}', '{measure} {value} / {from}', '{measure}: {value} of {from}'],
  window: ['{from} 至 {to} 累计', '{from} 至 {to} 累計', 'counted from {from} to {to}'],
  benefits: ['现有权益', '現有權益', 'Benefits now'],
  history: ['等级变化', '等級變動', 'Level history'],
  none: [
    '这位会员还没有等级：会员方案里没有等级体系。',
    '這位會員還沒有等級：會員方案裡沒有等級體系。',
    'This member has no level: the program has no levels.',
  ],
  visitCount: ['到店 {count} 次', '到店 {count} 次', '{count} visits', '{count} visit'],
  pointCount: ['{count} 积分', '{count} 積分', '{count} points', '{count} point'],
  plainCount: ['{measure} {count}', '{measure} {count}', '{count} more of {measure}'],
})

export const causeWords = phrases({
  join: ['入会', '入會', 'joined'],
  joined: ['入会', '入會', 'joined'],
  receipt: ['消费升级', '消費升級', 'rose by a receipt'],
  refund: ['退货撤销升级', '退貨撤銷升級', 'a refund undid the rise'],
  review: ['到期复评', '到期複評', 'reviewed'],
  manual: ['人工调整', '人工調整', 'changed by staff'],
  granted: ['授予', '授予', 'granted'],
  'grant-ended': ['授予到期', '授予到期', 'the grant ended'],
  locked: ['锁定', '鎖定', 'locked'],
  unlocked: ['解除锁定', '解除鎖定', 'unlocked'],
  import: ['导入', '匯入', 'imported'],
})
