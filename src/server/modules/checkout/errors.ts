import { type RefusalCode, refusalTexts } from '../../../program/index.ts'
import { ErrorFamily, type ErrorText } from '../../platform/errors.ts'

export const checkoutErrors = new ErrorFamily('checkout', {
  'unknown-store': {
    failure: 'refused',
    'zh-CN': '没有这家门店：{store}',
    'zh-TW': '沒有這家門市：{store}',
    en: 'There is no store {store}.',
  },
  'unknown-till': {
    failure: 'refused',
    'zh-CN': '门店 {store} 没有收银台 {till}',
    'zh-TW': '門市 {store} 沒有收銀台 {till}',
    en: 'Store {store} has no till {till}.',
  },
  'other-store': {
    failure: 'forbidden',
    'zh-CN': '您没有门店 {store} 的权限。',
    'zh-TW': '您沒有門市 {store} 的權限。',
    en: 'You may not act for store {store}.',
  },
  'quantity-not-positive': {
    failure: 'refused',
    'zh-CN': '第 {lineNumber} 行：数量必须大于 0（退货请用退货功能）。',
    'zh-TW': '第 {lineNumber} 行：數量必須大於 0（退貨請用退貨功能）。',
    en: 'Line {lineNumber}: the quantity must be more than 0 (use a refund for returns).',
  },
  'quantity-not-whole': {
    failure: 'refused',
    'zh-CN': '第 {lineNumber} 行：数量必须是整数，称重商品请按克填写。',
    'zh-TW': '第 {lineNumber} 行：數量必須是整數，秤重商品請按克填寫。',
    en: 'Line {lineNumber}: pieces are whole numbers. Weighed goods are entered in grams.',
  },
  'quantity-or-grams': {
    failure: 'refused',
    'zh-CN': '第 {lineNumber} 行：请填写件数或克数，二者选一。',
    'zh-TW': '第 {lineNumber} 行：請填寫件數或克數，二者選一。',
    en: 'Line {lineNumber}: give either the pieces or the grams, one of the two.',
  },
  'wrong-unit': {
    failure: 'refused',
    'zh-CN': '第 {lineNumber} 行：商品 {sku} 应按{unit}销售。',
    'zh-TW': '第 {lineNumber} 行：商品 {sku} 應按{unit}銷售。',
    en: 'Line {lineNumber}: {sku} is sold by the {unit}.',
  },
  'amount-not-valid': {
    failure: 'refused',
    'zh-CN': '第 {lineNumber} 行：{what}不能是负数，也不能有不足一分的小数。',
    'zh-TW': '第 {lineNumber} 行：{what}不能是負數，也不能有不足一分的小數。',
    en: 'Line {lineNumber}: the {what} cannot be below zero or have fractions of a 分.',
  },
  'amount-too-large': {
    failure: 'refused',
    'zh-CN': '第 {lineNumber} 行：金额太大，请检查单价和数量。',
    'zh-TW': '第 {lineNumber} 行：金額太大，請檢查單價和數量。',
    en: 'Line {lineNumber}: the amount is too large. Check price and quantity.',
  },
  'discount-above-price': {
    failure: 'refused',
    'zh-CN': '第 {lineNumber} 行：手工优惠不能超过这一行的金额。',
    'zh-TW': '第 {lineNumber} 行：手工優惠不能超過這一行的金額。',
    en: 'Line {lineNumber}: the manual discount is more than the line costs.',
  },
  'discount-needs-reason': {
    failure: 'refused',
    'zh-CN': '第 {lineNumber} 行：手工优惠请写明原因。',
    'zh-TW': '第 {lineNumber} 行：手工優惠請寫明原因。',
    en: 'Line {lineNumber}: say why the manual discount is given.',
  },
  'line-twice': {
    failure: 'refused',
    'zh-CN': '行号 {lineNumber} 出现了两次。',
    'zh-TW': '行號 {lineNumber} 出現了兩次。',
    en: 'Line number {lineNumber} is there twice.',
  },
  'too-many-lines': {
    failure: 'refused',
    'zh-CN': '一张小票最多 {most} 行，这张有 {lines} 行，请分成几张。',
    'zh-TW': '一張收據最多 {most} 行，這張有 {lines} 行，請分成幾張。',
    en: 'A receipt has at most {most} lines; this one has {lines}. Split it.',
  },
  'text-not-legible': {
    failure: 'refused',
    'zh-CN': '请求中有无法保存的字符，请检查收银机的文字编码。',
    'zh-TW': '請求中有無法儲存的字元，請檢查收銀機的文字編碼。',
    en: 'The request has characters that cannot be kept. Check the text encoding of the till.',
  },
  'unknown-goods': {
    failure: 'refused',
    'zh-CN': '第 {lineNumber} 行：商品目录里没有 {sku}。',
    'zh-TW': '第 {lineNumber} 行：商品目錄裡沒有 {sku}。',
    en: 'Line {lineNumber}: the catalogue has no goods {sku}.',
  },
  'sold-in-future': {
    failure: 'refused',
    'zh-CN': '销售时间 {soldAt} 在未来，请检查收银机的时钟。',
    'zh-TW': '銷售時間 {soldAt} 在未來，請檢查收銀機的時鐘。',
    en: 'The time of sale {soldAt} is in the future. Check the clock of the till.',
  },
  'sold-too-long-ago': {
    failure: 'refused',
    'zh-CN': '销售时间 {soldAt} 太久远（最多 {days} 天前），请检查日期。',
    'zh-TW': '銷售時間 {soldAt} 太久遠（最多 {days} 天前），請檢查日期。',
    en: 'The time of sale {soldAt} is too long ago ({days} days at most). Check the date.',
  },
  'program-not-in-force': {
    failure: 'refused',
    'zh-CN': '方案 {program} 第 {version} 版在销售前 {hours} 小时内没有在门店 {store} 生效过，不能按它结算。',
    'zh-TW': '方案 {program} 第 {version} 版在銷售前 {hours} 小時內沒有在門市 {store} 生效過，不能按它結算。',
    en: 'Version {version} of program {program} was not in force in store {store} within {hours} hours before the sale, so it cannot decide it.',
  },
  'tenders-differ': {
    failure: 'refused',
    'zh-CN': '付款合计 {tenderedCents}，应付 {payableCents}，两者不一致。',
    'zh-TW': '付款合計 {tenderedCents}，應付 {payableCents}，兩者不一致。',
    en: 'The tenders add up to {tenderedCents}, but {payableCents} is to be paid.',
  },
  'price-changed': {
    failure: 'conflict',
    'zh-CN': '应付金额已变为 {payableCents}（收银台显示 {expectedCents}），请按新的试算结果确认。',
    'zh-TW': '應付金額已變為 {payableCents}（收銀台顯示 {expectedCents}），請按新的試算結果確認。',
    en: 'The amount to pay is now {payableCents} (the till showed {expectedCents}). Confirm the fresh quote.',
  },
  'receipt-number-used': {
    failure: 'conflict',
    'zh-CN': '小票号 {number} 已经结算过了，不能重复使用。',
    'zh-TW': '收據號碼 {number} 已經結帳過了，不能重複使用。',
    en: 'Receipt number {number} was settled before and cannot be used again.',
  },
  'refund-number-used': {
    failure: 'conflict',
    'zh-CN': '退货单号 {number} 已经用过了，不能重复使用。',
    'zh-TW': '退貨單號 {number} 已經用過了，不能重複使用。',
    en: 'Refund number {number} was used before and cannot be used again.',
  },
  'no-such-receipt': {
    failure: 'not-found',
    'zh-CN': '找不到这张小票。',
    'zh-TW': '找不到這張收據。',
    en: 'This receipt does not exist.',
  },
  'no-such-line': {
    failure: 'refused',
    'zh-CN': '小票上没有第 {lineNumber} 行。',
    'zh-TW': '收據上沒有第 {lineNumber} 行。',
    en: 'The receipt has no line {lineNumber}.',
  },
  'refund-too-much': {
    failure: 'refused',
    'zh-CN': '第 {lineNumber} 行：买了 {units}，还可退 {left}，不能退 {wanted}。',
    'zh-TW': '第 {lineNumber} 行：買了 {units}，還可退 {left}，不能退 {wanted}。',
    en: 'Line {lineNumber}: {units} were bought, {left} can still come back, {wanted} is too many.',
  },
  'nothing-left-to-refund': {
    failure: 'refused',
    'zh-CN': '这张小票已经全部退完。',
    'zh-TW': '這張收據已經全部退完。',
    en: 'Everything on this receipt has come back already.',
  },
  'refund-address-missing': {
    failure: 'refused',
    'zh-CN': '请写明退哪张小票，或按无票退货处理并写明原因。',
    'zh-TW': '請寫明退哪張收據，或按無票退貨處理並寫明原因。',
    en: 'Say which receipt the refund is of, or record it as a refund without receipt, with a reason.',
  },
  'without-original-forbidden': {
    failure: 'forbidden',
    'zh-CN': '无票退货需要客服或店长办理。',
    'zh-TW': '無票退貨需要客服或店長辦理。',
    en: 'A refund without receipt is for service staff or the manager.',
  },
  'void-other-day': {
    failure: 'refused',
    'zh-CN': '只能作废当天的小票，以前的请办理退货。',
    'zh-TW': '只能作廢當天的收據，以前的請辦理退貨。',
    en: 'Only receipts of today can be voided; refund older ones.',
  },
  'void-after-refund': {
    failure: 'refused',
    'zh-CN': '这张小票已有退货，不能作废；请把剩余商品办理退货。',
    'zh-TW': '這張收據已有退貨，不能作廢；請把剩餘商品辦理退貨。',
    en: 'Part of this receipt has come back: it cannot be voided any more. Refund the rest.',
  },
  'already-voided': {
    failure: 'refused',
    'zh-CN': '这张小票已经作废。',
    'zh-TW': '這張收據已經作廢。',
    en: 'This receipt is voided already.',
  },
  'hold-gone': {
    failure: 'refused',
    'zh-CN': '预占的积分已经过期或用掉，请重新试算。',
    'zh-TW': '預占的積分已經過期或用掉，請重新試算。',
    en: 'The points that were set aside are no longer. Ask for a new quote.',
  },
  'member-busy': {
    failure: 'unavailable',
    'zh-CN': '这位会员或这张小票正被另一项操作占用，什么都没有写入，请几秒后重试。',
    'zh-TW': '這位會員或這張收據正被另一項操作佔用，什麼都沒有寫入，請幾秒後重試。',
    en: 'Something else is working on this member or receipt just now. Nothing was written; try again in a few seconds.',
  },
  'nothing-to-hold': {
    failure: 'refused',
    'zh-CN': '没有可预占的积分。',
    'zh-TW': '沒有可預占的積分。',
    en: 'There are no points to set aside.',
  },
})

