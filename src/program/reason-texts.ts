import type { Texts } from '../shared/languages.ts'
import { offerReasonTexts } from './offer-reason-texts.ts'

/** Every sentence that a decision can give as its reason. */
export const reasonTexts = {
  ...offerReasonTexts,
  'earn-per-money': {
    'zh-CN': '{name}：计分金额 {baseCents}，每 {perCents} 得 {points} 分',
    'zh-TW': '{name}：計分金額 {baseCents}，每 {perCents} 得 {points} 分',
    en: '{name}: {baseCents} counts, {points} points for every {perCents}',
  },
  'earn-per-whole': {
    'zh-CN': '{name}：计分金额 {baseCents}，每满 {perCents} 得 {points} 分，共 {times} 个',
    'zh-TW': '{name}：計分金額 {baseCents}，每滿 {perCents} 得 {points} 分，共 {times} 個',
    en: '{name}: {baseCents} counts, {points} points for each whole {perCents}, {times} times',
  },
  'earn-per-item': {
    'zh-CN': '{name}：{items} 件，每件 {points} 分',
    'zh-TW': '{name}：{items} 件，每件 {points} 分',
    en: '{name}: {items} pieces, {points} points each',
  },
  'earn-per-receipt': {
    'zh-CN': '{name}：每单 {points} 分',
    'zh-TW': '{name}：每單 {points} 分',
    en: '{name}: {points} points per receipt',
  },
  'earn-per-occasion': {
    'zh-CN': '{name}：{points} 分',
    'zh-TW': '{name}：{points} 分',
    en: '{name}: {points} points',
  },
  'points-for-reward': {
    'zh-CN': '{name}：用 {points} 分换 {times} 次',
    'zh-TW': '{name}：用 {points} 分換 {times} 次',
    en: '{name}: {points} points, {times} times',
  },
  'reward-given': {
    'zh-CN': '兑换{name}：得 {points} 分',
    'zh-TW': '兌換{name}：得 {points} 分',
    en: '{name}, for points: {points} points',
  },
  'benefit-given': {
    'zh-CN': '权益“{name}”：{points} 分',
    'zh-TW': '權益「{name}」：{points} 分',
    en: 'Benefit {name}: {points} points',
  },
  'benefit-issued': {
    'zh-CN': '权益“{name}”已按时发放，{when} 起可用',
    'zh-TW': '權益「{name}」已按時發放，{when} 起可用',
    en: 'Benefit {name} was issued when its time came, usable from {when}',
  },
  'benefit-for-activity': {
    'zh-CN': '权益“{name}”已因这次互动发放，{when} 起可用',
    'zh-TW': '權益「{name}」已因這次互動發放，{when} 起可用',
    en: 'Benefit {name} was issued for this activity, usable from {when}',
  },
  'benefit-not-issued': {
    'zh-CN': '权益“{name}”没有发放：{why}',
    'zh-TW': '權益「{name}」沒有發放：{why}',
    en: 'Benefit {name} was not issued: {why}',
  },
  'reward-cancelled': {
    'zh-CN': '取消兑换{name}：归还 {points} 分',
    'zh-TW': '取消兌換{name}：歸還 {points} 分',
    en: '{name} was cancelled: {points} points back',
  },
  'times-applied': {
    'zh-CN': '{name}：积分 ×{times}',
    'zh-TW': '{name}：積分 ×{times}',
    en: '{name}: points ×{times}',
  },
  'times-lost': {
    'zh-CN': '{name}（×{times}）未采用：多个倍数只取最高的一个，已按{winner}（×{winnerTimes}）计',
    'zh-TW': '{name}（×{times}）未採用：多個倍數只取最高的一個，已按{winner}（×{winnerTimes}）計',
    en: '{name} (×{times}) was not used: of several multipliers only the highest counts, {winner} (×{winnerTimes})',
  },
  'rule-not-applied': {
    'zh-CN': '{name} 未适用：{condition}',
    'zh-TW': '{name} 未適用：{condition}',
    en: '{name} did not apply: {condition}',
  },
  'rule-lost': {
    'zh-CN': '{name}未采用：同组只算一条，已按{winner}计',
    'zh-TW': '{name}未採用：同組只算一條，已按{winner}計',
    en: '{name} was not used: only one of its group counts, {winner}',
  },
  'limit-reached': {
    'zh-CN': '{name}已达上限（{limit}），这次不再给',
    'zh-TW': '{name}已達上限（{limit}），這次不再給',
    en: '{name} has reached its limit ({limit}): nothing this time',
  },
  'limit-cut': {
    'zh-CN': '{name}到上限为止（{limit}），这次只给 {points} 分',
    'zh-TW': '{name}到上限為止（{limit}），這次只給 {points} 分',
    en: '{name} stops at its limit ({limit}): {points} points this time',
  },
  'asset-limit-cut': {
    'zh-CN': '{name}有上限（{limit}）：本应得 {wanted}，实得 {points}',
    'zh-TW': '{name}有上限（{limit}）：本應得 {wanted}，實得 {points}',
    en: '{name} has a limit ({limit}): {points} instead of {wanted}',
  },
  'lines-not-counted': {
    'zh-CN': '{amountCents} 不计积分（运费、小费、礼品卡或定金）',
    'zh-TW': '{amountCents} 不計積分（運費、小費、禮品卡或訂金）',
    en: '{amountCents} does not count (shipping, tips, gift cards or deposits)',
  },
  'points-part-not-counted': {
    'zh-CN': '积分抵扣的 {amountCents} 不再计积分',
    'zh-TW': '積分抵扣的 {amountCents} 不再計積分',
    en: 'The {amountCents} paid by points earn none',
  },
  'rounded-down': {
    'zh-CN': '不足 1 分的部分舍去',
    'zh-TW': '不足 1 分的部分捨去',
    en: 'Fractions of a point are dropped',
  },
  'rounded-nearest': { 'zh-CN': '积分四舍五入', 'zh-TW': '積分四捨五入', en: 'Rounded to the nearest point' },
  'rounded-up': { 'zh-CN': '不足 1 分按 1 分计', 'zh-TW': '不足 1 分按 1 分計', en: 'Rounded up to whole points' },
  'valid-through': {
    'zh-CN': '有效期至 {lastDay}（当日含）',
    'zh-TW': '有效期至 {lastDay}（含當日）',
    en: 'Can be used through {lastDay}',
  },
  'valid-while-active': {
    'zh-CN': '有效期至 {lastDay}（当日含）；其间有{things}就从那天起重新计 {length}',
    'zh-TW': '有效期至 {lastDay}（含當日）；其間有{things}就從那天起重新計 {length}',
    en: 'Can be used through {lastDay}; each {things} until then gives another {length}',
  },
  'pending-through': {
    'zh-CN': '待生效，{firstDay} 起可用',
    'zh-TW': '待生效，{firstDay} 起可用',
    en: 'Pending: can be used from {firstDay}',
  },
  'pending-until': {
    'zh-CN': '待生效，登记“{activity}”之后可用',
    'zh-TW': '待生效，登記「{activity}」之後可用',
    en: 'Pending: can be used once "{activity}" is reported',
  },
  'valid-for-ever': { 'zh-CN': '长期有效', 'zh-TW': '長期有效', en: 'Never expires' },
  'guest-earns-nothing': { 'zh-CN': '散客不积分', 'zh-TW': '散客不積分', en: 'Guests earn no points' },
  'no-program': {
    'zh-CN': '销售时这家门店没有生效的会员方案',
    'zh-TW': '銷售時這家門市沒有生效的會員方案',
    en: 'No program was in force in this store when it was sold',
  },
  'sold-early': {
    'zh-CN': '{name}：这位顾客原本 {when} 起可以购买，已放行，原因：{why}',
    'zh-TW': '{name}：這位顧客原本 {when} 起可以購買，已放行，原因：{why}',
    en: '{name}: this customer could buy it from {when}; it was let pass because: {why}',
  },
  'bought-early': {
    'zh-CN': '{name}：{when} 起才对所有人开售，凭权益“{benefit}”提前购买',
    'zh-TW': '{name}：{when} 起才對所有人開賣，憑權益「{benefit}」提前購買',
    en: '{name}: on sale for everybody from {when}; bought before by the benefit "{benefit}"',
  },
  'early-access-idle': {
    'zh-CN': '这里没有未开售的商品，不需要放行（填写的原因：{why}）',
    'zh-TW': '這裡沒有未開賣的商品，不需要放行（填寫的原因：{why}）',
    en: 'Nothing here is too early for this customer; the reason given was not needed: {why}',
  },
  'without-original': {
    'zh-CN': '没有原小票：只退钱，积分和等级不变。原因：{why}',
    'zh-TW': '沒有原收據：只退錢，積分和等級不變。原因：{why}',
    en: 'Without its receipt: money only, points and level stay. Reason: {why}',
  },
  'approved-at-till': {
    'zh-CN': '同事授权：{approver} 同意，{cashier} 收银',
    'zh-TW': '同事授權：{approver} 同意，{cashier} 結帳',
    en: 'Approved by {approver} at the till of {cashier}',
  },
  'decided-offline': {
    'zh-CN':
      '收银台离线时按“{program}”第 {version} 版计算，照此结算；销售时门店生效的是“{otherProgram}”第 {otherVersion} 版',
    'zh-TW':
      '收銀台離線時按「{program}」第 {version} 版計算，照此結算；銷售時門市生效的是「{otherProgram}」第 {otherVersion} 版',
    en: 'The till was offline and decided by version {version} of {program}, which is kept; version {otherVersion} of {otherProgram} was in force when it was sold',
  },
  'decided-offline-alone': {
    'zh-CN': '收银台离线时按“{program}”第 {version} 版计算，照此结算；销售时门店没有生效的会员方案',
    'zh-TW': '收銀台離線時按「{program}」第 {version} 版計算，照此結算；銷售時門市沒有生效的會員方案',
    en: 'The till was offline and decided by version {version} of {program}, which is kept; no program was in force in the store when it was sold',
  },
  'level-price': {
    'zh-CN': '{level}会员价：{baseCents} 优惠 {discountPercent}，减 {offCents}',
    'zh-TW': '{level}會員價：{baseCents} 優惠 {discountPercent}，減 {offCents}',
    en: '{level} price: {discountPercent} off {baseCents}, {offCents} less',
  },
  'level-price-lost': {
    'zh-CN': '{level}会员价未采用：这些商品按{winner}会员价更优惠（{winnerPercent}，原可优惠 {discountPercent}）',
    'zh-TW': '{level}會員價未採用：這些商品按{winner}會員價更優惠（{winnerPercent}，原可優惠 {discountPercent}）',
    en: '{level} price was not used: the {winner} price takes more off ({winnerPercent} instead of {discountPercent})',
  },
  'points-off': {
    'zh-CN': '{name}：用 {points} 分抵 {offCents}（每 {step} 分抵 {stepCents}）',
    'zh-TW': '{name}：用 {points} 分抵 {offCents}（每 {step} 分抵 {stepCents}）',
    en: '{name}: {points} points for {offCents} off ({stepCents} for every {step})',
  },
  'level-reached': {
    'zh-CN': '{measure}达到 {value}（门槛 {threshold}，{from} 至 {through}），升为{level}',
    'zh-TW': '{measure}達到 {value}（門檻 {threshold}，{from} 至 {through}），升為{level}',
    en: '{measure} reached {value} (needed {threshold}, {from} to {through}): now {level}',
  },
  'score-part': {
    'zh-CN': '会员分数：{measure} {value}，计 {points} 分',
    'zh-TW': '會員分數：{measure} {value}，計 {points} 分',
    en: 'Score: {measure} {value} count {points}',
  },
  'level-removed': {
    'zh-CN': '等级“{level}”已从方案中取消，原会员按{standIn}计',
    'zh-TW': '等級「{level}」已從方案中取消，原會員按{standIn}計',
    en: 'The program has no level {level} any more; who had it counts as {standIn}',
  },
  'level-granted': {
    'zh-CN': '{level}由店家邀请授予：{why}',
    'zh-TW': '{level}由店家邀請授予：{why}',
    en: '{level} granted by invitation: {why}',
  },
  'level-granted-for': {
    'zh-CN': '完成 {event}，授予{level}',
    'zh-TW': '完成 {event}，授予{level}',
    en: '{level} granted for {event}',
  },
  'level-bought': {
    'zh-CN': '购买 {sku}，授予{level}',
    'zh-TW': '購買 {sku}，授予{level}',
    en: '{level} comes with {sku}',
  },
  'level-for-points': {
    'zh-CN': '用积分晋升一级：{level}，保留到 {lastDay}（含当天）',
    'zh-TW': '用積分晉升一級：{level}，保留到 {lastDay}（含當天）',
    en: 'One level up for points: {level}, held through {lastDay}',
  },
  'level-step': {
    'zh-CN': '晋升一级：{level}',
    'zh-TW': '晉升一級：{level}',
    en: 'One level up: {level}',
  },
  'level-grant-ended': {
    'zh-CN': '{level}的授予到 {lastDay} 为止，回到{back}',
    'zh-TW': '{level}的授予到 {lastDay} 為止，回到{back}',
    en: 'The grant of {level} ended on {lastDay}: back to {back}',
  },
  'level-grant-returned': {
    'zh-CN': '带来{level}的商品已退货，授予收回，回到{back}',
    'zh-TW': '帶來{level}的商品已退貨，授予收回，回到{back}',
    en: 'What came with {level} was returned; the grant is taken back: now {back}',
  },
  'level-set': {
    'zh-CN': '人工设为{level}：{why}',
    'zh-TW': '人工設為{level}：{why}',
    en: 'Set to {level} by hand: {why}',
  },
  'level-locked': {
    'zh-CN': '等级锁定至 {lastDay}（当日含），期间不升不降：{why}',
    'zh-TW': '等級鎖定至 {lastDay}（含當日），期間不升不降：{why}',
    en: 'Locked through {lastDay}, neither rising nor falling: {why}',
  },
  'level-unlocked': {
    'zh-CN': '解除等级锁定：{why}',
    'zh-TW': '解除等級鎖定：{why}',
    en: 'The lock was lifted: {why}',
  },
  'level-undone': {
    'zh-CN': '这张小票退货后不再满足{level}的条件，它带来的升级撤销，回到{back}',
    'zh-TW': '這張收據退貨後不再滿足{level}的條件，它帶來的升級撤銷，回到{back}',
    en: 'Without this receipt {level} is not reached; the rise it caused is undone: back to {back}',
  },
  'level-reviewed-down': {
    'zh-CN': '复评：{measure}为 {value}（保级需 {threshold}，{from} 至 {through}），降为{level}',
    'zh-TW': '複評：{measure}為 {value}（保級需 {threshold}，{from} 至 {through}），降為{level}',
    en: 'Review: {measure} was {value} (needed {threshold} to stay, {from} to {through}): now {level}',
  },
  'refund-takes-back': {
    'zh-CN': '退货收回这张小票送出的 {points} 分',
    'zh-TW': '退貨收回這張收據送出的 {points} 分',
    en: 'The refund takes back {points} points that this receipt had earned',
  },
  'refund-gives-back': {
    'zh-CN': '退货归还这张小票用掉的 {points} 分，回到原来的批次和有效期',
    'zh-TW': '退貨歸還這張收據用掉的 {points} 分，回到原來的批次和有效期',
    en: 'The refund gives back {points} points used on this receipt, to their own lots and dates',
  },
  'refund-share': {
    'zh-CN': '第 {lineNumber} 行：共 {units}，退 {returned}，按比例计算',
    'zh-TW': '第 {lineNumber} 行：共 {units}，退 {returned}，按比例計算',
    en: 'Line {lineNumber}: {returned} of {units} came back, counted in proportion',
  },
  'became-debt': {
    'zh-CN': '其中 {points} 分已经用掉，记为欠分，从以后的积分中扣除',
    'zh-TW': '其中 {points} 分已經用掉，記為欠分，從以後的積分中扣除',
    en: '{points} of them were already spent: the member owes them, and future points settle it',
  },
  'had-expired': {
    'zh-CN': '其中 {points} 分没有用过就已过期清零，不再收回',
    'zh-TW': '其中 {points} 分沒有用過就已過期清零，不再收回',
    en: '{points} of them had expired unused: nothing is owed for them',
  },
  'was-absorbed': {
    'zh-CN': '其中 {points} 分已经用掉，由店家承担并记录',
    'zh-TW': '其中 {points} 分已經用掉，由店家承擔並記錄',
    en: '{points} of them were already spent: the shop absorbs them, on record',
  },
  'debt-settled': {
    'zh-CN': '其中 {points} 分用于抵扣以前的欠分',
    'zh-TW': '其中 {points} 分用於抵扣以前的欠分',
    en: '{points} of them settle points owed from before',
  },
  expired: {
    'zh-CN': '{points} 分到期清零（有效期至 {lastDay}）',
    'zh-TW': '{points} 分到期清零（有效期至 {lastDay}）',
    en: '{points} points expired (could be used through {lastDay})',
  },
  'expired-while-away': {
    'zh-CN': '归还的 {points} 分所在批次已过期（有效期至 {lastDay}），随即清零',
    'zh-TW': '歸還的 {points} 分所在批次已過期（有效期至 {lastDay}），隨即清零',
    en: '{points} of the points given back belong to a lot that ended ({lastDay}) and expire at once',
  },
  'grace-given': {
    'zh-CN': '归还的 {points} 分原批次已过期，宽限至 {lastDay}',
    'zh-TW': '歸還的 {points} 分原批次已過期，寬限至 {lastDay}',
    en: '{points} of the points given back had expired; they can be used through {lastDay}',
  },
  'receipt-voided': { 'zh-CN': '整张小票作废', 'zh-TW': '整張收據作廢', en: 'The whole receipt was voided' },
  adjusted: { 'zh-CN': '人工调整：{why}', 'zh-TW': '人工調整：{why}', en: 'Adjusted by hand: {why}' },
  'transferred-to': {
    'zh-CN': '转赠给会员 {otherMember}：{why}（转赠编号 {transferId}）',
    'zh-TW': '轉贈給會員 {otherMember}：{why}（轉贈編號 {transferId}）',
    en: 'Given to member {otherMember}: {why} (transfer {transferId})',
  },
  'transferred-from': {
    'zh-CN': '会员 {otherMember} 转赠：{why}，有效期不变（转赠编号 {transferId}）',
    'zh-TW': '會員 {otherMember} 轉贈：{why}，有效期不變（轉贈編號 {transferId}）',
    en: 'Given by member {otherMember}: {why}; the points keep their end (transfer {transferId})',
  },
  'opening-balance': { 'zh-CN': '期初余额：{why}', 'zh-TW': '期初餘額：{why}', en: 'Opening balance: {why}' },
} as const satisfies Record<string, Texts>

