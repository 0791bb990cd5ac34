import { phrases } from './phrases.ts'

export const explanationTexts = phrases({
  why: ['为什么？', '為什麼？', 'Why?'],
  whyMove: ['为什么：{level}', '為什麼：{level}', 'Why: {level}'],
  moveTitle: ['这次等级变化的来龙去脉', '這次等級變動的來龍去脈', 'Why the level moved'],
  whyActivity: ['为什么：{activity}', '為什麼：{activity}', 'Why: {activity}'],
  activityTitle: ['这次互动的来龙去脉', '這次互動的來龍去脈', 'What the activity gave, and why'],
  whyIssue: ['为什么没有发放：{name}', '為什麼沒有發放：{name}', 'Why not issued: {name}'],
  issueTitle: ['为什么没有发放', '為什麼沒有發放', 'Why it was not issued'],
  audience: ['讲给谁听', '講給誰聽', 'Told to'],
  nothing: ['没有要告诉这位读者的理由。', '沒有要告訴這位讀者的理由。', 'There is nothing that this reader is told.'],
})

export const audienceWords = phrases({
  cashier: ['收银员', '收銀員', 'Cashier'],
  member: ['会员', '會員', 'Member'],
  auditor: ['审计', '稽核', 'Auditor'],
})

export const chapterWords = phrases({
  goods: ['商品和价格', '商品和價格', 'Goods and prices'],
  offers: ['优惠', '優惠', 'Offers'],
  'points-used': ['用掉的积分', '用掉的積分', 'Points used'],
  'points-earned': ['获得的积分', '獲得的積分', 'Points earned'],
  benefits: ['权益', '權益', 'Benefits'],
  limits: ['上限', '上限', 'Limits'],
  levels: ['等级', '等級', 'Levels'],
  validity: ['有效期', '有效期', 'Validity'],
  refused: ['被拒绝的请求', '被拒絕的請求', 'Refused'],
  refund: ['之后的退货', '之後的退貨', 'Refunds since'],
})
