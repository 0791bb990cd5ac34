import { type CompiledProgram, type Reason, type RedeemWish, reason } from '../../../program/index.ts'
import type { QuoteBody, RefundBody, SettleBody } from '../../../shared/contract/checkout.ts'
import type { Caller } from '../../platform/caller.ts'
import { mayActFor } from '../../platform/caller.ts'
import type { Context } from '../../platform/context.ts'
import { DomainError, invariant } from '../../platform/errors.ts'
import { askedApproval } from '../approvals/index.ts'
import { goodsReader } from '../catalog/index.ts'
import type { Assets } from '../ledger/index.ts'
import { type StoreDirectory, storeDirectory } from '../organisation/index.ts'
import type { NamedVersion, ProgramBook } from '../programs/index.ts'
import type { EarlyAccess, Place, PlaceHold, Refund, RefundWithoutOriginal, Refused, Sale, Void } from './commands.ts'
import { checkoutErrors } from './errors.ts'
import { refuseIllegible } from './legible.ts'
import { readLines, readUnits } from './receipt.ts'

/** What reading a request needs. */
export type Preparing = { context: Context; programs: ProgramBook; assets: Assets }

/** Who sends a request, as far as a receipt records it. `channel` is where: a till, a page, an import. */
export type Sender = { caller: Caller; channel: string }

const clockSkewMs = 5 * 60_000
const hourMs = 3_600_000
const dayMs = 24 * hourMs

type BasketBody = Pick<
  SettleBody,
  | 'storeCode'
  | 'tillCode'
  | 'soldAt'
  | 'member'
  | 'lines'
  | 'redeem'
  | 'coupons'
  | 'earlyAccess'
  | 'promoter'
  | 'decidedUnder'
  | 'channel'
>

/** Turns a request into a command; what its own content refuses becomes a command that is refused, so that the answer is stored. */
export async function orRefused<Prepared>(prepare: () => Promise<Prepared>): Promise<Prepared | Refused> {
  try {
    return await prepare()
  } catch (error) {
    // What may pass is no answer to keep.
    if (error instanceof DomainError && error.failure !== 'unavailable') return { kind: 'refused', error }
    throw error
  }
}

export async function prepareSale(preparing: Preparing, body: SettleBody, sender: Sender): Promise<Sale> {
  const { programReason, ...basket } = await prepareBasket(preparing, body, sender)
  return {
    kind: 'sale',
    ...basket,
    programReason,
    receiptNumber: body.receiptNumber,
    expectedPayableCents: body.expectedPayableCents ?? null,
    holdId: body.holdId ?? null,
    tenders: body.tenders ?? null,
  }
}

export async function prepareHold(preparing: Preparing, body: QuoteBody, sender: Sender): Promise<PlaceHold> {
  const tenders = body.tenderKinds?.map(kind => ({ kind })) ?? null
  const { programReason: _, ...basket } = await prepareBasket(preparing, body, sender)
  return { kind: 'hold', ...basket, tenders }
}

async function prepareBasket(preparing: Preparing, body: BasketBody, sender: Sender) {
  refuseIllegible(body)
  const { context } = preparing
  const directory = await storeDirectory(context.db)
  const place = placeOf(directory, body, sender)
  const soldAt = readSoldAt(context, body.soldAt)
  const goods = await goodsReader(context.db).read(body.lines.map(line => line.sku))
  const lines = readLines(body.lines, goods)
  const unknown = lines.find(line => line.isUnknownGoods)
  if (unknown && context.config.unknownGoods === 'refuse')
    throw checkoutErrors.make('unknown-goods', { lineNumber: unknown.lineNumber, sku: unknown.sku })
  const decidedUnder = body.decidedUnder ?? null
  const { program, assetIds, programReason } = await ruleOf(preparing, directory, { place, soldAt, decidedUnder })
  const redeem: RedeemWish[] = (body.redeem ?? []).filter(wish => wish.points !== 0)
  return {
    place,
    soldAt,
    member: body.member ?? null,
    lines,
    redeem,
    coupons: { use: body.coupons?.use ?? [], without: body.coupons?.without ?? [] },
    promoter: body.promoter ?? null,
    earlyAccess: earlyAccessOf(context, { body, place, caller: sender.caller }),
    program,
    assetIds,
    programReason,
    launches: [...goods.values()].flatMap(({ sku, onSaleAt }) =>
      onSaleAt && onSaleAt > soldAt ? [{ sku, onSaleAt }] : [],
    ),
  }
}

