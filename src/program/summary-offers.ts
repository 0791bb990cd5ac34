import type { Texts } from '../shared/languages.ts'
import type { CompiledGuard, CompiledOffer, OfferGift } from './compiled-offers.ts'
import type { CompiledCoupon } from './coupons.ts'
import { moneyText } from './reasons.ts'
import { withLimits } from './summary-giving.ts'
import { type GoodsNames, goodsText, noGoodsNames } from './summary-goods.ts'
import { foldText, inLanguages, joined, percentText, periodText, stepText, withCondition } from './summary-words.ts'

/** Each offer in a sentence, and how several of them go together. */
export function offerSentences(offers: readonly CompiledOffer[], names: GoodsNames): Texts[] {
  const sentences = offers.map(offer => summariseOffer(offer, names))
  if (offers.length < 2) return sentences
  return [
    ...sentences,
    inLanguages(
      '多个促销同时成立时，自动采用对会员最优惠的组合',
      '多個促銷同時成立時，自動採用對會員最優惠的組合',
      'Of several offers at once, the combination that is best for the member counts',
    ),
  ]
}

/** One offer in a sentence that begins with its name. */
function summariseOffer(offer: CompiledOffer, names: GoodsNames): Texts {
  return joined(offer.name, termsOf(offer, names), offer.when)
}

/** What one offer gives and when, for places that say its name beside it. */
export function summariseOfferTerms(offer: CompiledOffer): Texts {
  return withCondition(termsOf(offer, noGoodsNames), offer.when)
}

function termsOf(offer: CompiledOffer, names: GoodsNames): Texts {
  const parts = [giftText(offer.gives, names), ...stackTexts(offer), ...couponTexts(offer.coupon)]
  return withLimits(listed(parts), offer.limits)
}

function giftText(gives: OfferGift, names: GoodsNames): Texts {
  switch (gives.kind) {
    case 'off':
      return offText(gives)
    case 'percent':
      return percentTexts(gives)
    case 'steps':
      return stepsText(gives.steps)
    case 'pay':
      return inLanguages(
        `每 ${gives.of} 件付 ${gives.paid} 件，最便宜的免单`,
        `每 ${gives.of} 件付 ${gives.paid} 件，最便宜的免單`,
        `pay ${gives.paid} of ${gives.of}, the cheapest are free`,
      )
    case 'prices':
      return listed([...gives.cents].map(([sku, cents]) => priceText(goodsText(sku, names), cents)))
    case 'gift': {
      const goods = goodsText(gives.sku, names)
      return inLanguages(`赠 ${goods['zh-CN']} 一件`, `贈 ${goods['zh-TW']} 一件`, `one piece of ${goods.en} as a gift`)
    }
    case 'exchange': {
      const price = moneyText(gives.cents)
      const goods = goodsText(gives.sku, names)
      return inLanguages(
        `${price} 换购 ${goods['zh-CN']} 一件`,
        `${price} 換購 ${goods['zh-TW']} 一件`,
        `one piece of ${goods.en} for ${price}`,
      )
    }
    case 'free-shipping':
      return inLanguages('免运费', '免運費', 'free shipping')
  }
}

/** "每满" and "满" are what a shop asks first. */
function stepsText(steps: Extract<OfferGift, { kind: 'steps' }>['steps']): Texts {
  const once =
    steps.length === 1
      ? inLanguages('每单一次', '每單一次', 'once a receipt')
      : inLanguages(
          '每单一次，只算达到的最高一档',
          '每單一次，只算達到的最高一檔',
          'once a receipt, only the highest step reached',
        )
  return listed([...steps.map(({ fromCents, offCents }) => stepText('满', '滿', fromCents, offCents)), once])
}

function priceText(goods: Texts, cents: number): Texts {
  const money = moneyText(cents)
  return inLanguages(`${goods['zh-CN']} ${money}`, `${goods['zh-TW']} ${money}`, `${goods.en} ${money}`)
}

function offText({ cents, everyCents }: Extract<OfferGift, { kind: 'off' }>): Texts {
  const money = moneyText(cents)
  return everyCents === null
    ? inLanguages(`每单减 ${money}`, `每單減 ${money}`, `${money} off a receipt`)
    : stepText('每满', '每滿', everyCents, cents, 'for each whole')
}

