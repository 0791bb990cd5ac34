import type { Language, Texts } from '../shared/languages.ts'
import { publishedSchema } from './published-schema.ts'

/** What words of a program document are called in a sentence. */

/** Places of the schema that a value may stand at; several where it can be written in several ways. */
export type Places = readonly Readonly<Record<string, unknown>>[]

let root: Readonly<Record<string, unknown>> | null = null

export function rootPlaces(): Places {
  const parsed: unknown = root ?? JSON.parse(publishedSchema())
  root = isRecord(parsed) ? parsed : {}
  return [root]
}

/** Where the value of a word stands. */
export function placesOf(places: Places, word: string): Places {
  return flat(places).flatMap(({ properties, patternProperties }) => {
    const own = isRecord(properties) ? properties[word] : undefined
    if (isRecord(own)) return [own]
    return isRecord(patternProperties) ? Object.values(patternProperties).filter(isRecord) : []
  })
}

/** Where the items of a list stand. */
export function itemPlaces(places: Places): Places {
  return flat(places).flatMap(({ items }) => (isRecord(items) ? [items] : []))
}

/** Whether keys are codes that the shop chose (kinds of points, goods), not words of the language. */
export function hasOwnKeys(places: Places): boolean {
  const all = flat(places)
  return all.some(place => isRecord(place.patternProperties)) && !all.some(place => isRecord(place.properties))
}

/** Ways of writing side by side, and what is referred to. */
function flat(places: Places, depth = 0): Places {
  if (depth > 8) return []
  return places.flatMap(place => {
    const ways = [place.anyOf, place.oneOf, place.allOf].flatMap(list => (Array.isArray(list) ? list : []))
    const target = typeof place.$ref === 'string' ? referred(place.$ref) : []
    return [place, ...flat([...ways.filter(isRecord), ...target], depth + 1)]
  })
}

function referred(reference: string): Places {
  const [definitions] = rootPlaces().map(({ $defs }) => $defs)
  const found = isRecord(definitions) ? definitions[reference.replace('#/$defs/', '')] : undefined
  return isRecord(found) ? [found] : []
}

