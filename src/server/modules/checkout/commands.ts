import type { CompiledProgram, Reason, RedeemWish } from '../../../program/index.ts'
import type { MemberReference } from '../../../shared/contract/members.ts'
import type { Language } from '../../../shared/languages.ts'
import type { DomainError } from '../../platform/errors.ts'
import type { Claim } from '../../platform/idempotency.ts'
import type { AskedApproval } from '../approvals/index.ts'
import type { Store, Till } from '../organisation/index.ts'
import type { Attempts } from '../refusals/index.ts'
import type { OrderTrace } from './batch-trace.ts'
import type { ReceiptLine } from './receipt.ts'

/** Where and by whom something happens at a till. */
export type Place = {
  store: Store
  till: Till
  staff: string | null
  channel: string
  mayRefundWithoutOriginal: boolean
}

/** A sale, read and checked, before anything about its member is known. */
export type Sale = {
  kind: 'sale'
  place: Place
  /** The till's own number of the receipt; unique per till for ever. */
  receiptNumber: string
  soldAt: Date
  member: MemberReference | null
  lines: ReceiptLine[]
  redeem: RedeemWish[]
  coupons: CouponWish
  expectedPayableCents: number | null
  holdId: string | null
  tenders: { kind: string; amountCents: number }[] | null
  promoter: string | null
  program: CompiledProgram | null
  assetIds: ReadonlyMap<string, number>
  /** Goods that were not on sale yet for everybody. */
  launches: readonly Launch[]
  earlyAccess: EarlyAccess | null
  /** Why it is not the program that was in force when it was sold: the till was offline and named another version. */
  programReason: Reason | null
}

export type Launch = { sku: string; onSaleAt: Date }

/** Who lets goods pass that are too early for the customer, and why: the one who asks, or a colleague by an approval. */
export type EarlyAccess = { reason: string } & ({ by: string } | { approval: AskedApproval; cashier: string })

/** Coupons by id or code: to be used whatever else, or to be kept. */
export type CouponWish = { use: readonly string[]; without: readonly string[] }

/** How a refund names its receipt. */
export type ReceiptPointer = { receiptId: string } | { storeId: number; tillId: number; receiptNumber: string }

export type Refund = {
  kind: 'refund'
  place: Place
  refundNumber: string
  refundedAt: Date
  pointer: ReceiptPointer
  /** null: everything that is left. */
  lines: { lineNumber: number; units: number; isWeighed: boolean }[] | null
  reason: string | null
}

/** Goods come back, but nobody knows from which receipt: money only. */
export type RefundWithoutOriginal = {
  kind: 'refund-without-original'
  place: Place
  refundNumber: string
  refundedAt: Date
  amountCents: number
  member: MemberReference | null
  note: { reason: string; sku: string | null; quantity: number | null }
  /** The word of a colleague who may, where whoever asks may not. */
  approval: { asked: AskedApproval; cashier: string } | null
}

export type Void = {
  kind: 'void'
  receiptId: string
  staff: string | null
  channel: string
  storeIds: 'all' | readonly number[]
  reason: string | null
}

/** Sets points aside for a quote. */
export type PlaceHold = Omit<
  Sale,
  'kind' | 'receiptNumber' | 'expectedPayableCents' | 'holdId' | 'tenders' | 'programReason'
> & {
  kind: 'hold'
  /** How it is meant to be paid, as far as the till knows. */
  tenders: { kind: string }[] | null
}

/** A request that its own content already refuses; it runs through the batch so that the refusal is stored as its answer. */
export type Refused = { kind: 'refused'; error: DomainError }

export type Command = Sale | Refund | RefundWithoutOriginal | Void | PlaceHold | Refused

/** A command with the key that makes it happen once, and the language of its answer. */
export type Order = { claim: Claim; language: Language; command: Command; trace?: OrderTrace; attempts?: Attempts }

/** The name under which a sale and the refunds of it meet: only one batch anywhere works on it at a time. */
export function receiptName({
  storeId,
  tillId,
  receiptNumber,
}: {
  storeId: number
  tillId: number
  receiptNumber: string
}): string {
  return `receipt/${storeId}/${tillId}/${receiptNumber}`
}

/** The name of a receipt that is there: who works on what comes back of it has it to himself. */
export function receiptIdName(receiptId: string): string {
  return `receipt/${receiptId}`
}

/** What a command must have to itself, besides its key: a number of a till, a receipt. */
export function namesOf(command: Command): string[] {
  switch (command.kind) {
    case 'sale':
      return [
        receiptName({
          storeId: command.place.store.storeId,
          tillId: command.place.till.tillId,
          receiptNumber: command.receiptNumber,
        }),
        ...approvalNames(command),
      ]
    case 'refund':
      return [
        refundName(command),
        'receiptId' in command.pointer ? receiptIdName(command.pointer.receiptId) : receiptName(command.pointer),
      ]
    case 'refund-without-original':
      return [refundName(command), ...approvalNames(command)]
    case 'void':
      return [receiptIdName(command.receiptId)]
    case 'hold':
    case 'refused':
      return []
  }
}

/** An approval serves once: two requests that carry it are never at work together. */
function approvalNames(command: Command): string[] {
  return approvalsOf(command).map(({ tokenHash }) => `approval/${tokenHash}`)
}

function refundName({ place, refundNumber }: { place: Place; refundNumber: string }): string {
  return `refund/${place.store.storeId}/${place.till.tillId}/${refundNumber}`
}

/** The colleague's approvals that a command carries: one or none. */
export function approvalsOf(command: Command): AskedApproval[] {
  if (command.kind === 'refund-without-original') return command.approval ? [command.approval.asked] : []
  if ((command.kind !== 'sale' && command.kind !== 'hold') || !command.earlyAccess) return []
  return 'approval' in command.earlyAccess ? [command.earlyAccess.approval] : []
}

export const isSale = (command: Command): command is Sale => command.kind === 'sale'
export const isRefund = (command: Command): command is Refund => command.kind === 'refund'
