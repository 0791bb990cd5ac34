import { type CompiledProgram, isSold, measureGoods, type SaleDecision, type UsedNow } from '../../../program/index.ts'
import { dayOf } from '../../../shared/calendar.ts'
import { multiplyDivideHalfUp } from '../../../shared/money.ts'
import { invariant } from '../../platform/errors.ts'
import { draw, expireDue, grant, type Hold, keepAlive, type PostingContext, post } from '../ledger/index.ts'
import { countDay, grantForGoods, raiseLevels } from '../levels/index.ts'
import type { Sale } from './commands.ts'
import { type Effect, effect } from './effects.ts'
import type { Posting, StoredReceipt } from './receipt-store.ts'
import { joinedOnOf, statesOf, type World } from './world.ts'

/** A decided sale of a member, on its way into the journal. */
export type Settling = {
  world: World
  sale: Sale
  program: CompiledProgram
  decision: SaleDecision
  memberId: number
  context: PostingContext
  hold: Hold | null
  receiptId: string
  /** How much each redemption took from which lots, for a refund that waited and is applied in the same batch. */
  owed: StoredReceipt['owed']
}

/** Posts what a sale redeems and earns, asset by asset. */
export function postPoints(settling: Settling, effects: Effect[], postings: Posting[]): void {
  const { sale, program } = settling
  for (const asset of program.assets) {
    const assetId = sale.assetIds.get(asset.code)
    invariant(assetId !== undefined, 'each asset of a program has an id')
    const redeemVersion = redeemAsset(settling, asset.code, assetId, effects)
    const earnVersion = earnAsset(settling, asset.code, assetId, effects)
    if (redeemVersion === null && earnVersion === null) continue
    const used = countLimits(settling, asset.code)
    postings.push({ asset: asset.code, assetId, earnVersion, redeemVersion, ...(used.length > 0 && { used }) })
  }
  keepPoints(settling)
}

/** A purchase keeps the points of the program from ending by inactivity, and so does using some on it. */
function keepPoints({ world, sale, decision, memberId, context }: Settling): void {
  const things = decision.redemptions.length > 0 ? ['purchase', 'redemption'] : ['purchase']
  const on = dayOf(sale.soldAt, world.zone)
  for (const assetId of sale.assetIds.values())
    for (const what of things) keepAlive(world.open.account(memberId, assetId), { what, on, ...context })
}

/** Counts what an earning used of limits, on the day of the sale. */
function countLimits({ world, sale, program, decision, memberId }: Settling, asset: string): readonly UsedNow[] {
  const used = decision.earnings.find(earning => earning.asset === asset)?.used ?? []
  world.limits.add({ memberId, program, on: dayOf(sale.soldAt, world.zone) }, used, 1)
  return used
}

/** All redemptions of one asset are one entry; held lots are drawn first, because they were promised. */
function redeemAsset(
  { world, decision, memberId, context, hold, owed }: Settling,
  asset: string,
  assetId: number,
  effects: Effect[],
): number | null {
  const redemptions = decision.redemptions.filter(redemption => redemption.asset === asset)
  if (redemptions.length === 0) return null
  const points = redemptions.reduce((sum, redemption) => sum + redemption.points, 0)
  const reasons = redemptions.flatMap(redemption => redemption.reasons)
  const account = world.open.account(memberId, assetId)
  const ownHold = hold?.assetId === assetId ? hold : null
  const drawn = draw(account, points, ownHold?.lots)
  const entry = post(world.open.journal, account, { kind: 'redeem', amount: -points, context, reasons }, drawn)
  owed.set(
    entry.version,
    drawn.map(({ lot, amount }) => ({ lotNumber: lot.lotNumber, points: -amount })),
  )
  if (ownHold) expireRestOfHold(world, ownHold, context)
  const amountCents = redemptions.reduce((sum, redemption) => sum + redemption.offCents, 0)
  effects.push(effect('redeemed', { asset, points: -points, amountCents, reasons }))
  return entry.version
}

/** What a receipt leaves of its hold may lie in a lot that has ended: it lived as long as the hold did. */
export function expireRestOfHold(world: World, { memberId, assetId }: Hold, context: PostingContext): void {
  expireDue(world.open.journal, world.open.account(memberId, assetId), context, context.now.getTime())
}

function earnAsset(
  { world, program, decision, memberId, context }: Settling,
  asset: string,
  assetId: number,
  effects: Effect[],
): number | null {
  const earning = decision.earnings.find(candidate => candidate.asset === asset)
  if (!earning) return null
  const { points, expiresAt, usableFrom, pendingUntil, idle, reasons } = earning
  effects.push(effect('earned', { asset, points, expiresAt: expiresAt?.toISOString() ?? null, reasons }))
  if (points === 0) return null
  const account = world.open.account(memberId, assetId)
  const debtBefore = account.debt
  const entry = grant(world.open.journal, account, {
    kind: 'earn',
    points,
    expiresAtMs: expiresAt?.getTime() ?? null,
    pending: { usableFromMs: usableFrom?.getTime() ?? null, until: pendingUntil },
    idle,
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

/** Adds the sale to the member's day, and raises the levels at once where that is enough. */
export function moveLevel({ world, sale, program, decision, memberId, receiptId }: Settling, effects: Effect[]): void {
  const states = statesOf(world, memberId, program)
  const changes = world.levelChanges
  countDay(changes, states, {
    dayOn: dayOf(sale.soldAt, world.zone),
    netSpendCents: decision.measured['net-spend'],
    visits: 1,
    pointsEarned: decision.measured['points-earned'],
    others: { ...goodsCounted(world, sale, { program, decision }), ...decision.measuredPoints },
  })
  const on = dayOf(world.now, world.zone)
  const joinedOn = joinedOnOf(world, memberId)
  const judging = { program, states, changes, on, at: world.now, receiptId }
  const skus = sale.lines.map(line => line.sku)
  for (const { to, reasons } of [...raiseLevels({ ...judging, joinedOn }), ...grantForGoods({ ...judging, skus })])
    effects.push(effect('level-moved', { level: to, reasons }))
}

/** What the sale adds to measures of certain goods. Where only other versions have any, they count it all the same. */
function goodsCounted(
  world: World,
  { lines }: Sale,
  { program, decision }: { program: CompiledProgram; decision: SaleDecision },
): Readonly<Record<string, number>> {
  const measures = world.goodsMeasuresOf(program.code)
  if (measures.length === program.goodsMeasures.length) return decision.measuredGoods
  const priced = lines.map((line, index) => ({ ...line, cents: decision.payable[index] ?? 0 }))
  return measureGoods(measures, priced.filter(isSold))
}
