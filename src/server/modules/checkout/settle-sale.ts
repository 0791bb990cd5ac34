import type { CompiledBenefit } from '../../../program/index.ts'
import { dayOf } from '../../../shared/calendar.ts'
import { DomainError, invariant } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { endHold, type Hold } from '../ledger/index.ts'
import { receiptName, type Sale } from './commands.ts'
import { couponsOfHold } from './coupon-wishes.ts'
import { type Decided, decideBasket } from './decide-basket.ts'
import { discountEffect, type Effect, type EffectKind, effect, guestOfferEffects, offerEffects } from './effects.ts'
import { checkoutErrors } from './errors.ts'
import { benefitBoughtEarly, receiptSettled } from './events.ts'
import { isPassing, passedOver } from './passed-over-offers.ts'
import { countOfferLimits, noteOffers, spendCoupons } from './post-coupons.ts'
import { expireRestOfHold, moveLevel, postPoints, type Settling } from './post-sale.ts'
import type { SettledLine } from './receipt.ts'
import type { Posting, StoredReceipt } from './receipt-store.ts'
import { inMoney } from './refusal.ts'
import { approvalOf, boughtEarly, soldEarlyEffects } from './sell-early.ts'
import { postingContext, type World } from './world.ts'

export type Settled = { receipt: StoredReceipt; effects: Effect[]; memberId: number | null }

/**
 * Settles one sale in memory: decides, posts, moves the level, notes what is to be written.
 * Everything that can be refused is refused before the first posting.
 * @throws checkout/receipt-number-used, checkout/price-changed, checkout/tenders-differ, checkout/hold-gone
 * @throws members/not-found, program/redeem-…, approvals/…
 */
export function settleSale(world: World, sale: Sale): Settled {
  const memberId = memberOf(world, sale)
  refuseUsedNumber(world, sale)
  approvalOf(world, sale)
  const hold = sale.holdId ? holdOf(world, sale.holdId, memberId) : null
  // The points of its own hold are there for this sale: released first, and captured below.
  if (hold) endHold(world.open.account(hold.memberId, hold.assetId), hold, 'captured')
  const decided = decideOrRestore(world, sale, memberId, hold)
  const receiptId = newId(world.now)
  const context = postingContext(world, sale.place, {
    soldAt: sale.soldAt,
    receiptId,
    refundId: null,
    programVersion: sale.program?.version ?? null,
  })
  if (hold && !decided.decision?.redemptions.some(({ asset }) => sale.assetIds.get(asset) === hold.assetId)) {
    hold.state = 'released'
    expireRestOfHold(world, hold, context)
  }
  const effects: Effect[] = sale.programReason ? [effect('program-named', { reasons: [sale.programReason] })] : []
  // Before anything is posted: the level that this receipt reaches opens no window for its own goods.
  effects.push(...soldEarlyEffects(world, sale, memberId))
  const early = boughtEarly(world, sale, memberId)
  const postings: Posting[] = []
  effects.push(...guestOfferEffects(sale.program, memberId))
  const owed: StoredReceipt['owed'] = new Map()
  if (decided.plainReason) effects.push(effect('earned', { points: 0, reasons: [decided.plainReason] }))
  if (decided.decision && sale.program && memberId !== null) {
    const settling: Settling = {
      world,
      sale,
      program: sale.program,
      decision: decided.decision,
      memberId,
      context,
      hold,
      receiptId,
      owed,
    }
    const { offers, offerReasons } = decided.decision
    effects.push(...offerEffects({ offers, offerReasons: offerReasons.filter(one => !isPassing(one)) }, sale.lines))
    if (decided.decision.discountReasons.length > 0) effects.push(discountEffect(decided.decision))
    postPoints(settling, effects, postings)
    moveLevel(settling, effects)
    countOfferLimits(world, decided.decision, {
      memberId,
      program: sale.program,
      on: dayOf(sale.soldAt, world.zone),
    })
    spendCoupons(world, { decision: decided.decision, memberId, receiptId, holdId: sale.holdId })
  }
  const receipt = receiptOf(world, sale, { decided, effects, postings, receiptId, memberId, owed })
  noteReceipt(world, sale, receipt, memberId)
  if (early) noteBoughtEarly(world, receipt, early.benefit)
  noteOffers(world, receipt, 1)
  return { receipt, effects, memberId }
}