function percentTexts({ basisPoints, mostCents }: Extract<OfferGift, { kind: 'percent' }>): Texts {
  const cn = basisPoints < 10_000 ? foldText(basisPoints) : '免费'
  const most = mostCents === null ? null : moneyText(mostCents)
  return inLanguages(
    `${cn}${most ? `，最多减 ${most}` : ''}`,
    `${basisPoints < 10_000 ? cn : '免費'}${most ? `，最多減 ${most}` : ''}`,
    `${percentText(basisPoints)} off${most ? `, at most ${most}` : ''}`,
  )
}

function stackTexts({ isAlone, group, keepsLevelPrice }: CompiledOffer): Texts[] {
  const texts: Texts[] = []
  if (isAlone) texts.push(inLanguages('不与其他促销同享', '不與其他促銷同享', 'not together with other offers'))
  if (group !== null)
    texts.push(inLanguages(`“${group}”组只取一个`, `「${group}」組只取一個`, `one of the group "${group}"`))
  if (!keepsLevelPrice)
    texts.push(
      inLanguages(
        '与会员等级价不同享，取更优惠的',
        '與會員等級價不同享，取更優惠的',
        'not together with the level price, whichever is better',
      ),
    )
  return texts
}

function couponTexts(coupon: CompiledCoupon | null): Texts[] {
  if (!coupon) return []
  const { valid, limits, blackout, givesBack } = coupon
  const texts = [inLanguages('须持有优惠券', '須持有優惠券', 'with a coupon')]
  if (valid.kind === 'after claim') {
    const length = periodText(valid.period)
    texts.push(
      inLanguages(`领取后 ${length['zh-CN']} 有效`, `領取後 ${length['zh-TW']} 有效`, `usable for ${length.en}`),
    )
  } else if (valid.from !== null || valid.through !== null)
    texts.push(same([valid.from ?? '', valid.through ?? ''].join(' – ').trim()))
  if (blackout.size > 0) {
    const days = [...blackout].join('、')
    texts.push(inLanguages(`${days} 不可用`, `${days} 不可用`, `not on ${[...blackout].join(', ')}`))
  }
  return [
    ...texts,
    ...limitTexts(limits),
    ...(givesBack ? [] : [inLanguages('退货不退券', '退貨不退券', 'not given back')]),
  ]
}

function limitTexts({ perMember, perDay, inAll, budgetCents }: CompiledCoupon['limits']): Texts[] {
  const texts: Texts[] = []
  if (perMember !== null)
    texts.push(inLanguages(`每人 ${perMember} 张`, `每人 ${perMember} 張`, `${perMember} a member`))
  if (perDay !== null) texts.push(inLanguages(`每天 ${perDay} 张`, `每天 ${perDay} 張`, `${perDay} a day`))
  if (inAll !== null) texts.push(inLanguages(`共 ${inAll} 张`, `共 ${inAll} 張`, `${inAll} in all`))
  if (budgetCents !== null) {
    const money = moneyText(budgetCents)
    texts.push(inLanguages(`共 ${money}`, `共 ${money}`, `${money} in all`))
  }
  return texts
}

export function guardSentences(guard: CompiledGuard | null): Texts[] {
  if (!guard) return []
  const { marginBasisPoints, discountBasisPoints } = guard
  const texts: Texts[] = []
  if (marginBasisPoints !== null) {
    const margin = percentText(marginBasisPoints)
    texts.push(
      inLanguages(
        `所有优惠之后，已知成本的商品合计毛利不低于 ${margin}`,
        `所有優惠之後，已知成本的商品合計毛利不低於 ${margin}`,
        `After all reductions, goods of known cost together keep a margin of ${margin}`,
      ),
    )
  }
  if (discountBasisPoints !== null) {
    const share = percentText(discountBasisPoints)
    texts.push(
      inLanguages(
        `促销、等级价和积分抵现合计最多优惠 ${share}`,
        `促銷、等級價和積分抵現合計最多優惠 ${share}`,
        `Offers, level price and points together take at most ${share} off`,
      ),
    )
  }
  return texts
}

function listed(parts: readonly Texts[]): Texts {
  return inLanguages(
    parts.map(part => part['zh-CN']).join('，'),
    parts.map(part => part['zh-TW']).join('，'),
    parts.map(part => part.en).join(', '),
  )
}

function same(text: string): Texts {
  return inLanguages(text, text, text)
}
