import { multiplyDivideHalfUp } from '../shared/money.ts'
import { type AppliedOffer, applyOffers, type OfferedPrices } from './apply-offers.ts'
import type { CompiledAsset, CompiledLevel, CompiledProgram, CompiledRedeemRule, EarningBase } from './compiled.ts'
import type { Scene } from './conditions.ts'
import type { Measure } from './document.ts'
import { type Earning, earn } from './earn.ts'
import { type EarningBaseOfLines, sum } from './earn-adders.ts'
import { isSold, type MemberFacts, netCentsOf, type RedeemWish, type SaleFacts, type SaleLine } from './facts.ts'
import { measureEarned, measureGoods } from './gauges.ts'
import { standingLevel } from './levels.ts'
import type { UsedNow } from './limits.ts'
import { type Ceiling, ceilingFor } from './offer-guard.ts'
import { type Reason, reason } from './reasons.ts'
import { choiceOf, type RedeemChoice, type Redemption, redeem, redeemRulesFor } from './redeem.ts'
import { type Refusal, refuse } from './refusals.ts'
import { type IdleTerm, termOf } from './validity.ts'

/** What a receipt brings, decided and not yet written. Arrays run in the order of the receipt's lines. */
export type SaleDecision = {
  offerDiscounts: readonly number[]
  levelDiscounts: readonly number[]
  pointsDiscounts: readonly number[]
  payable: readonly number[]
  payableCents: number
  /** The offers that count, in the order in which they were applied. */
  offers: AppliedOffer[]
  /** Why other offers do not count, and what the price guard leaves to points. */
  offerReasons: Reason[]
  giftsDue: OfferedPrices['giftsDue']
  discountReasons: Reason[]
  redemptions: Redemption[]
  earnings: AssetEarning[]
  /** What the receipt adds to the level windows. */
  measured: Record<Measure, number>
  /** What it adds to measures of certain goods. */
  measuredGoods: Readonly<Record<string, number>>
  /** What it earned of each kind of points but the first. */
  measuredPoints: Readonly<Record<string, number>>
  choices: RedeemChoice[]
}

export type AssetEarning = {
  asset: string
  points: number
  perLine: number[]
  expiresAt: Date | null
  /** Null with `pendingUntil` null: at once. */
  usableFrom: Date | null
  /** The activity after which they can be used. */
  pendingUntil: string | null
  /** Set where they end by inactivity. */
  idle: IdleTerm | null
  reasons: Reason[]
  /** What it used of limits. */
  used: readonly UsedNow[]
  /** The points by rule, where rules exclude or limit each other; null: the rules simply add up. */
  perRule: Earning['perRule']
}

/** What a member asks for who is told what is possible. */
export type WishOf = (choices: readonly RedeemChoice[]) => readonly RedeemWish[]

/**
 * Decides one sale for a member: offers, level price, points off, points earned, what counts for levels.
 * Pure: the same program, member, sale and time give the same decision in every process.
 * @param wishOf instead of the wishes of the sale: the same decision as after having asked for the choices once
 */
export function decideSale(
  program: CompiledProgram,
  member: MemberFacts,
  sale: SaleFacts,
  wishOf: WishOf | null = null,
): SaleDecision | Refusal {
  if (isTooLarge(program, sale)) return refuse('basket-too-large')
  const levels = levelsOf(program, member)
  const scene: Scene = {
    member: withLevels(member, program, levels),
    sale,
    basketCents: basketCentsOf(sale),
    firstAsset: program.assets[0]?.code ?? '',
  }
  const priced = applyOffers(program, levels, scene)
  if ('refusal' in priced) return priced
  const ceiling = priced.guard ? ceilingOf(priced) : null
  const rules = redeemRulesFor(program.redemption, levels)
  const choices = rules.map(rule =>
    choiceOf(rule, { scene, payable: priced.left, usable: member.usable[rule.asset] ?? 0, ceiling }),
  )
  const wishes = wishOf === null ? sale.redeem : wishOf(choices)
  const redeemed = redeemAll(rules, scene, { wishes, left: priced.left, ceiling })
  if ('refusal' in redeemed) return redeemed
  const { pointsDiscounts } = redeemed
  const { offerDiscounts, levelDiscounts } = priced
  const prices = { offerDiscounts, levelDiscounts, pointsDiscounts, payable: redeemed.payable }
  const base = baseOf(program.base, sale, prices)
  const earnings: AssetEarning[] = []
  for (const asset of program.assets)
    if (asset.rules.length > 0) earnings.push(earnAsset(asset, { scene, base, zone: program.zone }))
  return {
    offerDiscounts,
    levelDiscounts,
    pointsDiscounts,
    payable: redeemed.payable,
    payableCents: sum(redeemed.payable),
    offers: priced.offers,
    offerReasons: ceiling ? [...priced.otherReasons, ...ceilingReasons(choices, ceiling)] : priced.otherReasons,
    giftsDue: priced.giftsDue,
    discountReasons: priced.levelReasons,
    redemptions: redeemed.redemptions,
    earnings,
    measured: measuredBy(program, sale, redeemed.payable, earnings),
    measuredGoods: goodsMeasuredBy(program, sale, redeemed.payable),
    measuredPoints: measureEarned(program.assets, code => pointsOf(earnings, code)),
    choices,
  }
}