type EarlyAsking = { body: BasketBody; place: Place; caller: Caller }

function earlyAccessOf({ cipher }: Context, { body, place, caller }: EarlyAsking): EarlyAccess | null {
  const { earlyAccess, member, lines } = body
  if (!earlyAccess) return null
  const { reason: why, approval: token } = earlyAccess
  if (token !== undefined) {
    const words = [member, lines, why.trim()]
    const approval = askedApproval(cipher, { act: 'sell-early', words, token, place, caller })
    return { reason: why.trim(), approval, cashier: caller.name }
  }
  if (!caller.permissions.has('checkout.sell-early')) throw checkoutErrors.make('early-access-forbidden')
  return { reason: earlyAccess.reason.trim(), by: caller.staffId ?? caller.id }
}

type Ruled = { place: Place; soldAt: Date; decidedUnder: NamedVersion | null }

async function ruleOf(
  { context, programs, assets }: Preparing,
  directory: StoreDirectory,
  { place, soldAt, decidedUnder }: Ruled,
) {
  await programs.refresh()
  const { code, brandCode, brandId } = place.store
  const firstBrandId = Math.min(...directory.stores.map(store => store.brandId))
  const store = { code, brandCode, isFirstBrand: brandId === firstBrandId }
  const from = new Date(soldAt.getTime() - context.config.offlineProgramHours * hourMs)
  const find = () => decidedUnder && programs.inForceWithin(store, decidedUnder, { from, to: soldAt })
  // A refusal is kept as the answer: what this process has not seen yet is looked for first.
  if (decidedUnder && !find()) await programs.reread()
  const [named, inForce] = [find(), programs.inForce(store, soldAt)]
  if (decidedUnder && !named)
    throw checkoutErrors.make('program-not-in-force', {
      ...decidedUnder,
      store: code,
      hours: context.config.offlineProgramHours,
    })
  const program = named ?? inForce
  const codes = program?.assets.map(asset => asset.code) ?? []
  const assetIds: ReadonlyMap<string, number> = program ? await assets.idsOf(program.code, codes) : new Map()
  return { program, assetIds, programReason: named && named !== inForce ? namedReason(named, inForce) : null }
}

function namedReason(named: CompiledProgram, inForce: CompiledProgram | null): Reason {
  const { name: program, version } = named
  return inForce
    ? reason('decided-offline', null, { program, version, otherProgram: inForce.name, otherVersion: inForce.version })
    : reason('decided-offline-alone', null, { program, version })
}

function placeOf(
  directory: StoreDirectory,
  { storeCode, tillCode, channel: named }: { storeCode: string; tillCode: string; channel?: string },
  { caller, channel }: Sender,
): Place {
  const store = directory.storeByCode(storeCode)
  if (!store) throw checkoutErrors.make('unknown-store', { store: storeCode })
  const till = store.tills.find(candidate => candidate.code === tillCode)
  if (!till) throw checkoutErrors.make('unknown-till', { store: storeCode, till: tillCode })
  const isOtherTill = caller.tillId !== null && caller.tillId !== till.tillId
  if (!mayActFor(caller, store.storeId) || isOtherTill) throw checkoutErrors.make('other-store', { store: storeCode })
  // Only an integrator sells elsewhere than at a till.
  if (named !== undefined && named !== channel && caller.kind !== 'key')
    throw checkoutErrors.make('channel-not-yours', { channel: named })
  return {
    store,
    till,
    staff: caller.staffId ?? caller.id,
    channel: named ?? channel,
    mayRefundWithoutOriginal: caller.permissions.has('checkout.refund-without-original'),
  }
}