/** In zh-CN, zh-TW and en. `parent word` goes before `word`; what is missing here is called as the schema describes it. */
const names: Readonly<Record<string, readonly [string, string, string]>> = {
  name: ['名称', '名稱', 'name'],
  'zh-CN': ['简体中文', '簡體中文', 'Simplified Chinese'],
  'zh-TW': ['繁体中文', '繁體中文', 'Traditional Chinese'],
  en: ['英文', '英文', 'English'],
  program: ['方案代号', '方案代號', 'program code'],
  brand: ['品牌', '品牌', 'brand'],
  stores: ['适用门店', '適用門市', 'stores'],
  currency: ['货币', '貨幣', 'currency'],
  assets: ['积分种类', '積分種類', 'kinds of points'],
  'item assets': ['积分', '積分', 'points'],
  earning: ['怎样得积分', '怎樣得積分', 'earning'],
  'earning limit': ['总上限', '總上限', 'limit of all rules'],
  base: ['计积分的金额', '計積分的金額', 'money that earns points'],
  kinds: ['计入的行', '計入的行', 'lines that count'],
  tax: ['税额', '稅額', 'tax'],
  discounts: ['折扣', '折扣', 'discounts'],
  'paid-by-points': ['积分抵扣的部分', '積分折抵的部分', 'part paid by points'],
  multipliers: ['多个倍数的算法', '多個倍數的算法', 'several multipliers at once'],
  rules: ['积分规则', '積分規則', 'earning rule'],
  rule: ['规则', '規則', 'rule'],
  asset: ['积分种类', '積分種類', 'kind of points'],
  points: ['分数', '分數', 'points'],
  per: ['计分单位', '計分單位', 'for each'],
  whole: ['只计整数倍', '只計整數倍', 'whole multiples only'],
  times: ['积分倍数', '積分倍數', 'points multiplied by'],
  when: ['适用条件', '適用條件', 'condition'],
  on: ['发生时', '發生時', 'on'],
  group: ['互斥组', '互斥組', 'group'],
  priority: ['优先级', '優先順序', 'priority'],
  limit: ['上限', '上限', 'limit'],
  valid: ['有效期', '有效期', 'validity'],
  inactive: ['清零前的无来往时间', '清零前的無往來時間', 'inactive for'],
  'kept-by': ['算作来往的事', '算作往來的事', 'kept by'],
  each: ['每年的', '每年的', 'each year on'],
  for: ['先满', '先滿', 'first'],
  to: ['到', '到', 'to the'],
  rounding: ['取整', '取整', 'rounding'],
  debt: ['退货时已用掉的积分', '退貨時已用掉的積分', 'points already spent at a refund'],
  grace: ['宽限', '寬限', 'grace'],
  transfer: ['会员之间转赠', '會員之間轉贈', 'giving to other members'],
  pending: ['待生效', '待生效', 'pending'],
  redemption: ['兑换方式', '兌換方式', 'way of redeeming'],
  off: ['抵扣', '折抵', 'off'],
  step: ['每次的倍数', '每次的倍數', 'step'],
  minimum: ['每单至少用', '每單至少用', 'at least per receipt'],
  maximum: ['每单最多用', '每單最多用', 'at most per receipt'],
  share: ['最多抵应付的', '最多折抵應付的', 'largest share of what is to be paid'],
  gives: ['换得', '換得', 'gives'],
  levels: ['等级', '等級', 'levels'],
  ladder: ['等级', '等級', 'level'],
  track: ['等级体系', '等級體系', 'track'],
  measure: ['升级依据', '升級依據', 'what counts'],
  score: ['会员分数', '會員分數', 'score'],
  window: ['统计时段', '統計時段', 'window'],
  review: ['复评', '複評', 'review'],
  down: ['降级方式', '降級方式', 'how far down'],
  'gives up': ['升级', '升級', 'up'],
  up: ['升级时机', '升級時機', 'when a level rises'],
  granted: ['授予', '授予', 'granted'],
  kept: ['保持', '保持', 'kept for'],
  'ladder from': ['门槛', '門檻', 'threshold'],
  'ladder discount': ['会员价', '會員價', 'discount'],
  'ladder times': ['等级积分倍数', '等級積分倍數', 'points multiplied by'],
  percent: ['优惠', '優惠', 'off'],
  discount: ['折扣', '折扣', 'discount'],
  benefits: ['权益', '權益', 'benefit'],
  'ladder benefits': ['写明的权益', '寫明的權益', 'benefits in words'],
  level: ['会员等级', '會員等級', 'level'],
  class: ['品类', '品類', 'class'],
  sku: ['商品', '商品', 'goods'],
  store: ['门店', '門市', 'store'],
  weekday: ['星期', '星期', 'day of the week'],
  hours: ['时段', '時段', 'time of day'],
  from: ['从', '從', 'from'],
  through: ['到（含当天）', '到（含當天）', 'through'],
  birthday: ['生日', '生日', 'birthday'],
  'basket-from': ['整单满', '整單滿', 'basket from'],
  'basket-below': ['整单不到', '整單不到', 'basket below'],
  'first-purchase': ['首次消费', '首次消費', 'first purchase'],
  all: ['全部成立', '全部成立', 'all of'],
  any: ['至少一个成立', '至少一個成立', 'any of'],
  none: ['一个都不成立', '一個都不成立', 'none of'],
  'net-spend': ['消费净额', '消費淨額', 'net spend'],
  'points-earned': ['获得积分', '獲得積分', 'points earned'],
  visits: ['消费次数', '消費次數', 'visits'],
  offers: ['促销', '促銷', 'offer'],
  offer: ['促销', '促銷', 'offer'],
  guard: ['价格底线', '價格底線', 'limits of all reductions'],
  'guard margin': ['毛利底线', '毛利底線', 'margin that goods keep'],
  'guard discount': ['优惠上限', '優惠上限', 'largest reduction'],
  translations: ['名称的译文', '名稱的譯文', 'names in other languages'],
  goods: ['商品', '商品', 'goods'],
  coupon: ['优惠券', '優惠券', 'coupon'],
  uses: ['所用的资产', '所用的資產', 'asset that is used'],
  every: ['每满', '每滿', 'for each whole'],
  most: ['最多减', '最多減', 'at most'],
  steps: ['满减', '滿減', 'steps'],
  pay: ['只付几件', '只付幾件', 'pay'],
  prices: ['逐件会员价', '逐件會員價', 'prices'],
  gift: ['赠品', '贈品', 'gift'],
  exchange: ['加价换购', '加價換購', 'exchange'],
  free: ['免费', '免費', 'free'],
  stacks: ['与其他促销同享', '與其他促銷同享', 'together with other offers'],
  'level-price': ['再享会员价', '再享會員價', 'level price as well'],
  'basket-has': ['小票里有', '收據裡有', 'basket has'],
  'pieces-from': ['整单件数不少于', '整單件數不少於', 'pieces from'],
  'pieces-below': ['整单件数少于', '整單件數少於', 'pieces below'],
  'price-from': ['单价不低于', '單價不低於', 'price from'],
  'price-below': ['单价低于', '單價低於', 'price below'],
  'line-from': ['这一行不低于', '這一行不低於', 'line from'],
  'line-below': ['这一行低于', '這一行低於', 'line below'],
  'margin-from': ['毛利率不低于', '毛利率不低於', 'margin from'],
  'margin-below': ['毛利率低于', '毛利率低於', 'margin below'],
  'points-held-from': ['手里的积分不少于', '手裡的積分不少於', 'points held from'],
  'joining channel': ['入会渠道', '入會通路', 'channels of joining'],
  channel: ['销售渠道', '銷售通路', 'channel'],
  tender: ['付款方式', '付款方式', 'tender'],
  promoter: ['导购', '導購', 'promoter'],
  segment: ['人群', '人群', 'segment'],
  attribute: ['会员属性', '會員屬性', 'attribute'],
  gender: ['性别', '性別', 'gender'],
  'age-from': ['年满', '年滿', 'age from'],
  'age-below': ['未满（岁）', '未滿（歲）', 'age below'],
  'joined-by': ['入会方式为', '入會方式為', 'joined by'],
  'joined-within': ['入会不超过', '入會不超過', 'joined within'],
  month: ['月份', '月份', 'month'],
  'month-day': ['每月几号', '每月幾號', 'day of the month'],
  way: ['方式', '方式', 'way'],
  benefit: ['权益', '權益', 'benefit'],
  coupons: ['券', '券', 'coupon'],
  joining: ['入会方式', '入會方式', 'way of joining'],
  usable: ['可用时段', '可用時段', 'usable'],
  early: ['提前', '提前', 'early'],
  count: ['次数', '次數', 'how often'],
  fee: ['工本费', '工本費', 'fee'],
  'fee-goods': ['工本费的货号', '工本費的貨號', 'goods of the fee'],
  'receipt-from': ['凭小票满', '憑收據滿', 'receipt from'],
  'up-to': ['最多升到', '最多升到', 'at most to'],
  codes: ['券码', '券碼', 'codes'],
  blackout: ['不可用的日子', '不可用的日子', 'days without use'],
  back: ['整单退货时退回', '整單退貨時退回', 'given back at a refund'],
  'active-months': ['有消费的月份数', '有消費的月份數', 'months with a purchase'],
  'granted event': ['完成即授予的互动', '完成即授予的互動', 'activity that grants it'],
  approval: ['要经批准', '須經核准', 'needs approval'],
}