function memberOf(world: World, { member }: Sale): number | null {
  if (!member) return null
  const found = world.memberIds.get(member)
  invariant(found !== undefined, 'every member of a batch was looked up')
  if (found instanceof DomainError) throw found
  return found
}

function nameOf({ place, receiptNumber }: Sale): string {
  return receiptName({ storeId: place.store.storeId, tillId: place.till.tillId, receiptNumber })
}

function refuseUsedNumber(world: World, sale: Sale): void {
  const receiptId = world.receiptIds.get(nameOf(sale))
  if (receiptId) throw checkoutErrors.make('receipt-number-used', { number: sale.receiptNumber, receiptId })
}

/** The points of a hold; null where it holds coupons alone. */
function holdOf(world: World, holdId: string, memberId: number | null): Hold | null {
  const hold = world.open.holds.find(candidate => candidate.holdId === holdId && candidate.state === 'open')
  // Of another member's hold nothing more is said: whether it is loaded at all depends on who else is in the batch.
  if (hold?.memberId === memberId) return hold
  if (hold || memberId === null || couponsOfHold(world, { memberId, holdId }).length === 0)
    throw checkoutErrors.make('hold-gone')
  return null
}

/** A refused sale leaves its hold as it was. */
function decideOrRestore(world: World, sale: Sale, memberId: number | null, hold: Hold | null): Decided {
  try {
    const decided = decideBasket(world, sale, memberId)
    refuseOtherPrice(sale, decided)
    return decided
  } catch (error) {
    if (hold) restoreHold(world, hold)
    throw error
  }
}

function restoreHold(world: World, hold: Hold): void {
  const account = world.open.account(hold.memberId, hold.assetId)
  for (const { lotNumber, points } of hold.lots) {
    const lot = account.lots.find(candidate => candidate.lotNumber === lotNumber)
    invariant(lot, 'the lots of a hold were loaded')
    lot.held += points
  }
  account.held += hold.amount
  hold.state = 'open'
  hold.isChanged = false
}

function refuseOtherPrice(sale: Sale, decided: Decided): void {
  const { payableCents } = decided.prices
  if (sale.expectedPayableCents !== null && sale.expectedPayableCents !== payableCents)
    throw new PriceChanged(sale.expectedPayableCents, decided)
  if (!sale.tenders) return
  const tenderedCents = sale.tenders.reduce((sum, tender) => sum + tender.amountCents, 0)
  if (tenderedCents !== payableCents)
    throw inMoney(checkoutErrors.make('tenders-differ', { tenderedCents, payableCents }))
}

/** The price is not the one that the till showed. Carries the fresh decision, from which the answer makes a quote. */
export class PriceChanged extends Error {
  readonly expectedCents: number
  readonly decided: Decided

  constructor(expectedCents: number, decided: Decided) {
    super('the price changed')
    this.expectedCents = expectedCents
    this.decided = decided
  }
}

/** What a receipt did that has no entry in the journal. */
const ownKinds: ReadonlySet<EffectKind> = new Set([
  'offer',
  'offers-not-used',
  'gift-due',
  'level-discount',
  'level-moved',
  'program-named',
  'sold-early',
  'bought-early',
])

type Outcome = {
  decided: Decided
  effects: Effect[]
  postings: Posting[]
  receiptId: string
  memberId: number | null
  owed: StoredReceipt['owed']
}

