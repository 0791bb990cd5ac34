import type { Texts } from '../shared/languages.ts'

/** What the member hears about points: 'as-said' in the cashier's words, 'untold' not at all. */
export const memberPointTellings = {
  'earn-per-money': 'as-said',
  'earn-per-whole': 'as-said',
  'earn-per-item': 'as-said',
  'earn-per-receipt': 'as-said',
  'earn-per-occasion': 'as-said',
  'points-for-reward': 'as-said',
  'reward-given': {
    'zh-CN': '您兑换了{name}：得 {points} 分',
    'zh-TW': '您兌換了{name}：得 {points} 分',
    en: 'You had {name} for points: {points} points',
  },
  'reward-cancelled': {
    'zh-CN': '{name}的兑换已取消，{points} 分退还给您',
    'zh-TW': '{name}的兌換已取消，{points} 分退還給您',
    en: '{name} was cancelled: you have {points} points back',
  },
  'benefit-given': {
    'zh-CN': '您的权益“{name}”：{points} 分',
    'zh-TW': '您的權益「{name}」：{points} 分',
    en: 'Your benefit {name}: {points} points',
  },
  'benefit-issued': {
    'zh-CN': '您的权益“{name}”已经到账，{when} 起可用',
    'zh-TW': '您的權益「{name}」已經入帳，{when} 起可用',
    en: 'Your benefit {name} is there for you from {when}',
  },
  'benefit-for-activity': {
    'zh-CN': '送您“{name}”，{when} 起可用',
    'zh-TW': '送您「{name}」，{when} 起可用',
    en: 'For this you have {name}, usable from {when}',
  },
  'benefit-not-issued': {
    'zh-CN': '您的权益“{name}”这次没能发给您：{why}',
    'zh-TW': '您的權益「{name}」這次沒能發給您：{why}',
    en: 'Your benefit {name} could not be given this time: {why}',
  },
  'times-applied': 'as-said',
  'times-lost': {
    'zh-CN': '已为您按更高的{winner}（×{winnerTimes}）计，{name}不叠加',
    'zh-TW': '已為您按更高的{winner}（×{winnerTimes}）計，{name}不疊加',
    en: '{winner} (×{winnerTimes}) gives you more and is not added to {name}',
  },
  'rule-not-applied': {
    'zh-CN': '{name}这次没有赶上：{condition}',
    'zh-TW': '{name}這次沒有趕上：{condition}',
    en: '{name} was not for you this time: {condition}',
  },
  'rule-lost': {
    'zh-CN': '{winner}与{name}只算一项，已为您按{winner}计',
    'zh-TW': '{winner}與{name}只算一項，已為您按{winner}計',
    en: 'Of {winner} and {name} only one counts: you got {winner}',
  },
  'limit-reached': {
    'zh-CN': '您的{name}已经领满（{limit}），这次没有再送',
    'zh-TW': '您的{name}已經領滿（{limit}），這次沒有再送',
    en: 'You have had all that {name} gives ({limit}), so nothing more this time',
  },
  'limit-cut': {
    'zh-CN': '您的{name}领到上限为止（{limit}），这次送您 {points} 分',
    'zh-TW': '您的{name}領到上限為止（{limit}），這次送您 {points} 分',
    en: '{name} ends at its limit ({limit}): you get {points} points this time',
  },
  'asset-limit-cut': {
    'zh-CN': '{name}有上限（{limit}）：这次送您 {points}，而不是 {wanted}',
    'zh-TW': '{name}有上限（{limit}）：這次送您 {points}，而不是 {wanted}',
    en: '{name} has a limit ({limit}): you get {points} instead of {wanted}',
  },
  'lines-not-counted': 'as-said',
  'points-part-not-counted': {
    'zh-CN': '您用积分抵扣的 {amountCents} 不再获得积分',
    'zh-TW': '您用積分抵扣的 {amountCents} 不再獲得積分',
    en: 'The {amountCents} that you paid with points earn none',
  },
  'rounded-down': 'as-said',
  'rounded-nearest': 'as-said',
  'rounded-up': 'as-said',
  'valid-through': {
    'zh-CN': '您可以用到 {lastDay}（当日含）',
    'zh-TW': '您可以用到 {lastDay}（含當日）',
    en: 'You can use them through {lastDay}',
  },
  'pending-through': {
    'zh-CN': '您从 {firstDay} 起可以使用',
    'zh-TW': '您從 {firstDay} 起可以使用',
    en: 'You can use them from {firstDay}',
  },
  'pending-until': {
    'zh-CN': '“{activity}”之后您就可以使用',
    'zh-TW': '「{activity}」之後您就可以使用',
    en: 'You can use them after "{activity}"',
  },
  'valid-while-active': {
    'zh-CN': '您可以用到 {lastDay}（当日含）；其间有{things}就从那天起重新计 {length}',
    'zh-TW': '您可以用到 {lastDay}（含當日）；其間有{things}就從那天起重新計 {length}',
    en: 'You can use them through {lastDay}; each {things} until then gives you another {length}',
  },
  'valid-for-ever': 'as-said',
  'guest-earns-nothing': {
    'zh-CN': '结账时报上会员号或手机号，您就能得积分',
    'zh-TW': '結帳時報上會員號或手機號，您就能得積分',
    en: 'Tell us your member number or phone when you pay, and you earn points',
  },
  'no-program': {
    'zh-CN': '您购买时这家门店还没有会员活动',
    'zh-TW': '您購買時這家門市還沒有會員活動',
    en: 'There was no membership program in this store when you bought this',
  },
  'sold-early': {
    'zh-CN': '{name}：原定 {when} 起可以购买，门店提前卖给了您',
    'zh-TW': '{name}：原定 {when} 起可以購買，門市提前賣給了您',
    en: '{name}: to be bought from {when}; the shop sold it to you earlier',
  },
  'bought-early': {
    'zh-CN': '{name}：{when} 才对所有人开售，您凭“{benefit}”提前买到',
    'zh-TW': '{name}：{when} 才對所有人開賣，您憑「{benefit}」提前買到',
    en: '{name}: on sale for everybody from {when}; your benefit "{benefit}" let you buy it before',
  },
  'early-access-idle': 'untold',
  'without-original': {
    'zh-CN': '没有原小票，只退了钱，您的积分和等级不变',
    'zh-TW': '沒有原收據，只退了錢，您的積分和等級不變',
    en: 'There was no receipt, so you got your money back, and your points and level stayed',
  },
  'approved-at-till': 'untold',
  'decided-offline': 'untold',
  'decided-offline-alone': 'untold',
  'points-off': 'as-said',
  'refund-takes-back': {
    'zh-CN': '商品退了，买它时送您的 {points} 分收回',
    'zh-TW': '商品退了，買它時送您的 {points} 分收回',
    en: 'You returned goods, so the {points} points that they brought you go back',
  },
  'refund-gives-back': {
    'zh-CN': '您用掉的 {points} 分已经退还给您，有效期不变',
    'zh-TW': '您用掉的 {points} 分已經退還給您，有效期不變',
    en: 'You have the {points} points back that you used, with the dates that they had',
  },
  'refund-share': 'as-said',
  'became-debt': {
    'zh-CN': '其中 {points} 分您已经用掉，会从您以后得的积分里扣除',
    'zh-TW': '其中 {points} 分您已經用掉，會從您以後得的積分裡扣除',
    en: 'You had already used {points} of them; they are taken from the next points that you earn',
  },
  'had-expired': {
    'zh-CN': '其中 {points} 分早已过期，不用您补',
    'zh-TW': '其中 {points} 分早已過期，不用您補',
    en: '{points} of them had expired: you owe nothing for them',
  },
  'was-absorbed': {
    'zh-CN': '其中 {points} 分您已经用掉，不用您补',
    'zh-TW': '其中 {points} 分您已經用掉，不用您補',
    en: 'You had already used {points} of them: you owe nothing for them',
  },
  'debt-settled': {
    'zh-CN': '其中 {points} 分抵掉您以前欠的积分',
    'zh-TW': '其中 {points} 分抵掉您以前欠的積分',
    en: '{points} of them settle the points that you owed from before',
  },
  expired: {
    'zh-CN': '您的 {points} 分已到期（可以用到 {lastDay}）',
    'zh-TW': '您的 {points} 分已到期（可以用到 {lastDay}）',
    en: '{points} of your points expired (you could use them through {lastDay})',
  },
  'expired-while-away': {
    'zh-CN': '退还给您的积分里有 {points} 分在 {lastDay} 之后已过期',
    'zh-TW': '退還給您的積分裡有 {points} 分在 {lastDay} 之後已過期',
    en: '{points} of the points that you got back had already ended, on {lastDay}',
  },
  'grace-given': {
    'zh-CN': '退还给您的积分里有 {points} 分已过期，为您延长至 {lastDay}',
    'zh-TW': '退還給您的積分裡有 {points} 分已過期，為您延長至 {lastDay}',
    en: '{points} of the points that you got back had ended; you may still use them through {lastDay}',
  },
  'receipt-voided': 'as-said',
  // Whoever adjusts points is told that the member will read why.
  adjusted: {
    'zh-CN': '店家为您调整：{why}',
    'zh-TW': '店家為您調整：{why}',
    en: 'Adjusted for you by the shop: {why}',
  },
  // Whoever knows a member's number could name it at a till: the other side stays unnamed.
  'transferred-to': {
    'zh-CN': '您转赠给另一位会员：{why}',
    'zh-TW': '您轉贈給另一位會員：{why}',
    en: 'You gave them to another member: {why}',
  },
  'transferred-from': {
    'zh-CN': '另一位会员转赠给您：{why}，有效期不变',
    'zh-TW': '另一位會員轉贈給您：{why}，有效期不變',
    en: 'Another member gave them to you: {why}; they keep their last day',
  },
  'opening-balance': {
    'zh-CN': '您原来的积分，已经转入',
    'zh-TW': '您原來的積分，已經轉入',
    en: 'The points that you had before, brought along',
  },
} as const satisfies Record<string, 'as-said' | 'untold' | Texts>

