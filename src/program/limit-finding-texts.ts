import type { Texts } from '../shared/languages.ts'

/** What the check can say about limits of rules, assets, rewards, offers and coupons. */
export const limitFindingTexts = {
  'limit-twice': {
    'zh-CN': '“{rule}”：同一个期间写了两个上限（{limit}），只能留一个',
    'zh-TW': '「{rule}」：同一個期間寫了兩個上限（{limit}），只能留一個',
    en: '"{rule}": two limits are for the same span ({limit}); keep one',
  },
  'limit-once-anyway': {
    'zh-CN': '“{rule}”：“{limit}”不会起作用，它本来最多 {once}；请去掉这条上限',
    'zh-TW': '「{rule}」：「{limit}」不會起作用，它本來最多 {once}；請去掉這條上限',
    en: '"{rule}": "{limit}" never binds, because it counts at most {once} anyway. Leave the limit out',
  },
  'limit-never': {
    'zh-CN': '“{rule}”：“{limit}”不会起作用，{other} 总是先到；请改数字或去掉它',
    'zh-TW': '「{rule}」：「{limit}」不會起作用，{other} 總是先到；請改數字或去掉它',
    en: '"{rule}": "{limit}" never binds, because {other} is always reached first. Change the number or leave it out',
  },
  'limit-above-sum': {
    'zh-CN': '“{rule}”：“{limit}”不会起作用，各条规则自己的上限加起来最多只有 {sum} 分；请改数字或去掉它',
    'zh-TW': '「{rule}」：「{limit}」不會起作用，各條規則自己的上限加起來最多只有 {sum} 分；請改數字或去掉它',
    en: '"{rule}": "{limit}" never binds, because the rules with their own limits give at most {sum} points together. Change the number or leave it out',
  },
  'limit-below-one': {
    'zh-CN': '“{rule}”一次要用 {points} 分，上限“{limit}”连一次也不够，谁也换不到；请提高上限',
    'zh-TW': '「{rule}」一次要用 {points} 分，上限「{limit}」連一次也不夠，誰也換不到；請提高上限',
    en: '"{rule}" takes {points} points at a time, and "{limit}" does not allow even that: nobody can ever have it. Raise the limit',
  },
  'limit-of-money-off': {
    'zh-CN': '“{rule}”是抵现（off），limit 只用于兑换（gives）；每单最多用多少写 maximum，最多抵几成写 share',
    'zh-TW': '「{rule}」是抵現（off），limit 只用於兌換（gives）；每單最多用多少寫 maximum，最多抵幾成寫 share',
    en: 'Redemption "{rule}" takes money off (off), and limit belongs to something given (gives). Say how many at most per receipt with maximum, or which part of the price with share',
  },
  'pending-beyond-end': {
    'zh-CN': '积分都只用到 {through}，待生效的到那时可能还没能用就清零；pending 和 through 只能写一个',
    'zh-TW': '積分都只用到 {through}，待生效的到那時可能還沒能用就清零；pending 和 through 只能寫一個',
    en: 'All points end with {through}, and those that are pending then could never be used: write pending or through, not both',
  },
  'given-after-end': {
    'zh-CN':
      '“{rule}”从 {from} 开始，而“{asset}”只用到 {through}，之后得到的永远不能用，所以什么也不给；请核对两个日期',
    'zh-TW':
      '「{rule}」從 {from} 開始，而「{asset}」只用到 {through}，之後得到的永遠不能用，所以什麼也不給；請核對兩個日期',
    en: '"{rule}" begins on {from}, and "{asset}" ends with {through}: points earned after it are never usable, so none are given. Check the two days',
  },
} as const satisfies Record<string, Texts>