/** The words of conditions, as what did not hold. */
export const conditionTexts: Readonly<Record<string, Texts>> = {
  level: {
    'zh-CN': '会员不是所要求的等级',
    'zh-TW': '會員不是所要求的等級',
    en: 'the member does not have one of the levels',
  },
  birthday: {
    'zh-CN': '不在会员生日的时段内（或没有登记生日）',
    'zh-TW': '不在會員生日的時段內（或沒有登記生日）',
    en: 'it is not the time of the birthday (or none is known)',
  },
  'first-purchase': {
    'zh-CN': '不是会员的第一笔消费',
    'zh-TW': '不是會員的第一筆消費',
    en: 'it is not the first purchase',
  },
  'not-first-purchase': {
    'zh-CN': '这是会员的第一笔消费',
    'zh-TW': '這是會員的第一筆消費',
    en: 'it is the first purchase',
  },
  store: { 'zh-CN': '不在指定的门店', 'zh-TW': '不在指定的門市', en: 'it is another store' },
  'basket-from': { 'zh-CN': '金额未达到要求', 'zh-TW': '金額未達到要求', en: 'the basket is too small' },
  class: { 'zh-CN': '没有指定品类的商品', 'zh-TW': '沒有指定品類的商品', en: 'there are no goods of the class' },
  brand: { 'zh-CN': '没有指定品牌的商品', 'zh-TW': '沒有指定品牌的商品', en: 'there are no goods of the brand' },
  sku: { 'zh-CN': '没有指定的商品', 'zh-TW': '沒有指定的商品', en: 'the goods are not on the receipt' },
  weekday: { 'zh-CN': '不在指定的星期', 'zh-TW': '不在指定的星期', en: 'it is another day of the week' },
  hours: { 'zh-CN': '不在指定的时段', 'zh-TW': '不在指定的時段', en: 'it is another time of day' },
  'points-ended': {
    'zh-CN': '这种积分的有效期已经结束，不再发放',
    'zh-TW': '這種積分的有效期已經結束，不再發放',
    en: 'these points have ended, and no more are given',
  },
  from: { 'zh-CN': '活动尚未开始', 'zh-TW': '活動尚未開始', en: 'it has not begun' },
  through: { 'zh-CN': '活动已经结束', 'zh-TW': '活動已經結束', en: 'it is over' },
  'basket-below': { 'zh-CN': '金额超出范围', 'zh-TW': '金額超出範圍', en: 'the basket is too large' },
  'pieces-from': { 'zh-CN': '件数不够', 'zh-TW': '件數不夠', en: 'there are too few pieces' },
  'pieces-below': { 'zh-CN': '件数太多', 'zh-TW': '件數太多', en: 'there are too many pieces' },
  'price-from': { 'zh-CN': '没有单价够高的商品', 'zh-TW': '沒有單價夠高的商品', en: 'no goods are dear enough' },
  'price-below': { 'zh-CN': '没有单价够低的商品', 'zh-TW': '沒有單價夠低的商品', en: 'no goods are cheap enough' },
  'line-from': { 'zh-CN': '没有一行金额够高', 'zh-TW': '沒有一行金額夠高', en: 'no line comes to enough' },
  'line-below': { 'zh-CN': '没有一行金额够低', 'zh-TW': '沒有一行金額夠低', en: 'every line comes to too much' },
  'margin-from': {
    'zh-CN': '没有毛利够高的商品（或成本未知）',
    'zh-TW': '沒有毛利夠高的商品（或成本未知）',
    en: 'no goods have the margin (or their cost is unknown)',
  },
  'margin-below': {
    'zh-CN': '没有毛利够低的商品（或成本未知）',
    'zh-TW': '沒有毛利夠低的商品（或成本未知）',
    en: 'no goods have so little margin (or their cost is unknown)',
  },
  'points-held-from': { 'zh-CN': '手里的积分不够', 'zh-TW': '手裡的積分不夠', en: 'the member holds too few points' },
  channel: { 'zh-CN': '不是指定的渠道', 'zh-TW': '不是指定的通路', en: 'it is another channel' },
  tender: {
    'zh-CN': '付款方式不符（或还不知道）',
    'zh-TW': '付款方式不符（或還不知道）',
    en: 'it is paid in another way (or nobody knows yet)',
  },
  promoter: { 'zh-CN': '不是指定的导购', 'zh-TW': '不是指定的導購', en: 'somebody else sold it' },
  segment: {
    'zh-CN': '会员不在指定的人群里',
    'zh-TW': '會員不在指定的人群裡',
    en: 'the member is in none of the segments',
  },
  attribute: { 'zh-CN': '会员的属性不符', 'zh-TW': '會員的屬性不符', en: 'the member does not have the attribute' },
  gender: {
    'zh-CN': '会员的性别不符（或未知）',
    'zh-TW': '會員的性別不符（或未知）',
    en: 'the gender is another (or unknown)',
  },
  'age-from': {
    'zh-CN': '会员未到年龄（或未知）',
    'zh-TW': '會員未到年齡（或未知）',
    en: 'the member is too young (or of unknown age)',
  },
  'age-below': {
    'zh-CN': '会员超过年龄（或未知）',
    'zh-TW': '會員超過年齡（或未知）',
    en: 'the member is too old (or of unknown age)',
  },
  'joined-by': {
    'zh-CN': '会员不是以指定的方式入会的（或没有记录）',
    'zh-TW': '會員不是以指定的方式入會的（或沒有紀錄）',
    en: 'the member joined in another way (or nobody knows how)',
  },
  'joined-within': {
    'zh-CN': '入会已超过规定时间',
    'zh-TW': '入會已超過規定時間',
    en: 'the member joined too long ago',
  },
  month: { 'zh-CN': '不在指定的月份', 'zh-TW': '不在指定的月份', en: 'it is another month' },
  'month-day': { 'zh-CN': '不是每月的指定日子', 'zh-TW': '不是每月的指定日子', en: 'it is another day of the month' },
  'basket-has': {
    'zh-CN': '小票里没有所要求的全部商品',
    'zh-TW': '收據裡沒有所要求的全部商品',
    en: 'not all required goods are on the receipt',
  },
  all: { 'zh-CN': '条件没有全部满足', 'zh-TW': '條件沒有全部滿足', en: 'not all conditions hold' },
  any: { 'zh-CN': '没有一个条件满足', 'zh-TW': '沒有一個條件滿足', en: 'none of the conditions holds' },
  none: { 'zh-CN': '属于排除的情况', 'zh-TW': '屬於排除的情況', en: 'it is excluded' },
}

export const measureTexts = {
  'net-spend': { 'zh-CN': '消费净额', 'zh-TW': '消費淨額', en: 'Net spend' },
  'points-earned': { 'zh-CN': '获得积分', 'zh-TW': '獲得積分', en: 'Points earned' },
  visits: { 'zh-CN': '消费次数', 'zh-TW': '消費次數', en: 'Visits' },
  'active-months': { 'zh-CN': '有消费的月份', 'zh-TW': '有消費的月份', en: 'Months with a purchase' },
  score: { 'zh-CN': '会员分数', 'zh-TW': '會員分數', en: 'Score' },
} as const satisfies Record<string, Texts>

const namedMeasures: ReadonlyMap<string, Texts> = new Map(Object.entries(measureTexts))
export const measureName = (measure: string): Texts | undefined => namedMeasures.get(measure)
