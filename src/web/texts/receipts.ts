import { phrases } from './phrases.ts'

export const receiptTexts = phrases({
  title: ['小票', '收據', 'Receipts'],
  receipt: ['小票 {number}', '收據 {number}', 'Receipt {number}'],
  number: ['小票号', '收據號碼', 'Receipt number'],
  where: ['门店 · 收银台', '門市 · 收銀台', 'Store · till'],
  soldAt: ['售出时间', '售出時間', 'Sold at'],
  state: ['状态', '狀態', 'State'],
  paid: ['实付', '實付', 'Paid'],
  refunded: ['已退', '已退', 'Refunded'],
  lines: ['商品', '商品', 'Goods'],
  lineCount: ['{count} 行', '{count} 行', '{count} lines', '{count} line'],
  member: ['会员', '會員', 'Member'],
  guest: ['散客', '散客', 'Guest'],
  program: ['会员方案', '會員方案', 'Program'],
  version: ['{code} 第 {version} 版', '{code} 第 {version} 版', '{code}, version {version}'],
  open: ['查看小票 {number}', '檢視收據 {number}', 'Open receipt {number}'],
  none: [
    '还没有小票。会员在收银台买第一件东西后，小票会出现在这里。',
    '還沒有收據。會員在收銀台買第一件東西後，收據會出現在這裡。',
    'No receipts yet. The first one appears when the member buys something at the till.',
  ],
  pieces: ['{count} 件', '{count} 件', '{count} pcs', '{count} pc'],
  grams: ['{count} 克', '{count} 克', '{count} g'],
  manualDiscount: ['手工折扣 {amount}', '手動折扣 {amount}', 'manual discount {amount}'],
  offerDiscount: ['促销 {amount}', '促銷 {amount}', 'offers {amount}'],
  levelDiscount: ['等级折扣 {amount}', '等級折扣 {amount}', 'level discount {amount}'],
  pointsDiscount: ['积分抵现 {amount}', '積分折抵 {amount}', 'paid with points {amount}'],
  cameBack: ['已退 {units}', '已退 {units}', '{units} came back'],
  unknownGoods: ['未建档商品', '未建檔商品', 'goods not in the catalogue'],
  whatHappened: ['积分与等级', '積分與等級', 'Points and level'],
  noEffects: ['这张小票没有积分变化。', '這張收據沒有積分變化。', 'This receipt moved no points.'],
  total: ['应付合计', '應付合計', 'To pay'],
})

export const receiptStates = phrases({
  settled: ['已结算', '已結帳', 'Settled'],
  'partly-refunded': ['部分退货', '部分退貨', 'Partly refunded'],
  refunded: ['已退货', '已退貨', 'Refunded'],
  voided: ['已作废', '已作廢', 'Voided'],
})

export const effectKinds = phrases({
  earned: ['获得积分', '獲得積分', 'Points earned'],
  redeemed: ['积分抵现', '積分折抵', 'Points redeemed'],
  offer: ['促销', '促銷', 'Offer'],
  'offers-not-used': ['未采用的促销', '未採用的促銷', 'Offers not used'],
  coupon: ['优惠券', '優惠券', 'Coupon'],
  'gift-due': ['待扫赠品', '待掃贈品', 'Gift due'],
  'level-discount': ['等级折扣', '等級折扣', 'Level discount'],
  'program-named': ['收银台所用的方案', '收銀台所用的方案', 'Program of the till'],
  'level-moved': ['等级变化', '等級變動', 'Level moved'],
  'taken-back': ['收回积分', '收回積分', 'Points taken back'],
  'given-back': ['退还积分', '退還積分', 'Points given back'],
  expired: ['积分过期', '積分過期', 'Points expired'],
  'debt-settled': ['抵还欠分', '抵還欠分', 'Debt settled'],
  shortfall: ['未能收回', '未能收回', 'Could not be taken back'],
})