/** What the price guard leaves to points, after offers and level price. */
function ceilingOf({ guard, offerDiscounts, levelDiscounts, left }: OfferedPrices): Ceiling | null {
  const taken = offerDiscounts.map((cents, index) => cents + (levelDiscounts[index] ?? 0))
  return guard && ceilingFor(guard, taken, left)
}

/** Said only where the guard takes a choice from the member. */
function ceilingReasons(choices: readonly RedeemChoice[], { totalCents }: Ceiling): Reason[] {
  return choices.some(choice => choice.isGuarded) ? [reason('guard-points', null, { roomCents: totalCents })] : []
}

/** Beyond the largest basket the fine units of points would leave the whole numbers that a double can tell apart. */
function isTooLarge({ assets }: CompiledProgram, { lines }: SaleFacts): boolean {
  let grossCents = 0
  let pieces = 0
  for (const line of lines) {
    grossCents += line.grossCents
    if (!line.isWeighed) pieces += line.units
  }
  return assets.some(asset => grossCents > asset.basketCentsMax || pieces > asset.basketCentsMax)
}

/** The level in each track. */
function levelsOf({ tracks }: CompiledProgram, { level, otherLevels }: MemberFacts): CompiledLevel[] {
  const levels: CompiledLevel[] = []
  for (const track of tracks)
    levels.push(standingLevel(track, levels.length === 0 ? level : (otherLevels?.[track.track] ?? null)))
  return levels
}

/** A level that the ladder no longer has counts as the one that stands for it: conditions ask for what there is. */
function withLevels(member: MemberFacts, { tracks }: CompiledProgram, levels: readonly CompiledLevel[]): MemberFacts {
  const [first] = levels
  if (!first || (levels.length === 1 && first.level === member.level)) return member
  const others = tracks.slice(1).map(({ track }, index) => [track, levels[index + 1]?.level ?? ''])
  return { ...member, level: first.level, otherLevels: Object.fromEntries(others) }
}

function basketCentsOf({ lines }: SaleFacts): number {
  let cents = 0
  for (const line of lines) if (isSold(line)) cents += netCentsOf(line)
  return cents
}

type Redeemed = { redemptions: Redemption[]; payable: readonly number[]; pointsDiscounts: readonly number[] }

function redeemAll(
  rules: readonly CompiledRedeemRule[],
  scene: Scene,
  { wishes, left, ceiling }: { wishes: readonly RedeemWish[]; left: readonly number[]; ceiling: Ceiling | null },
): Redeemed | Refusal {
  const redemptions: Redemption[] = []
  if (wishes.length === 0) return { redemptions, payable: left, pointsDiscounts: left.map(() => 0) }
  let payable = left
  let room = ceiling
  const usable: Record<string, number> = { ...scene.member.usable }
  for (const wish of wishes) {
    if (redemptions.some(done => done.rule === wish.rule)) return refuse('redeem-twice', { rule: wish.rule })
    const asset = rules.find(rule => rule.rule === wish.rule)?.asset ?? ''
    const outcome = redeem(rules, wish, { scene, payable, usable: usable[asset] ?? 0, ceiling: room })
    if ('refusal' in outcome) return outcome
    room = room && lessOf(room, outcome)
    redemptions.push(outcome)
    usable[asset] = (usable[asset] ?? 0) - outcome.points
    payable = payable.map((cents, index) => cents - (outcome.offPerLine[index] ?? 0))
  }
  return { redemptions, payable, pointsDiscounts: payable.map((cents, index) => (left[index] ?? 0) - cents) }
}

