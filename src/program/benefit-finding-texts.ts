import type { Texts } from '../shared/languages.ts'

/** What the check can say about benefits and ways of joining. */
export const benefitFindingTexts = {
  'benefit-incomplete': {
    'zh-CN': '权益“{benefit}”：on（什么时候发）和 gives（发什么）要一起写',
    'zh-TW': '權益「{benefit}」：on（什麼時候發）和 gives（發什麼）要一起寫',
    en: 'Benefit "{benefit}": on (when it is issued) and gives (what) are written together',
  },
  'benefit-mixed': {
    'zh-CN': '权益“{benefit}”混了几种写法：按时发放（on + gives）、每年几次、提前几天，只能写一种',
    'zh-TW': '權益「{benefit}」混了幾種寫法：按時發放（on + gives）、每年幾次、提前幾天，只能寫一種',
    en: 'Benefit "{benefit}" mixes kinds: issued on time (on and gives), so many times, days early. Keep one',
  },
  'benefit-usable': {
    'zh-CN': '权益“{benefit}”：usable 只用于按时发放的礼品和券；“前后几天”只用于生日；积分有自己的有效期',
    'zh-TW': '權益「{benefit}」：usable 只用於按時發放的禮品和券；「前後幾天」只用於生日；積分有自己的有效期',
    en: 'Benefit "{benefit}": usable is for goods and coupons that are issued; days before and after are for birthdays; points have a validity of their own',
  },
  'benefit-limit': {
    'zh-CN': '权益“{benefit}”：limit 只用于因互动发放的权益（on 写互动的代号），其他的本来就只发一次',
    'zh-TW': '權益「{benefit}」：limit 只用於因互動發放的權益（on 寫互動的代號），其他的本來就只發一次',
    en: 'Benefit "{benefit}": limit is for what activities bring (on with the code of an activity); all others are issued once anyway',
  },
  'benefit-on-sale': {
    'zh-CN': '权益“{benefit}”：“{word}”不是互动；买东西送礼请写成促销（offers 的 gift 或 coupon）',
    'zh-TW': '權益「{benefit}」：「{word}」不是互動；買東西送禮請寫成促銷（offers 的 gift 或 coupon）',
    en: 'Benefit "{benefit}": "{word}" is no activity. What a purchase gives is an offer (gift or coupon of offers)',
  },
  'benefit-on-nearly': {
    'zh-CN': '权益“{benefit}”：没有发放时机“{word}”，会被当作从不登记的互动{suggestion}',
    'zh-TW': '權益「{benefit}」：沒有發放時機「{word}」，會被當作從不登記的互動{suggestion}',
    en: 'Benefit "{benefit}": "{word}" would be taken for an activity that nobody reports{suggestion}',
  },
  'benefit-unknown-activity': {
    'zh-CN': '权益“{benefit}”的互动“{word}”和方案里别处的写法不同{suggestion}',
    'zh-TW': '權益「{benefit}」的互動「{word}」和方案裡別處的寫法不同{suggestion}',
    en: 'Benefit "{benefit}": activity "{word}" is written otherwise elsewhere in the program{suggestion}',
  },
  'benefit-coupon-runs-out': {
    'zh-CN':
      '权益“{benefit}”会发不出来：券“{offer}”每位会员最多 {amount} 张；请给权益写 limit: {amount} {times} in life，或放宽券的 limit',
    'zh-TW':
      '權益「{benefit}」會發不出來：券「{offer}」每位會員最多 {amount} 張；請給權益寫 limit: {amount} {times} in life，或放寬券的 limit',
    en: 'Benefit "{benefit}" will run dry: a member gets at most {amount} of coupon "{offer}". Write limit: {amount} {times} in life, or a wider limit of the coupon',
  },
  'benefit-about-goods': {
    'zh-CN': '权益“{benefit}”的条件问的是商品，但发放或使用权益时没有小票，谁也得不到；请去掉商品条件',
    'zh-TW': '權益「{benefit}」的條件問的是商品，但發放或使用權益時沒有收據，誰也得不到；請去掉商品條件',
    en: 'The condition of benefit "{benefit}" asks about goods, but there is no receipt when it is issued or used, so nobody can get it. Leave the goods out',
  },
  'benefit-nobody': {
    'zh-CN': '没有人能得到权益“{benefit}”：没有人会“升到”最低一级“{level}”；请改用 on: joining',
    'zh-TW': '沒有人能得到權益「{benefit}」：沒有人會「升到」最低一級「{level}」；請改用 on: joining',
    en: 'Nobody can get benefit "{benefit}": nobody rises to the lowest level "{level}". Use on: joining',
  },
  'unknown-offer': {
    'zh-CN': '没有带优惠券（coupon）的促销“{offer}”，无法发它的券{suggestion}',
    'zh-TW': '沒有帶優惠券（coupon）的促銷「{offer}」，無法發它的券{suggestion}',
    en: 'There is no offer "{offer}" with a coupon that could be given{suggestion}',
  },
  'higher-level-has-less': {
    'zh-CN': '权益“{benefit}”：等级“{higher}”比“{lower}”高，得到的却更少；如果不是有意的，请给“{higher}”至少写 {share}',
    'zh-TW':
      '權益「{benefit}」：等級「{higher}」比「{lower}」高，得到的卻更少；如果不是有意的，請給「{higher}」至少寫 {share}',
    en: 'Benefit "{benefit}": level "{higher}" stands above "{lower}" and has less. Unless that is meant, give "{higher}" at least {share}',
  },
  'way-pointless': {
    'zh-CN': '入会方式“{way}”没有意义：同样的日子里“{free}”不要任何条件；请给“{free}”写 from 和 through',
    'zh-TW': '入會方式「{way}」沒有意義：同樣的日子裡「{free}」不要任何條件；請給「{free}」寫 from 和 through',
    en: 'Nobody will join by "{way}": on all of its days "{free}" asks for nothing. Give "{free}" its days (from, through)',
  },
  'fee-nothing': {
    'zh-CN': '入会方式“{way}”的工本费是 0，请去掉 fee',
    'zh-TW': '入會方式「{way}」的工本費是 0，請去掉 fee',
    en: 'The fee of way "{way}" is nothing. Leave out fee',
  },
  'fee-goods-alone': {
    'zh-CN': '入会方式“{way}”写了 fee-goods，却没有写 fee',
    'zh-TW': '入會方式「{way}」寫了 fee-goods，卻沒有寫 fee',
    en: 'Way "{way}" has fee-goods without fee',
  },
} as const satisfies Record<string, Texts>