/** Names the codes of what a program refuses; the sentences are made in refusal.ts. */
export const programRefusals = new ErrorFamily<RefusalCode>('program', refusedTable())

function refusedTable(): Record<RefusalCode, ErrorText> {
  const refused = (code: RefusalCode): ErrorText => ({ failure: 'refused', ...refusalTexts[code] })
  return {
    'redeem-unknown-rule': refused('redeem-unknown-rule'),
    'redeem-needs-member': refused('redeem-needs-member'),
    'redeem-twice': refused('redeem-twice'),
    'redeem-not-now': refused('redeem-not-now'),
    'redeem-step': refused('redeem-step'),
    'redeem-below-minimum': refused('redeem-below-minimum'),
    'redeem-above-maximum': refused('redeem-above-maximum'),
    'redeem-not-enough': refused('redeem-not-enough'),
    'redeem-more-than-basket': refused('redeem-more-than-basket'),
    'coupon-not-yet': refused('coupon-not-yet'),
    'coupon-over': refused('coupon-over'),
    'coupon-blackout': refused('coupon-blackout'),
    'coupon-not-now': refused('coupon-not-now'),
    'coupon-gift-due': refused('coupon-gift-due'),
    'coupon-takes-nothing': refused('coupon-takes-nothing'),
    'coupon-needs-member': refused('coupon-needs-member'),
    'coupon-not-held': refused('coupon-not-held'),
    'coupon-not-together': refused('coupon-not-together'),
    'redeem-guard': refused('redeem-guard'),
    'reward-limit': refused('reward-limit'),
    'basket-too-large': refused('basket-too-large'),
  }
}