/** What an earlier redemption leaves of the ceiling. */
function lessOf({ perLine, totalCents }: Ceiling, { offCents, offPerLine }: Redemption): Ceiling {
  return {
    perLine: perLine.map((cents, index) => cents - (offPerLine[index] ?? 0)),
    totalCents: totalCents - offCents,
  }
}

type Prices = {
  offerDiscounts: readonly number[]
  levelDiscounts: readonly number[]
  pointsDiscounts: readonly number[]
  payable: readonly number[]
}

/** `counts`: whether any line is of a kind that earns. */
type Base = EarningBaseOfLines & { counts: boolean; reasons: readonly Reason[] }

function earnAsset(
  asset: CompiledAsset,
  { scene, base, zone }: { scene: Scene; base: Base; zone: string },
): AssetEarning {
  const earning = base.counts ? earn(asset, scene, base) : nothingFor(base)
  const { points, perLine, reasons, used, perRule } = earning
  const term = termOf(asset, scene.sale.soldOn, zone)
  if (points > 0) for (const told of term.reasons) reasons.push(told)
  const { expiresAt, usableFrom, pendingUntil, idle } = term
  for (const told of base.reasons) reasons.push(told)
  return { asset: asset.code, points, perLine, expiresAt, usableFrom, pendingUntil, idle, reasons, used, perRule }
}

function nothingFor({ cents }: Base): Earning {
  return { points: 0, perLine: cents.map(() => 0), reasons: [], used: [], perRule: null }
}

/** How much of each line earns, as the program's base says: kinds, tax, discounts, the part paid by points. */
function baseOf(rules: EarningBase, sale: SaleFacts, prices: Prices): Base {
  const reasons: Reason[] = []
  const isCounted = sale.lines.map(line => rules.kinds.has(line.kind))
  let counts = false
  let uncounted = 0
  let pointsPart = 0
  const cents = sale.lines.map((line, index) => {
    const payable = prices.payable[index] ?? 0
    const byPoints = prices.pointsDiscounts[index] ?? 0
    if (!isCounted[index]) {
      uncounted += payable
      return 0
    }
    counts = true
    if (!rules.countsPaidByPoints) pointsPart += byPoints
    const byProgram = (prices.offerDiscounts[index] ?? 0) + (prices.levelDiscounts[index] ?? 0)
    const discounts = line.manualDiscountCents + byProgram
    const counted = payable + (rules.deductsDiscounts ? 0 : discounts) + (rules.countsPaidByPoints ? byPoints : 0)
    return rules.countsTax ? counted : counted - taxWithin(line, counted)
  })
  if (uncounted > 0) reasons.push(reason('lines-not-counted', null, { amountCents: uncounted }))
  if (pointsPart > 0) reasons.push(reason('points-part-not-counted', null, { amountCents: pointsPart }))
  return { cents, isCounted, counts, reasons }
}

/** The tax within a part of a line's price: a line that costs less contains less of it. */
function taxWithin(line: SaleLine, cents: number): number {
  const netCents = netCentsOf(line)
  return netCents === 0 ? 0 : Math.min(multiplyDivideHalfUp(line.taxCents, cents, netCents), cents)
}

/** Net spend is what was paid for goods and services; a visit is a receipt; points earned are of the first asset. */
function measuredBy(
  { assets }: CompiledProgram,
  sale: SaleFacts,
  payable: readonly number[],
  earnings: readonly AssetEarning[],
): Record<Measure, number> {
  let spend = 0
  let index = 0
  for (const line of sale.lines) {
    if (isSold(line)) spend += payable[index] ?? 0
    index += 1
  }
  const points = pointsOf(earnings, assets[0]?.code)
  return { 'net-spend': spend, 'points-earned': points, visits: 1 }
}

function pointsOf(earnings: readonly AssetEarning[], asset: string | undefined): number {
  let points = 0
  for (const earning of earnings) if (earning.asset === asset) points = earning.points
  return points
}

const nothingMeasured = {}

/** What certain goods add; most programs ask for none. */
function goodsMeasuredBy(
  { goodsMeasures }: CompiledProgram,
  { lines }: SaleFacts,
  payable: readonly number[],
): Readonly<Record<string, number>> {
  if (goodsMeasures.length === 0) return nothingMeasured
  const sold = lines.map((line, index) => ({ line, cents: payable[index] ?? 0 })).filter(({ line }) => isSold(line))
  return measureGoods(
    goodsMeasures,
    sold.map(({ line: { sku, class: group, brand }, cents }) => ({ sku, class: group, brand, cents })),
  )
}
