import { phrases } from './phrases.ts'

export const offerTexts = phrases({
  title: ['促销与优惠券', '促銷與優惠券', 'Offers and coupons'],
  about: [
    '促销写在会员方案里；这里看效果、发券、生成券码。',
    '促銷寫在會員方案裡；這裡看效果、發券、產生券碼。',
    'Offers are written in the program; here you see what they do, and issue coupons and codes.',
  ],
  offer: ['促销', '促銷', 'Offer'],
  rule: ['内容', '內容', 'What it gives'],
  codes: ['券码', '券碼', 'Codes'],
  noCoupon: ['不用券', '不用券', 'no coupon needed'],
  issued: ['已发', '已發', 'Issued'],
  open: ['未用', '未用', 'Not used'],
  uses: ['使用', '使用', 'Used'],
  couponCount: ['{count} 张', '{count} 張', '{count} coupons', '{count} coupon'],
  usedTimes: ['{count} 次', '{count} 次', '{count} times', '{count} time'],
  cost: ['优惠金额', '優惠金額', 'Taken off'],
  search: ['按名称或代号查找', '按名稱或代號查找', 'Find by name or code'],
  none: [
    '方案里还没有促销。请在会员方案中写 offers。',
    '方案裡還沒有促銷。請在會員方案中寫 offers。',
    'The program has no offers yet. Write them under offers.',
  ],
  noneFound: ['没有符合的促销', '沒有符合的促銷', 'No such offer'],
  batches: ['成批券码', '成批券碼', 'Batches of codes'],
  makeBatch: ['生成一批券码', '產生一批券碼', 'Make a batch of codes'],
  batchHint: [
    '在后台生成，每个码 80 位随机，带校验位；最多一百万个。',
    '在背景產生，每個碼 80 位元隨機，帶檢查碼；最多一百萬個。',
    'Made in the background, 80 bits by chance each, with a check sign; a million at most.',
  ],
  count: ['数量（个券码）', '數量（個券碼）', 'How many codes'],
  note: ['用途', '用途', 'What for'],
  make: ['开始生成', '開始產生', 'Make them'],
  progress: ['进度', '進度', 'Progress'],
  madeOf: ['{made} / {wanted} 个', '{made} / {wanted} 個', '{made} of {wanted} {wanted|code|codes}'],
  createdAt: ['时间', '時間', 'When'],
  actions: ['操作', '操作', 'Actions'],
  cancel: ['作废', '作廢', 'Cancel'],
  cancelAsk: [
    '还没领取的券码将全部不能再用，不能恢复。',
    '還沒領取的券碼將全部不能再用，不能恢復。',
    'Codes that were not claimed cannot be used any more. This cannot be undone.',
  ],
  cancelled: ['已作废', '已作廢', 'cancelled'],
  export: ['导出', '匯出', 'Export'],
  noBatches: [
    '还没有成批券码。先在会员方案里把一种优惠券写成“成批券码”，发布后在上面生成。',
    '還沒有成批券碼。先在會員方案裡把一種優惠券寫成「成批券碼」，發布後在上面產生。',
    'No codes were made yet. Make an offer of the program one with “Codes made at once”; once it is published, make them above.',
  ],
  noBatchOffers: [
    '方案里还没有“成批券码”的优惠券，请先在方案的表单里选',
    '方案裡還沒有「成批券碼」的優惠券，請先在方案的表單裡選',
    'No offer of the program has “Codes made at once”: choose it in the form of the program first',
  ],
  shareCode: ['设置通用券码', '設定通用券碼', 'Set a shared code'],
  sharedCode: ['券码（4–16 位字母数字）', '券碼（4–16 位字母數字）', 'Code (4 to 16 letters and digits)'],
  noSharedOffers: [
    '方案里还没有“通用券码”的优惠券，请先在方案的表单里选',
    '方案裡還沒有「通用券碼」的優惠券，請先在方案的表單裡選',
    'No offer of the program has “One shared code”: choose it in the form of the program first',
  ],
  save: ['保存', '儲存', 'Save'],
  started: ['已开始生成', '已開始產生', 'They are being made'],
  saved: ['已保存', '已儲存', 'Saved'],
})

export const codeWords = phrases({
  personal: ['每人一码', '每人一碼', 'one for each coupon'],
  shared: ['通用码', '通用碼', 'shared'],
  batch: ['成批', '成批', 'in batches'],
})

export const couponTexts = phrases({
  title: ['优惠券', '優惠券', 'Coupons'],
  none: ['没有优惠券', '沒有優惠券', 'No coupons'],
  issue: ['发券', '發券', 'Issue'],
  issueTitle: ['给会员发一张优惠券', '給會員發一張優惠券', 'Issue a coupon to this member'],
  offer: ['优惠券', '優惠券', 'Coupon'],
  given: ['已发放', '已發放', 'Issued'],
  nothingToIssue: ['方案里没有优惠券', '方案裡沒有優惠券', 'The program has no coupons'],
  through: ['有效期至 {day}', '有效期至 {day}', 'through {day}'],
  forEver: ['长期有效', '長期有效', 'never ends'],
  saved: ['省 {amount}', '省 {amount}', '{amount} off'],
  use: ['使用', '使用', 'Use'],
  keep: ['不用', '不用', 'Keep'],
  useNamed: ['使用优惠券 {name}', '使用優惠券 {name}', 'Use the coupon {name}'],
  keepNamed: ['不用优惠券 {name}', '不用優惠券 {name}', 'Keep the coupon {name}'],
  kept: ['本单不用', '本單不用', 'kept this time'],
  code: ['输入或扫描券码', '輸入或掃描券碼', 'Type or scan a coupon code'],
  claim: ['领取', '領取', 'Claim'],
})

export const couponStates = phrases({
  open: ['可用', '可用', 'usable'],
  held: ['预占中', '預占中', 'set aside'],
  used: ['已使用', '已使用', 'used'],
  ended: ['已过期', '已過期', 'ended'],
  cancelled: ['已作废', '已作廢', 'cancelled'],
})
