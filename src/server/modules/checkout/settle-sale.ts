import { type CompiledProgram, riseFor, type SaleDecision } from '../../../program/index.ts'
import { dayOf } from '../../../shared/calendar.ts'
import { multiplyDivideHalfUp } from '../../../shared/money.ts'
import { DomainError, invariant } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { draw, endHold, grant, type Hold, type PostingContext, post } from '../ledger/index.ts'
import { addToBucket, levelMoved, moveTo } from '../levels/index.ts'
import { receiptName, type Sale } from './commands.ts'
import { type Decided, decideBasket } from './decide-basket.ts'
import { type Effect, effect } from './effects.ts'
import { checkoutErrors } from './errors.ts'
import { receiptSettled } from './events.ts'
import type { SettledLine } from './receipt.ts'
import type { Posting, StoredReceipt } from './receipt-store.ts'
import { levelKey, postingContext, type World, windowNow } from './world.ts'

export type Settled = { receipt: StoredReceipt; effects: Effect[]; memberId: number | null }

/**
 * Settles one sale in memory: decides, posts, moves the level, notes what is to be written.
 * Everything that can be refused is refused before the first posting.
 * @throws checkout/receipt-number-used, checkout/price-changed, checkout/tenders-differ, checkout/hold-gone
 * @throws members/not-found, program/redeem-…
 */
