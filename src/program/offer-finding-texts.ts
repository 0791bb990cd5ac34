import type { Texts } from '../shared/languages.ts'

/** What the check can say about offers and the price guard. */
export const offerFindingTexts = {
  'offer-kinds': {
    'zh-CN': '促销“{offer}”要写且只能写一种优惠：off、discount、steps、pay、prices、gift、exchange、free',
    'zh-TW': '促銷「{offer}」要寫且只能寫一種優惠：off、discount、steps、pay、prices、gift、exchange、free',
    en: 'Offer "{offer}" must give exactly one thing: off, discount, steps, pay, prices, gift, exchange or free',
  },
  'offer-word-alone': {
    'zh-CN': '促销“{offer}”：{word} 要和 {needs} 一起写',
    'zh-TW': '促銷「{offer}」：{word} 要和 {needs} 一起寫',
    en: 'Offer "{offer}": {word} belongs to {needs}',
  },
  'offer-gives-nothing': {
    'zh-CN': '促销“{offer}”：{word} 是 0，什么也没有优惠',
    'zh-TW': '促銷「{offer}」：{word} 是 0，什麼也沒有優惠',
    en: 'Offer "{offer}": {word} is nothing, so it gives nothing',
  },
  'step-gives-all': {
    'zh-CN': '促销“{offer}”：满 {from} 减 {off}，减得比买得还多',
    'zh-TW': '促銷「{offer}」：滿 {from} 減 {off}，減得比買得還多',
    en: 'Offer "{offer}": {off} off from {from} on gives more than its threshold',
  },
  'step-gives-less': {
    'zh-CN': '促销“{offer}”：满 {from} 只减 {off}，不比低一档多',
    'zh-TW': '促銷「{offer}」：滿 {from} 只減 {off}，不比低一檔多',
    en: 'Offer "{offer}": the step from {from} takes {off} off, no more than the one below',
  },
  'step-twice': {
    'zh-CN': '促销“{offer}”：{from} 这一档写了两次',
    'zh-TW': '促銷「{offer}」：{from} 這一檔寫了兩次',
    en: 'Offer "{offer}": the step from {from} is written twice',
  },
  'pay-all': {
    'zh-CN': '促销“{offer}”：{pay} 没有免单，付的件数要少于总件数',
    'zh-TW': '促銷「{offer}」：{pay} 沒有免單，付的件數要少於總件數',
    en: 'Offer "{offer}": {pay} leaves nothing free; fewer must be paid than there are',
  },
  'offers-overlap': {
    'zh-CN': '促销“{offer}”和“{other}”条件相同、优惠同类，会同时生效；若只应取一个，请写同一个 group',
    'zh-TW': '促銷「{offer}」和「{other}」條件相同、優惠同類，會同時生效；若只應取一個，請寫同一個 group',
    en: 'Offers "{offer}" and "{other}" give the same kind of thing under the same condition, and both count. If only one should, give them one group',
  },
  'budget-unknown': {
    'zh-CN': '促销“{offer}”每张最多减多少算不出来，不能按总金额限量；请写 off、steps，或给 discount 加 most',
    'zh-TW': '促銷「{offer}」每張最多減多少算不出來，不能按總金額限量；請寫 off、steps，或給 discount 加 most',
    en: 'Nobody can say what one coupon of "{offer}" costs at most, so money cannot limit it: use off or steps, or discount with most',
  },
  'offer-limit-coupon': {
    'zh-CN': '促销“{offer}”要凭优惠券：上限请写在 coupon: { … } 里面，限的是发多少张',
    'zh-TW': '促銷「{offer}」要憑優惠券：上限請寫在 coupon: { … } 裡面，限的是發多少張',
    en: 'Offer "{offer}" needs a coupon: write its limit within coupon: { … }, where it says how many are given',
  },
  'coupon-word-alone': {
    'zh-CN': '“{word}”是优惠券的词，请写在 coupon: { … } 里面',
    'zh-TW': '「{word}」是優惠券的詞，請寫在 coupon: { … } 裡面',
    en: '"{word}" is a word of coupons: write it within coupon: { … }',
  },
  'sku-odd': {
    'zh-CN': '货号“{sku}”里有空格或全角字符，请核对',
    'zh-TW': '貨號「{sku}」裡有空格或全形字元，請核對',
    en: 'The SKU "{sku}" has blanks or full-width letters. Is it right?',
  },
  'guard-never': {
    'zh-CN': '价格底线永远不会起作用：{why}',
    'zh-TW': '價格底線永遠不會起作用：{why}',
    en: 'The price guard can never act: {why}',
  },
  'guard-empty': {
    'zh-CN': '价格底线 guard 至少写 margin 或 discount 其中一个',
    'zh-TW': '價格底線 guard 至少寫 margin 或 discount 其中一個',
    en: 'guard needs margin or discount',
  },
} as const satisfies Record<string, Texts>