/** The time of sale, against the clock in force: tills may be off by a few minutes, receipts may be late, but not by years. */
function readSoldAt({ clock, config }: Context, text: string | undefined): Date {
  const now = clock.now()
  if (text === undefined) return now
  // A leap second is a second that Date does not know: it counts as the one before.
  const soldAt = new Date(text.replace(/:60(?=\D)/, ':59'))
  if (soldAt.getTime() > now.getTime() + clockSkewMs) throw checkoutErrors.make('sold-in-future', { soldAt: text })
  if (soldAt.getTime() < now.getTime() - config.soldAtAgeDaysMax * dayMs)
    throw checkoutErrors.make('sold-too-long-ago', { soldAt: text, days: config.soldAtAgeDaysMax })
  return soldAt
}

export async function prepareRefund(
  preparing: Preparing,
  body: RefundBody,
  sender: Sender,
): Promise<Refund | RefundWithoutOriginal> {
  refuseIllegible(body)
  const directory = await storeDirectory(preparing.context.db)
  const place = placeOf(directory, body, sender)
  const { refundNumber } = body
  const refundedAt = readSoldAt(preparing.context, body.refundedAt)
  if (body.approval !== undefined && !body.withoutOriginal) throw checkoutErrors.make('approval-not-needed')
  if (body.receipt && !body.withoutOriginal) {
    const lines = body.lines?.map(({ lineNumber, quantity, grams }) => {
      if ((quantity === undefined) === (grams === undefined))
        throw checkoutErrors.make('quantity-or-grams', { lineNumber })
      return { lineNumber, units: readUnits(quantity ?? grams ?? 0, lineNumber), isWeighed: grams !== undefined }
    })
    return {
      kind: 'refund',
      place,
      refundNumber,
      refundedAt,
      pointer: pointerOf(directory, body.receipt),
      lines: lines ?? null,
      reason: body.reason ?? null,
    }
  }
  const without = body.withoutOriginal
  if (!without || body.receipt) throw checkoutErrors.make('refund-address-missing')
  const note = { reason: without.reason, sku: without.sku ?? null, quantity: without.quantity ?? null }
  return {
    kind: 'refund-without-original',
    place,
    refundNumber,
    refundedAt,
    amountCents: without.amountCents,
    member: without.member ?? null,
    note,
    approval: approvalOfRefund(preparing.context, { body, place, caller: sender.caller }),
  }
}

function approvalOfRefund(
  { cipher }: Context,
  { body, place, caller }: { body: RefundBody; place: Place; caller: Caller },
): RefundWithoutOriginal['approval'] {
  if (body.approval === undefined) return null
  const scene = { act: 'refund-without-original', words: body.withoutOriginal, place, caller } as const
  return { asked: askedApproval(cipher, { ...scene, token: body.approval }), cashier: caller.name }
}

/** A receipt may come back in another store than the one that sold it. */
function pointerOf(directory: StoreDirectory, address: NonNullable<RefundBody['receipt']>): Refund['pointer'] {
  if ('receiptId' in address) return { receiptId: readReceiptId(address.receiptId) }
  const store = directory.storeByCode(address.storeCode)
  if (!store) throw checkoutErrors.make('unknown-store', { store: address.storeCode })
  const till = store.tills.find(candidate => candidate.code === address.tillCode)
  if (!till) throw checkoutErrors.make('unknown-till', { store: address.storeCode, till: address.tillCode })
  return { storeId: store.storeId, tillId: till.tillId, receiptNumber: address.receiptNumber }
}

/** What is not an id names no receipt. */
export function readReceiptId(text: string): string {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)) throw checkoutErrors.make('no-such-receipt')
  return text.toLowerCase()
}

export async function prepareVoid(
  receiptId: string,
  reason: string | null,
  { caller, channel }: Sender,
): Promise<Void> {
  invariant(caller.id.length > 0, 'somebody asks')
  refuseIllegible(reason)
  return {
    kind: 'void',
    receiptId: readReceiptId(receiptId),
    staff: caller.staffId ?? caller.id,
    channel,
    storeIds: caller.storeIds,
    reason,
  }
}
