import { withoutAlways } from './always-holds.ts'
import { conditionAtLevel } from './at-level.ts'
import { holdsWhenever } from './compare-conditions.ts'
import type { Condition, EarnRule, LevelsBlock, OfferBlock, ProgramDocument } from './document.ts'
import { isOfPurchase, plainGift } from './plain-rules.ts'
import { readDiscount, readMoney } from './scalars.ts'

/** Something that a member gets; of one key always in the same unit. */
export type Gains = ReadonlyMap<string, number>

/** A member of one level, in circumstances of which it is known what holds. */
export type Judged = { document: ProgramDocument; block: LevelsBlock; level: string; known: Condition }

type Rung = LevelsBlock['ladder'][number]

/** Whether a condition surely holds for members of the level in these circumstances. */
export function holdsAt(when: Condition | undefined, { document, block, level, known }: Judged): boolean {
  const left = conditionAtLevel(when, { ladder: block.ladder.map(rung => rung.level), level })
  return left !== null && holdsWhenever(withoutAlways(left, document), known)
}

function rungOf({ block, level }: Judged): Rung | undefined {
  return block.ladder.find(rung => rung.level === level)
}

/** Hundredths of a per cent and 分 off, and by their codes the offers that cannot be compared with others. */
export function offerGains(judged: Judged, offers: readonly OfferBlock[]): Gains {
  const holding = offers.filter(({ when }) => holdsAt(when, judged))
  const plain = holding.filter(isPlainOffer)
  const gains = new Map([
    ['percent', percentOf(plain, priceAt(judged))],
    ['cents', bestOf(plain, ({ off }) => readMoney(off) ?? 0, added)],
  ])
  for (const offer of holding) if (!isPlainOffer(offer)) gains.set(offer.offer, 1)
  return gains
}

/** What takes the same off whatever is bought, without a right that must be held. */
export function isPlainOffer({ discount, off, every, coupon }: OfferBlock): boolean {
  return coupon === undefined && (discount !== undefined || (off !== undefined && every === undefined))
}

function percentOf(offers: readonly OfferBlock[], price: number): number {
  const shareOf = ({ discount }: OfferBlock) => readDiscount(discount) ?? 0
  const together = bestOf(offers, shareOf, oneAfterTheOther)
  const isApart = offers.some(offer => shareOf(offer) > 0 && (offer['level-price'] ?? 'together') !== 'together')
  return isApart ? Math.max(together, price) : oneAfterTheOther(together, price)
}

/** A price for some goods counts where they are what is bought. */
function priceAt(judged: Judged): number {
  const discount = rungOf(judged)?.discount
  if (typeof discount !== 'object') return readDiscount(discount) ?? 0
  return holdsAt(discount.when, judged) ? (readDiscount(discount.percent) ?? 0) : 0
}

type Adding = (a: number, b: number) => number

const added: Adding = (a, b) => a + b
const oneAfterTheOther: Adding = (a, b) => a + b - (a * b) / 10_000

/** Of a group the best counts, and one that counts alone counts instead of all others. */
function bestOf(offers: readonly OfferBlock[], sizeOf: (offer: OfferBlock) => number, add: Adding): number {
  const alone = offers.filter(({ stacks }) => stacks === 'alone').map(sizeOf)
  const groups = Map.groupBy(
    offers.filter(({ stacks }) => stacks !== 'alone'),
    ({ offer, group }) => (group === undefined ? `offer ${offer}` : `group ${group}`),
  )
  const together = [...groups.values()].map(group => Math.max(...group.map(sizeOf))).reduce(add, 0)
  return Math.max(together, ...alone)
}

/** Points of one asset: for ¥1, a piece, a receipt, or something that happens. */
export function earningGains(judged: Judged, rules: readonly EarnRule[], asset: string): Gains {
  const [firstAsset = ''] = Object.keys(judged.document.assets)
  const holding = rules
    .map(plainGift)
    .filter(rule => (rule.asset ?? firstAsset) === asset && holdsAt(rule.when, judged))
  const ofLevel = asset === firstAsset ? (rungOf(judged)?.times ?? 1) : 1
  const times = timesOf(holding, ofLevel, judged.document.earning?.multipliers === 'all')
  const counted = countedOf(holding)
  const keys = new Set(counted.map(unitOf))
  return new Map(
    [...keys].map(unit => {
      const points = counted.filter(rule => unitOf(rule) === unit).reduce((sum, rule) => sum + rateOf(rule), 0)
      return [unit, points * (unit === '¥1' || unit === 'item' ? times : 1)]
    }),
  )
}

/** Of a group the one of the highest priority counts, of equal ones the one that gives most. */
function countedOf(rules: readonly EarnRule[]): EarnRule[] {
  const giving = rules.filter(({ points }) => points !== undefined)
  const groups = Map.groupBy(giving, ({ rule, group }) => (group === undefined ? `rule ${rule}` : `group ${group}`))
  return [...groups.values()].flatMap(group => group.toSorted(byPriority(rateOf)).slice(0, 1))
}

function timesOf(rules: readonly EarnRule[], ofLevel: number, isAll: boolean): number {
  const timesIn = ({ times = 1 }: EarnRule) => times
  const multiplying = rules.filter(({ times }) => times !== undefined)
  const groups = Map.groupBy(multiplying, ({ rule, group }) =>
    group === undefined ? `rule ${rule}` : `group ${group}`,
  )
  const best = [...groups.values()].flatMap(group => group.toSorted(byPriority(timesIn)).slice(0, 1).map(timesIn))
  return isAll ? best.reduce((product, times) => product * times, ofLevel) : Math.max(ofLevel, ...best)
}

function byPriority(sizeOf: (rule: EarnRule) => number) {
  return (a: EarnRule, b: EarnRule) => (b.priority ?? 0) - (a.priority ?? 0) || sizeOf(b) - sizeOf(a)
}

function unitOf(rule: EarnRule): string {
  if (!isOfPurchase(rule)) return `on: ${rule.on}`
  return rule.per === 'item' || rule.per === 'receipt' ? rule.per : '¥1'
}

function rateOf(rule: EarnRule): number {
  const cents = unitOf(rule) === '¥1' ? (readMoney(rule.per) ?? 100) : 100
  return ((rule.points ?? 0) * 100) / cents
}
