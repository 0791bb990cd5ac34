import { phrases } from './phrases.ts'

/** What till and console say of the ways of joining. */
export const joiningTexts = phrases({
  way: ['入会方式', '入會方式', 'Way of joining'],
  free: ['免费，不用别的条件', '免費，不用別的條件', 'Free, and nothing else is asked'],
  anyReceipt: [
    '凭一张散客小票，金额不限。先按散客结账，再填小票号。',
    '憑一張散客收據，金額不限。先按散客結帳，再填收據號。',
    'With any receipt of a guest. Settle the sale as a guest’s first, then give its number.',
  ],
  receiptFrom: [
    '凭一张满 {money} 的散客小票。先按散客结账，再填小票号。',
    '憑一張滿 {money} 的散客收據。先按散客結帳，再填收據號。',
    'With a receipt of a guest of at least {money}. Settle the sale as a guest’s first, then give its number.',
  ],
  fee: [
    '工本费 {money}：先收款，作为商品 {sku} 按散客结账，再填那张小票的号。',
    '工本費 {money}：先收款，作為商品 {sku} 按散客結帳，再填那張收據的號。',
    'For a fee of {money}: take it first, as the goods {sku} on a guest’s receipt, then give its number.',
  ],
  approval: [
    '要由店里另一个人批准。批准以前还不是会员，买东西按散客。',
    '須由店裡另一個人核准。核准以前還不是會員，買東西按散客。',
    'Somebody else of the shop has to agree. Before that nobody is a member, and buys as a guest.',
  ],
  through: ['到 {day} 为止（含当天）。', '到 {day} 為止（含當天）。', 'Open through {day}.'],
  noneOpen: [
    '今天在门店没有开放的入会方式，请看会员方案里的入会条件。',
    '今天在門市沒有開放的入會方式，請看會員方案裡的入會條件。',
    'No way of joining is open in the shop today. The program says when one is.',
  ],
  receiptStore: ['小票的门店', '收據的門市', 'Store of the receipt'],
  receiptTill: ['小票的收银台', '收據的收銀台', 'Till of the receipt'],
  receiptNumber: ['小票号', '收據號', 'Receipt number'],
  lastReceipt: [
    '已填上这个收银台刚开的散客小票。',
    '已填上這個收銀台剛開的散客收據。',
    'Filled in: the last receipt of a guest at this till.',
  ],
  reason: ['为什么让这位顾客入会', '為什麼讓這位顧客入會', 'Why they should join'],
  ask: ['提交申请', '提交申請', 'Ask for approval'],
  waitingTitle: ['已提交，等待批准', '已提交，等待核准', 'Asked: waiting for approval'],
  waitingText: [
    '{name} 现在还不是会员：没有会员号，也不积分，这时买东西按散客结账。店里另一个人在管理后台批准后才入会；到 {day} 没有人批准，申请自动作废。',
    '{name} 現在還不是會員：沒有會員號，也不積分，這時買東西按散客結帳。店裡另一個人在管理後台核准後才入會；到 {day} 沒有人核准，申請自動作廢。',
    '{name} is not a member yet: no number and no points, and buys as a guest meanwhile. Somebody else of the shop has to agree in the console. After {day} the request lapses.',
  ],
  waitingAtTill: [
    '{name} 现在还不是会员：没有会员号，也不积分，这时买东西按散客结账。有审批权限的同事（老板或运营）可以现在就在这里审批，也可以以后在管理后台审批；到 {day} 没有人审批，申请自动作废。',
    '{name} 現在還不是會員：沒有會員號，也不積分，這時買東西按散客結帳。有簽核權限的同事（老闆或營運）可以現在就在這裡簽核，也可以以後在管理後台簽核；到 {day} 沒有人簽核，申請自動作廢。',
    '{name} is not a member yet: no number and no points, and buys as a guest meanwhile. A colleague who may decide (owner or operations) can do so here now, or later in the console. After {day} the request lapses.',
  ],
  decideHere: [
    '请同事写明理由，输入自己的邮箱和密码。收银员不用退出登录，审批记在同事名下。',
    '請同事寫明理由，輸入自己的電子郵件和密碼。收銀員不用登出，簽核記在同事名下。',
    'The colleague gives the reason and enters their own e-mail and password. You stay signed in, and the decision is the colleague’s.',
  ],
  approveHere: ['同事现在批准', '同事現在核准', 'A colleague approves now'],
  refuseHere: ['同事现在不批准', '同事現在不核准', 'A colleague refuses now'],
  back: ['返回', '返回', 'Back'],
  decideLater: ['先等着，以后审批', '先等著，以後簽核', 'Leave it waiting'],
})

export const requestTexts = phrases({
  title: ['入会申请', '入會申請', 'Requests to join'],
  about: [
    '自己登记的申请要由别人审批。批准后才成为会员；不批准或 30 天没有人审批，个人资料即删除。',
    '自己登記的申請要由別人簽核。核准後才成為會員；不核准或 30 天沒有人簽核，個人資料即刪除。',
    'Nobody decides on what they entered. Approval makes the member; a refusal, or 30 days without a decision, deletes what is personal.',
  ],
  way: ['入会方式', '入會方式', 'Way of joining'],
  state: ['状态', '狀態', 'State'],
  name: ['姓名', '姓名', 'Name'],
  contact: ['联系方式', '聯絡方式', 'Contact'],
  store: ['门店', '門市', 'Store'],
  reason: ['理由', '理由', 'Reason'],
  askedBy: ['提交人', '提交人', 'Asked by'],
  askedAt: ['提交时间', '提交時間', 'Asked at'],
  until: ['最晚', '最晚', 'Until'],
  decided: ['审批', '簽核', 'Decision'],
  decidedLine: ['{who}，{when}：{why}', '{who}，{when}：{why}', '{who}, {when}: {why}'],
  member: ['会员', '會員', 'Member'],
  forgotten: ['（已删除）', '（已刪除）', '(deleted)'],
  approve: ['批准', '核准', 'Approve'],
  refuse: ['不批准', '不核准', 'Refuse'],
  approveFor: ['批准 {name} 入会', '核准 {name} 入會', 'Approve {name}'],
  refuseFor: ['不批准 {name} 入会', '不核准 {name} 入會', 'Refuse {name}'],
  approveAbout: [
    '{name} 现在起成为会员，入会时间是此刻，并得到入会应得的。',
    '{name} 現在起成為會員，入會時間是此刻，並得到入會應得的。',
    '{name} becomes a member now, as of this instant, and gets what joining brings.',
  ],
  refuseAbout: [
    '{name} 不会成为会员，登记的个人资料立即删除。请不要在理由里写姓名和电话。',
    '{name} 不會成為會員，登記的個人資料立即刪除。請不要在理由裡寫姓名和電話。',
    '{name} does not become a member, and what was entered of them is deleted at once. Write no name or phone into the reason.',
  ],
  why: ['审批理由', '簽核理由', 'Reason for the decision'],
  approved: ['已批准，会员号 {number}。', '已核准，會員號 {number}。', 'Approved: member {number}.'],
  refused: ['已记为不批准，个人资料已删除。', '已記為不核准，個人資料已刪除。', 'Refused, and forgotten who it was.'],
  none: ['没有这样的入会申请。', '沒有這樣的入會申請。', 'There are no such requests.'],
})

export const requestStates = phrases({
  waiting: ['等待批准', '等待核准', 'Waiting'],
  approved: ['已批准', '已核准', 'Approved'],
  refused: ['没有批准', '沒有核准', 'Refused'],
  lapsed: ['过期作废', '過期作廢', 'Lapsed'],
})