/** What the member hears about levels. Why somebody of the shop changed one is for the history, not for them. */
export const memberLevelTellings = {
  'level-price': 'as-said',
  'level-price-lost': {
    'zh-CN': '已为您按更优惠的{winner}会员价（{winnerPercent}）计',
    'zh-TW': '已為您按更優惠的{winner}會員價（{winnerPercent}）計',
    en: 'You got the {winner} price, which takes more off ({winnerPercent})',
  },
  'level-reached': {
    'zh-CN': '恭喜您升为{level}：{measure}达到 {value}（门槛 {threshold}）',
    'zh-TW': '恭喜您升為{level}：{measure}達到 {value}（門檻 {threshold}）',
    en: 'You are now {level}: {measure} reached {value} (needed {threshold})',
  },
  'score-part': 'untold',
  'level-removed': {
    'zh-CN': '等级“{level}”已取消，您现在享受{standIn}的权益',
    'zh-TW': '等級「{level}」已取消，您現在享受{standIn}的權益',
    en: 'There is no level {level} any more; you now have what {standIn} offers',
  },
  'level-granted': {
    'zh-CN': '店家邀请您成为{level}',
    'zh-TW': '店家邀請您成為{level}',
    en: 'You were invited to {level}',
  },
  'level-granted-for': {
    'zh-CN': '您完成了 {event}，成为{level}',
    'zh-TW': '您完成了 {event}，成為{level}',
    en: 'You did {event} and became {level}',
  },
  'level-bought': {
    'zh-CN': '您购买的商品让您成为{level}',
    'zh-TW': '您購買的商品讓您成為{level}',
    en: 'What you bought makes you {level}',
  },
  'level-for-points': {
    'zh-CN': '您用积分升了一级：{level}，保留到 {lastDay}（含当天）',
    'zh-TW': '您用積分升了一級：{level}，保留到 {lastDay}（含當天）',
    en: 'Your points moved you one level up: {level}, held through {lastDay}',
  },
  'level-step': {
    'zh-CN': '恭喜您升了一级：{level}',
    'zh-TW': '恭喜您升了一級：{level}',
    en: 'You moved one level up: {level}',
  },
  'level-grant-ended': {
    'zh-CN': '您的{level}到 {lastDay} 为止，现在是{back}',
    'zh-TW': '您的{level}到 {lastDay} 為止，現在是{back}',
    en: 'You were {level} through {lastDay}: you are {back} again',
  },
  'level-grant-returned': {
    'zh-CN': '带来{level}的商品已退，您回到{back}',
    'zh-TW': '帶來{level}的商品已退，您回到{back}',
    en: 'You returned what came with {level}: you are {back} again',
  },
  'level-set': {
    'zh-CN': '您的等级调整为{level}',
    'zh-TW': '您的等級調整為{level}',
    en: 'Your level was set to {level}',
  },
  'level-locked': {
    'zh-CN': '您的等级保留至 {lastDay}（当日含）',
    'zh-TW': '您的等級保留至 {lastDay}（含當日）',
    en: 'You keep your level through {lastDay}',
  },
  'level-unlocked': {
    'zh-CN': '您的等级重新按消费评定',
    'zh-TW': '您的等級重新按消費評定',
    en: 'Your level follows what you do again',
  },
  'level-undone': {
    'zh-CN': '退货后您还没有达到{level}的条件，回到{back}',
    'zh-TW': '退貨後您還沒有達到{level}的條件，回到{back}',
    en: 'After your return {level} is not reached yet: you are {back}',
  },
  'level-reviewed-down': {
    'zh-CN': '您的{measure}为 {value}（保级需 {threshold}，{from} 至 {through}），现在是{level}',
    'zh-TW': '您的{measure}為 {value}（保級需 {threshold}，{from} 至 {through}），現在是{level}',
    en: 'Your level was reviewed: {measure} was {value} ({threshold} keeps the level, {from} to {through}). You are now {level}',
  },
} as const satisfies Record<string, 'as-said' | 'untold' | Texts>