function receiptOf(
  world: World,
  sale: Sale,
  { decided, effects, postings, receiptId, memberId, owed }: Outcome,
): StoredReceipt {
  const { store, till, staff, channel } = sale.place
  const { payableCents } = decided.prices
  return {
    memberId: memberId ?? guestNumber(receiptId),
    receiptId,
    storeId: store.storeId,
    tillId: till.tillId,
    number: sale.receiptNumber,
    soldAt: sale.soldAt,
    businessOn: dayOf(sale.soldAt, world.zone),
    recordedAt: world.now,
    state: 'settled',
    payableCents,
    refundedCents: 0,
    programCode: sale.program?.code ?? null,
    programVersion: sale.program?.version ?? null,
    staff,
    promoter: sale.promoter,
    channel,
    tenders: sale.tenders ?? [],
    postings,
    // What has an entry is explained by it; what has none is explained here.
    otherEffects: [
      ...effects.filter(({ kind, points }) => ownKinds.has(kind) || (kind === 'earned' && points === 0)),
      ...(sale.program && decided.decision ? passedOver(sale.program, decided.decision) : []),
    ],
    lines: sale.lines.map((line, index) => settledLine(line, index, decided)),
    owed,
    lapsed: new Map(),
    isNew: true,
  }
}

function settledLine(line: Sale['lines'][number], index: number, { prices, decision }: Decided): SettledLine {
  const earned: Record<string, number> = {}
  const redeemed: Record<string, number> = {}
  for (const earning of decision?.earnings ?? []) {
    const points = earning.perLine[index] ?? 0
    if (points > 0) earned[earning.asset] = points
  }
  for (const redemption of decision?.redemptions ?? []) {
    const points = redemption.pointsPerLine[index] ?? 0
    if (points > 0) redeemed[redemption.asset] = (redeemed[redemption.asset] ?? 0) + points
  }
  return {
    ...line,
    offerDiscountCents: prices.offerDiscounts[index] ?? 0,
    levelDiscountCents: prices.levelDiscounts[index] ?? 0,
    pointsDiscountCents: prices.pointsDiscounts[index] ?? 0,
    payableCents: prices.payable[index] ?? 0,
    earned,
    redeemed,
    refundedUnits: 0,
    refundedCents: 0,
  }
}

/** A number below zero of the receipt's own, from the random half of its id: guests spread over shards as members do. */
function guestNumber(receiptId: string): number {
  return -(Number.parseInt(receiptId.slice(-12), 16) + 1)
}

function noteBoughtEarly(
  { written, now }: World,
  { receiptId, number: receiptNumber, memberId, storeId, businessOn, programCode, staff }: StoredReceipt,
  { benefit, name }: CompiledBenefit,
): void {
  if (programCode === null) return
  const told = { receiptId, receiptNumber, memberId, storeId, businessOn, programCode, benefit, name, staff }
  written.events.push(benefitBoughtEarly.of(told, now))
}

function noteReceipt(world: World, sale: Sale, receipt: StoredReceipt, memberId: number | null): void {
  const { written } = world
  written.receipts.push(receipt)
  world.receipts.set(receipt.receiptId, receipt)
  world.receiptIds.set(nameOf(sale), receipt.receiptId)
  const { storeId, businessOn, payableCents, receiptId } = receipt
  const approval = approvalOf(world, sale)
  if (approval) written.usedApprovals.push({ approvalId: approval.approvalId, receiptId, usedAt: world.now })
  written.sales.push({ businessOn, storeId, isMember: memberId !== null, receipts: 1, payableCents, refundedCents: 0 })
  if (memberId !== null) written.visits.push({ memberId, storeId, onDay: businessOn })
  const unknownGoods = receipt.lines
    .filter(line => line.isUnknownGoods)
    .map(line => ({
      sku: line.sku,
      name: line.name,
      class: line.class,
      brand: line.brand,
      isWeighed: line.isWeighed,
      kind: line.kind,
    }))
  written.events.push(
    receiptSettled.of(
      { receiptId: receipt.receiptId, memberId, storeId, businessOn, payableCents, unknownGoods },
      world.now,
    ),
  )
}
