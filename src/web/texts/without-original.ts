import { phrases } from './phrases.ts'

export const withoutOriginalTexts = phrases({
  open: ['没有小票也找不到？无票退货', '沒有收據也找不到？無票退貨', 'No receipt to be found? Refund without it'],
  title: ['无票退货', '無票退貨', 'Refund without receipt'],
  about: [
    '不知道是哪张小票，所以只退钱：会员的积分和等级都不变。先用会员找一找小票，找到了积分才能一起退。',
    '不知道是哪張收據，所以只退錢：會員的積分和等級都不變。先用會員找一找收據，找到了積分才能一起退。',
    'Nobody knows which receipt it was, so money alone goes back: points and level stay. Look for the receipt by the member first; only with it do the points come back, too.',
  ],
  amount: ['退给顾客的金额（{symbol}）', '退給顧客的金額（{symbol}）', 'Money back ({symbol})'],
  member: ['会员（没有就空着）', '會員（沒有就空著）', 'Member, if there is one'],
  needsColleague: [
    '需要客服、运营或老板在这里授权。',
    '需要客服、營運或老闆在這裡授權。',
    'A service agent, operations or the owner approves it here.',
  ],
  ask: ['退 {amount}（{goods}）。确定吗？', '退 {amount}（{goods}）。確定嗎？', 'Give {amount} back for {goods}?'],
  approveAbout: [
    '退 {amount}（{goods}）。请客服、运营或老板看过商品后，在这里输入自己的邮箱和密码。收银员不用退出登录。授权 2 分钟内有效，只用于这一笔。',
    '退 {amount}（{goods}）。請客服、營運或老闆看過商品後，在這裡輸入自己的電子郵件和密碼。收銀員不用登出。授權 2 分鐘內有效，只用於這一筆。',
    '{amount} back for {goods}. A service agent, operations or the owner looks at the goods and enters their own e-mail and password here. You stay signed in. It holds for two minutes and for this refund alone.',
  ],
  lost: ['小票丢失', '收據遺失', 'The receipt is lost'],
  gift: ['礼物退回', '禮物退回', 'It was a gift'],
  faulty: ['商品有质量问题', '商品有品質問題', 'The goods are faulty'],
  notFound: ['系统里查不到小票', '系統裡查不到收據', 'The receipt is not in the system'],
  sku: ['请扫或输入商品编号。', '請掃或輸入商品編號。', 'Scan the goods, or type their SKU.'],
  quantity: [
    '数量是 1 到 9999 的整数。',
    '數量是 1 到 9999 的整數。',
    'The quantity is a whole number from 1 to 9999.',
  ],
  amountOdd: [
    '请输入退给顾客的金额，例如 39.90，最多 100000。',
    '請輸入退給顧客的金額，例如 39.90，最多 100000。',
    'Type the money that goes back, such as 39.90, at most 100,000.',
  ],
  reason: ['请选或写一个原因。', '請選或寫一個原因。', 'Choose a reason, or write one.'],
})
