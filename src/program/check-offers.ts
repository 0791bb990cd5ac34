import { checkCondition } from './check-condition.ts'
import { checkCoupon } from './check-coupons.ts'
import { checkOfferLimits } from './check-offer-limits.ts'
import { canonical } from './compare-conditions.ts'
import { readPay, readSteps } from './compile-offers.ts'
import { type OfferBlock, tracksOf } from './document.ts'
import type { Finding, Path } from './findings.ts'
import type { ParsedProgram } from './parse.ts'
import { moneyText } from './reasons.ts'
import { readDiscount, readMoney, readPercent } from './scalars.ts'

const kinds = ['off', 'discount', 'steps', 'pay', 'prices', 'gift', 'exchange', 'free'] as const

/** What offers and the price guard can have wrong in their meaning. */
export function checkOffers(parsed: ParsedProgram): Finding[] {
  const offers = parsed.document.offers ?? []
  const ofOffers = offers.flatMap((offer, index) => [
    ...checkKind(parsed, offer, index),
    ...checkAmounts(parsed, offer, index),
    ...checkSteps(parsed, offer, index),
    ...checkGoods(parsed, offer, index),
    ...checkCoupon(parsed, offer, index),
    ...checkOfferLimits(parsed, offer, index),
    ...checkTwins(parsed, offers.slice(0, index), offer),
    ...checkCondition(offer.when, ['offers', index, 'when'], parsed),
  ])
  return [...ofOffers, ...checkGuard(parsed)]
}

function checkKind({ at }: ParsedProgram, offer: OfferBlock, index: number): Finding[] {
  const path = ['offers', index] as const
  const findings: Finding[] = []
  if (kinds.filter(kind => offer[kind] !== undefined).length !== 1)
    findings.push(at(path, 'offer-kinds', { offer: offer.offer }))
  for (const [word, needs] of [
    ['every', 'off'],
    ['most', 'discount'],
  ] as const) {
    if (offer[word] !== undefined && offer[needs] === undefined)
      findings.push(at([...path, word], 'offer-word-alone', { offer: offer.offer, word, needs }))
  }
  return findings
}

/** An amount of nothing, and more off than what it takes to get it. */
function checkAmounts({ at }: ParsedProgram, offer: OfferBlock, index: number): Finding[] {
  const path = ['offers', index] as const
  const findings: Finding[] = []
  const nothing = (word: 'off' | 'every' | 'most' | 'discount') =>
    findings.push(at([...path, word], 'offer-gives-nothing', { offer: offer.offer, word }))
  for (const word of ['off', 'every', 'most'] as const) if (readMoney(offer[word]) === 0) nothing(word)
  if (offer.discount !== undefined && readDiscount(offer.discount) === 0) nothing('discount')
  const off = readMoney(offer.off) ?? 0
  const every = readMoney(offer.every)
  if (every !== undefined && every > 0 && off > every)
    findings.push(givesAll(at, [...path, 'off'], offer, { fromCents: every, offCents: off }))
  const pay = offer.pay === undefined ? undefined : readPay(offer.pay)
  if (pay && pay.paid >= pay.of) findings.push(at([...path, 'pay'], 'pay-all', { offer: offer.offer, pay: offer.pay }))
  return findings
}

type Step = { fromCents: number; offCents: number }

function givesAll(at: ParsedProgram['at'], path: Path, { offer }: OfferBlock, { fromCents, offCents }: Step): Finding {
  return at(path, 'step-gives-all', { offer, from: moneyText(fromCents), off: moneyText(offCents) })
}

function checkSteps({ at }: ParsedProgram, offer: OfferBlock, index: number): Finding[] {
  const path = ['offers', index, 'steps'] as const
  const findings: Finding[] = []
  const steps = offer.steps ? readSteps(offer.steps) : []
  for (const [place, step] of steps.entries()) {
    const below = steps[place - 1]
    const shown = { offer: offer.offer, from: moneyText(step.fromCents), off: moneyText(step.offCents) }
    if (step.offCents > step.fromCents) findings.push(givesAll(at, path, offer, step))
    if (step.offCents === 0) findings.push(at(path, 'offer-gives-nothing', { offer: offer.offer, word: 'steps' }))
    if (below?.fromCents === step.fromCents) findings.push(at(path, 'step-twice', shown))
    else if (below && step.offCents <= below.offCents) findings.push(at(path, 'step-gives-less', shown, 'warning'))
  }
  return findings
}

function checkGoods({ at }: ParsedProgram, { gift, exchange, prices }: OfferBlock, index: number): Finding[] {
  const path = ['offers', index] as const
  const isOdd = (sku: string) => /[\s\u3000\uff01-\uff5e]/u.test(sku)
  const odd = (where: Path, sku: string | undefined) =>
    sku !== undefined && isOdd(sku) ? [at(where, 'sku-odd', { sku }, 'warning')] : []
  return [
    ...odd([...path, 'gift'], gift),
    ...odd([...path, 'exchange', 'goods'], exchange?.goods),
    ...Object.keys(prices ?? {}).flatMap(sku => odd([...path, 'prices', sku], sku)),
  ]
}

function checkTwins({ document, at }: ParsedProgram, earlier: readonly OfferBlock[], offer: OfferBlock): Finding[] {
  const path = ['offers', (document.offers ?? []).indexOf(offer)] as const
  const findings: Finding[] = []
  if (earlier.some(other => other.offer === offer.offer))
    findings.push(at([...path, 'offer'], 'name-twice', { word: offer.offer }))
  const overlap = earlier.find(other => isSameGift(other, offer))
  if (overlap) findings.push(at(path, 'offers-overlap', { offer: offer.offer, other: overlap.offer }, 'warning'))
  return findings
}

/** Two offers of one kind under literally the same condition, about the same goods, that nothing keeps apart. */
function isSameGift(a: OfferBlock, b: OfferBlock): boolean {
  const isApart = (a.group !== undefined && a.group === b.group) || a.stacks === 'alone' || b.stacks === 'alone'
  const goodsOf = ({ gift, exchange, prices }: OfferBlock) =>
    gift ?? exchange?.goods ?? Object.keys(prices ?? {}).sort()
  return (
    !isApart &&
    kinds.every(kind => (a[kind] === undefined) === (b[kind] === undefined)) &&
    canonical(goodsOf(a)) === canonical(goodsOf(b)) &&
    canonical(a.when ?? {}) === canonical(b.when ?? {})
  )
}

function checkGuard({ document, at }: ParsedProgram): Finding[] {
  const { guard } = document
  if (!guard) return []
  const { margin, discount } = guard
  if (margin === undefined && discount === undefined) return [at(['guard'], 'guard-empty')]
  const reduces =
    (document.offers ?? []).length > 0 ||
    (document.redemption ?? []).length > 0 ||
    tracksOf(document.levels).some(({ block }) => block.ladder.some(level => level.discount !== undefined))
  if (!reduces) return [at(['guard'], 'guard-never', { why: 'offers / levels / redemption' }, 'warning')]
  if (readPercent(discount) === 10_000)
    return [at(['guard', 'discount'], 'guard-never', { why: 'discount: 100 %' }, 'warning')]
  return []
}
