import type { Texts } from '../shared/languages.ts'

/** What the file of a program is told that is right and hardly wise. */
export const senseFindingTexts = {
  'asset-not-used': {
    'zh-CN': '会员会得到“{asset}”，方案里却没有地方能用它：请在 redemption 里写用法，否则欠会员的只会越积越多',
    'zh-TW': '會員會得到「{asset}」，方案裡卻沒有地方能用它：請在 redemption 裡寫用法，否則欠會員的只會越積越多',
    en: 'Members earn "{asset}", and nothing in the file uses it: say under redemption what it is good for, or what the shop owes only grows',
  },
  'rule-shadowed': {
    'zh-CN': '规则“{rule}”永远轮不到：同组的“{other}”优先级更高，条件更宽；请提高 priority，或改条件',
    'zh-TW': '規則「{rule}」永遠輪不到：同組的「{other}」優先級更高，條件更寬；請提高 priority，或改條件',
    en: 'Rule "{rule}" never counts: "{other}" of its group has a higher priority and holds whenever it does. Raise its priority, or change a condition',
  },
  'rule-outdone': {
    'zh-CN': '“{rule}”永远轮不到：同组的“{other}”条件更宽，给得更多；请提高它，或去掉它',
    'zh-TW': '「{rule}」永遠輪不到：同組的「{other}」條件更寬，給得更多；請提高它，或去掉它',
    en: '"{rule}" never counts: "{other}" of its group holds whenever it does and gives more. Let it give more, or leave it out',
  },
  'times-never': {
    'zh-CN':
      '倍数“{rule}”永远不起作用：同时总有更高的（{other}），只算最高的那个；请提高它，或写 multipliers: all 相乘',
    'zh-TW':
      '倍數「{rule}」永遠不起作用：同時總有更高的（{other}），只算最高的那個；請提高它，或寫 multipliers: all 相乘',
    en: 'Multiplier "{rule}" never counts: another one ({other}) always holds with it and is as high or higher, and only the highest counts. Raise it, or write multipliers: all',
  },
  'coupon-no-day': {
    'zh-CN': '优惠券“{offer}”没有一天能用：有效期、不可用的日子和 when 里的日子合起来一天不剩；请核对日期',
    'zh-TW': '優惠券「{offer}」沒有一天能用：有效期、不可用的日子和 when 裡的日子合起來一天不剩；請核對日期',
    en: 'Coupon "{offer}" can be used on no day: its days, its blackout and the days under when leave none. Check the days',
  },
  'periods-overlap': {
    'zh-CN': '倍数“{rule}”和“{other}”有几天重叠，重叠的日子只算高的那个；请错开日期，或写 multipliers: all 相乘',
    'zh-TW': '倍數「{rule}」和「{other}」有幾天重疊，重疊的日子只算高的那個；請錯開日期，或寫 multipliers: all 相乘',
    en: 'Multipliers "{rule}" and "{other}" share some days, on which only the higher counts. Set their days apart, or write multipliers: all',
  },
  'nothing-to-multiply': {
    'zh-CN': '倍数“{rule}”没有可翻倍的积分：先写一条按金额或按件的规则',
    'zh-TW': '倍數「{rule}」沒有可翻倍的積分：先寫一條按金額或按件的規則',
    en: 'Multiplier "{rule}" has nothing to multiply: write a rule by money or by piece first',
  },
  'bounds-empty': {
    'zh-CN': '{lower} 不小于 {upper}，这个条件永远不成立，请检查两个数字',
    'zh-TW': '{lower} 不小於 {upper}，這個條件永遠不成立，請檢查兩個數字',
    en: '{lower} is not below {upper}: the condition never holds. Check the two numbers',
  },
  'days-overlap': {
    'zh-CN': '“{rule}”和“{other}”有几天重叠，那几天两个都算；若不是有意的，请错开日期，或写同一个 group',
    'zh-TW': '「{rule}」和「{other}」有幾天重疊，那幾天兩個都算；若不是有意的，請錯開日期，或寫同一個 group',
    en: '"{rule}" and "{other}" share some days, on which both count. Unless that is meant, set their days apart, or give them one group',
  },
  'rule-gives-nothing': {
    'zh-CN': '规则“{rule}”给 0 分，什么也不会发生；请写要给的分数，或去掉这条规则',
    'zh-TW': '規則「{rule}」給 0 分，什麼也不會發生；請寫要給的分數，或去掉這條規則',
    en: 'Rule "{rule}" gives 0 points, which is nothing. Say how many, or leave the rule out',
  },
  'no-receipt-here': {
    'zh-CN': '“{rule}”发生时没有小票，条件里的商品、金额和付款永远不成立；请去掉这些条件',
    'zh-TW': '「{rule}」發生時沒有收據，條件裡的商品、金額和付款永遠不成立；請去掉這些條件',
    en: 'There is no receipt where "{rule}" happens, so a condition on goods, amounts or payment never holds. Leave it out',
  },
  'forbids-itself': {
    'zh-CN': '这个条件永远不成立：none 里排除的，正是旁边要求的；请改其中一个',
    'zh-TW': '這個條件永遠不成立：none 裡排除的，正是旁邊要求的；請改其中一個',
    en: 'The condition never holds: none excludes just what is asked for beside it. Change one of the two',
  },
  'no-such-day': {
    'zh-CN': '这些月份里没有这一天，条件永远不成立；请核对 month 和 month-day',
    'zh-TW': '這些月份裡沒有這一天，條件永遠不成立；請核對 month 和 month-day',
    en: 'These months have no such day: the condition never holds. Check month and month-day',
  },
  'asks-apart': {
    'zh-CN':
      '这个条件永远不成立：别处要求 {word} 是“{other}”，这里要求“{value}”，没有相同的；请改其中一个，或写在 any 里',
    'zh-TW':
      '這個條件永遠不成立：別處要求 {word} 是「{other}」，這裡要求「{value}」，沒有相同的；請改其中一個，或寫在 any 裡',
    en: 'The condition never holds: elsewhere in it {word} is "{other}", here "{value}", which have nothing in common. Change one, or write both under any',
  },
  'no-day-between': {
    'zh-CN': '从 {from} 到 {through}，没有一天符合 {words}，条件永远不成立；请核对日期',
    'zh-TW': '從 {from} 到 {through}，沒有一天符合 {words}，條件永遠不成立；請核對日期',
    en: 'From {from} through {through} no day is one of {words}: the condition never holds. Check the days',
  },
  'step-too-high': {
    'zh-CN': '永远满不了 {step}：条件要求整单少于 {below}；请改 basket-below，或把这一档写低些',
    'zh-TW': '永遠滿不了 {step}：條件要求整單少於 {below}；請改 basket-below，或把這一檔寫低些',
    en: 'No receipt reaches {step}: the condition wants it below {below}. Change basket-below, or ask for less here',
  },
  'step-too-low': {
    'zh-CN': '{step} 这一档永远轮不到：条件要求整单满 {from}，那时已经达到 {next} 一档；请去掉这一档，或改 basket-from',
    'zh-TW': '{step} 這一檔永遠輪不到：條件要求整單滿 {from}，那時已經達到 {next} 一檔；請去掉這一檔，或改 basket-from',
    en: 'The step of {step} never counts: the condition wants {from}, and whoever has that reaches the step of {next}. Leave it out, or change basket-from',
  },
  'store-not-here': {
    'zh-CN':
      '方案只用于 stores 里的门店，其中没有“{store}”：写在这里永远不成立；请改这里，或把它加进 stores{suggestion}',
    'zh-TW':
      '方案只用於 stores 裡的門市，其中沒有「{store}」：寫在這裡永遠不成立；請改這裡，或把它加進 stores{suggestion}',
    en: 'The program is for the stores under stores, and "{store}" is not among them: it never holds here. Change it, or add the store there{suggestion}',
  },
  'gives-back-too-much': {
    'zh-CN':
      '最多可返 {share}：会员价和促销 {price}，积分再返 {points}，超过 {limit}（按件、按单的积分和赠品未计）；请核对积分和抵现的比例',
    'zh-TW':
      '最多可返 {share}：會員價和促銷 {price}，積分再返 {points}，超過 {limit}（按件、按單的積分和贈品未計）；請核對積分和抵現的比例',
    en: 'Up to {share} of a price is given back: {price} by level price and offers and {points} in points, more than {limit} (points by the piece or the receipt, and gifts, not counted). Check what points earn and what they are worth',
  },
  'level-worse': {
    'zh-CN': '等级“{level}”不如更低的“{below}”（{word}），升级的会员反而吃亏',
    'zh-TW': '等級「{level}」不如更低的「{below}」（{word}），升級的會員反而吃虧',
    en: 'Level "{level}" has less than the lower "{below}" ({word}): who rises loses',
  },
  'higher-level-gets-less': {
    'zh-CN':
      '“{rule}”：同样情况下等级“{higher}”得 {has}，更低的“{lower}”却得 {gets}；若不是有意的，请把“{higher}”也写进来，或给它至少 {gets}',
    'zh-TW':
      '「{rule}」：同樣情況下等級「{higher}」得 {has}，更低的「{lower}」卻得 {gets}；若不是有意的，請把「{higher}」也寫進來，或給它至少 {gets}',
    en: '"{rule}": under the same circumstances level "{higher}" gets {has}, the lower "{lower}" {gets}. Unless that is meant, name "{higher}" too, or give it at least {gets}',
  },
  'level-same': {
    'zh-CN': '等级“{level}”和“{below}”的优惠完全一样，升级没有好处',
    'zh-TW': '等級「{level}」和「{below}」的優惠完全一樣，升級沒有好處',
    en: 'Level "{level}" gives just what "{below}" gives: nothing is won by rising',
  },
} as const satisfies Record<string, Texts>