/** What a word is called where it stands: in the list or block `parent`. */
export function wordName(word: string, parent: string, places: Places): Texts {
  const known = names[`${parent} ${word}`] ?? names[word]
  if (known) return { 'zh-CN': known[0], 'zh-TW': known[1], en: known[2] }
  const said = flat(places).flatMap(({ description }) => (typeof description === 'string' ? [description] : []))[0]
  const [chinese = '', english = ''] = (said ?? '').split(' / ')
  const short = (text: string) => text.split(/[，：；。（,:;.(]/)[0]?.trim() || word
  // Descriptions have no traditional characters: there the word stands as it does in the file.
  return { 'zh-CN': short(chinese), 'zh-TW': word, en: short(english) }
}

/** Things that a list or a block of own keys holds, named by their code and their name. */
export function titleOf(
  item: unknown,
  { code, parent, places }: { code: string; parent: string; places: Places },
): Texts {
  const kind = wordName(parent, 'item', places)
  const name = isRecord(item) ? item.name : undefined
  const say = (language: Language) => {
    const own = isRecord(name) ? (name[language] ?? name['zh-CN']) : name
    return typeof own === 'string' ? own : code
  }
  return {
    'zh-CN': `${kind['zh-CN']}“${say('zh-CN')}”`,
    'zh-TW': `${kind['zh-TW']}「${say('zh-TW')}」`,
    en: `${kind.en} "${say('en')}"`,
  }
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