export function settleSale(world: World, sale: Sale): Settled {
  const memberId = memberOf(world, sale)
  refuseUsedNumber(world, sale)
  const hold = sale.holdId ? holdOf(world, sale.holdId, memberId) : null
  // The points of its own hold are there for this sale: released first, and captured below.
  if (hold) endHold(world.open.account(hold.memberId, hold.assetId), hold, 'captured')
  const decided = decideOrRestore(world, sale, memberId, hold)
  const receiptId = newId(world.now)
  const effects: Effect[] = []
  const postings: Posting[] = []
  if (decided.plainReason) effects.push(effect('earned', { points: 0, reasons: [decided.plainReason] }))
  if (decided.decision && sale.program && memberId !== null) {
    const context = postingContext(world, sale.place, {
      soldAt: sale.soldAt,
      receiptId,
      refundId: null,
      programVersion: sale.program.version,
    })
    const settling: Settling = {
      world,
      sale,
      program: sale.program,
      decision: decided.decision,
      memberId,
      context,
      hold,
      receiptId,
    }
    if (decided.decision.discountReasons.length > 0) effects.push(discountEffect(decided.decision))
    postPoints(settling, effects, postings)
    moveLevel(settling, effects)
  }
  const receipt = receiptOf(world, sale, { decided, effects, postings, receiptId, memberId })
  noteReceipt(world, sale, receipt, memberId)
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

function holdOf(world: World, holdId: string, memberId: number | null): Hold {
  const hold = world.open.holds.find(candidate => candidate.holdId === holdId && candidate.state === 'open')
  if (!hold) throw checkoutErrors.make('hold-gone')
  if (hold.memberId !== memberId) throw checkoutErrors.make('two-members')
  return hold
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
  if (tenderedCents !== payableCents) throw checkoutErrors.make('tenders-differ', { tenderedCents, payableCents })
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

type Settling = {
  world: World
  sale: Sale
  program: CompiledProgram
  decision: SaleDecision
  memberId: number
  context: PostingContext
  hold: Hold | null
  receiptId: string
}

function discountEffect({ levelDiscounts, discountReasons }: SaleDecision): Effect {
  return effect('level-discount', { amountCents: levelDiscounts.reduce((a, b) => a + b, 0), reasons: discountReasons })
}

function postPoints(settling: Settling, effects: Effect[], postings: Posting[]): void {
  const { sale, program } = settling
  for (const asset of program.assets) {
    const assetId = sale.assetIds.get(asset.code)
    invariant(assetId !== undefined, 'each asset of a program has an id')
    const redeemVersion = redeemAsset(settling, asset.code, assetId, effects)
    const earnVersion = earnAsset(settling, asset.code, assetId, effects)
    if (redeemVersion !== null || earnVersion !== null)
      postings.push({ asset: asset.code, assetId, earnVersion, redeemVersion })
  }
}

/** All redemptions of one asset are one entry; held lots are drawn first, because they were promised. */
function redeemAsset(
  { world, decision, memberId, context, hold }: Settling,
  asset: string,
  assetId: number,
  effects: Effect[],
): number | null {
  const redemptions = decision.redemptions.filter(redemption => redemption.asset === asset)
  if (redemptions.length === 0) return null
  const points = redemptions.reduce((sum, redemption) => sum + redemption.points, 0)
  const reasons = redemptions.flatMap(redemption => redemption.reasons)
  const account = world.open.account(memberId, assetId)
  const preferred = hold && hold.assetId === assetId ? hold.lots : []
  const entry = post(
    world.open.journal,
    account,
    { kind: 'redeem', amount: -points, context, reasons },
    draw(account, points, preferred),
  )
  const amountCents = redemptions.reduce((sum, redemption) => sum + redemption.offCents, 0)
  effects.push(effect('redeemed', { asset, points: -points, amountCents, reasons }))
  return entry.version
}

function earnAsset(
  { world, program, decision, memberId, context }: Settling,
  asset: string,
  assetId: number,
  effects: Effect[],
): number | null {
  const earning = decision.earnings.find(candidate => candidate.asset === asset)
  if (!earning) return null
  const { points, expiresAt, reasons } = earning
  effects.push(effect('earned', { asset, points, expiresAt: expiresAt?.toISOString() ?? null, reasons }))
  if (points === 0) return null
  const account = world.open.account(memberId, assetId)
  const debtBefore = account.debt
  const entry = grant(world.open.journal, account, {
    kind: 'earn',
    points,
    expiresAtMs: expiresAt?.getTime() ?? null,
    funding: 'purchase',
    deferredCents: deferredCentsOf(program, asset, { points, payableCents: decision.payableCents }),
    context,
    reasons,
  })
  const settled = debtBefore - account.debt
  if (settled > 0)
    effects.push(
      effect('debt-settled', {
        asset,
        points: settled,
        reasons: [{ code: 'debt-settled', rule: null, values: { points: settled } }],
      }),
    )
  return entry.version
}

/**
 * The part of the price that is put off until the points are used: price × points' value ÷ (price + points' value),
 * the relative stand-alone selling price of IFRS 15 B39 to B43 with every point expected to be redeemed.
 */
function deferredCentsOf(
  program: CompiledProgram,
  asset: string,
  { points, payableCents }: { points: number; payableCents: number },
): number {
  const rule = program.redemption.find(candidate => candidate.asset === asset)
  if (!rule || payableCents === 0) return 0
  const valueCents = multiplyDivideHalfUp(points, rule.centsPerStep, rule.step)
  return multiplyDivideHalfUp(payableCents, valueCents, payableCents + valueCents)
}

function moveLevel({ world, sale, program, decision, memberId, receiptId }: Settling, effects: Effect[]): void {
  const state = world.levels.get(levelKey(memberId, program))
  invariant(state, 'the level of each member was read')
  const soldOn = dayOf(sale.soldAt, world.zone)
  const window = windowNow(world, memberId, program)
  const bucket = {
    dayOn: soldOn,
    netSpendCents: decision.measured['net-spend'],
    visits: 1,
    pointsEarned: decision.measured['points-earned'],
  }
  addToBucket(world.levelChanges, state, { bucket, isInWindow: soldOn >= window.from && soldOn <= window.through })
  if (!program.levels) return
  const on = dayOf(world.now, world.zone)
  const joinedOn = dayOf(world.members.get(memberId)?.joinedAt ?? world.now, world.zone)
  const rise = riseFor(program.levels, state.level, state.measures, { day: on, joinedOn })
  if (!rise) return
  moveTo(world.levelChanges, program.levels, state, {
    to: rise.to,
    cause: 'receipt',
    on,
    at: world.now,
    receiptId,
    programVersion: program.version,
    reasons: rise.reasons,
  })
  effects.push(effect('level-moved', { level: rise.to, reasons: rise.reasons }))
  world.written.events.push(
    levelMoved.of(
      {
        memberId,
        programCode: program.code,
        track: state.track,
        from: rise.from,
        to: rise.to,
        cause: 'receipt',
        movedOn: on,
      },
      world.now,
    ),
  )
}

type Outcome = { decided: Decided; effects: Effect[]; postings: Posting[]; receiptId: string; memberId: number | null }

function receiptOf(
  world: World,
  sale: Sale,
  { decided, effects, postings, receiptId, memberId }: Outcome,
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
    otherEffects: effects.filter(
      ({ kind, points }) => kind === 'level-discount' || kind === 'level-moved' || (kind === 'earned' && points === 0),
    ),
    lines: sale.lines.map((line, index) => settledLine(line, index, decided)),
    owed: new Map(),
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

function noteReceipt(world: World, sale: Sale, receipt: StoredReceipt, memberId: number | null): void {
  const { written } = world
  written.receipts.push(receipt)
  world.receipts.set(receipt.receiptId, receipt)
  world.receiptIds.set(nameOf(sale), receipt.receiptId)
  const { storeId, businessOn, payableCents } = receipt
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
