import { type CompiledProgram, type GoodsMeasure, windowOn } from '../../../program/index.ts'
import { type Day, dayOf } from '../../../shared/calendar.ts'
import type { MemberReference } from '../../../shared/contract/members.ts'
import { type DomainError, invariant } from '../../platform/errors.ts'
import type { Event } from '../../platform/events.ts'
import type { Approval, UsedApproval } from '../approvals/index.ts'
import type { Coupon, OfferDelta } from '../coupons/index.ts'
import type { OpenAccounts, PostingContext } from '../ledger/index.ts'
import { type LevelChanges, type LevelQuestion, type LevelState, levelQuestions } from '../levels/index.ts'
import type { LimitBook } from '../limits/index.ts'
import type { MemberFacts } from '../members/index.ts'
import type { Place } from './commands.ts'
import type { NewReceipt, NewRefund, SalesDelta, StoredReceipt } from './receipt-store.ts'
import type { Problem, WaitingRefund } from './waiting-refund-store.ts'

/**
 * Everything that the orders of one batch can see and change, in memory: read after locking, written before commit.
 * Orders are worked through one after the other, each seeing what the ones before it did.
 */
export type World = {
  now: Date
  zone: string
  open: OpenAccounts
  members: ReadonlyMap<number, MemberFacts>
  memberIds: ReadonlyMap<MemberReference, number | DomainError>
  /** Where members stand, one state for each track of a program. */
  levels: Map<string, readonly LevelState[]>
  /** Coupons of the members that could be used, and those of receipts that come back; by member. */
  coupons: Map<number, Coupon[]>
  /** Coupons that somebody asked for by name, as they were read, whatever became of them; by member. */
  namedCoupons: ReadonlyMap<number, readonly Coupon[]>
  /** Colleagues' approvals that orders carry, by the hash of their token. */
  approvals: ReadonlyMap<string, Approval>
  levelChanges: LevelChanges
  /** What rules with a limit gave already. */
  limits: LimitBook
  /** Receipts that refunds and voids of this batch are about, by id. */
  receipts: Map<string, StoredReceipt>
  /** Ids of receipts by the name of their number, as far as they exist. */
  receiptIds: Map<string, string>
  /** Refund numbers that are used already, by name. */
  usedRefundNumbers: Set<string>
  waitingRefunds: Map<string, WaitingRefund[]>
  assetCodes: ReadonlyMap<number, string>
  /** The program that a stored receipt was decided by. */
  programOf: (code: string, version: number) => CompiledProgram | undefined
  /** What any version of a program counts of certain goods: what one counts, a receipt of another counts for, too. */
  goodsMeasuresOf: (code: string) => readonly GoodsMeasure[]
  written: Written
}

/** What the batch will write, besides ledger and levels. */
export type Written = {
  receipts: NewReceipt[]
  refunds: NewRefund[]
  changedReceipts: Set<StoredReceipt>
  newWaiting: WaitingRefund[]
  appliedWaiting: WaitingRefund[]
  waitingProblems: { waiting: WaitingRefund; problem: Problem }[]
  sales: SalesDelta[]
  offers: OfferDelta[]
  visits: { memberId: number; storeId: number; onDay: Day }[]
  events: Event[]
  usedApprovals: UsedApproval[]
}

export function emptyWritten(): Written {
  return {
    receipts: [],
    refunds: [],
    changedReceipts: new Set(),
    newWaiting: [],
    appliedWaiting: [],
    waitingProblems: [],
    sales: [],
    offers: [],
    visits: [],
    events: [],
    usedApprovals: [],
  }
}

export function levelKey(memberId: number, program: CompiledProgram): string {
  return `${memberId}/${program.code}`
}

/** Whose standing in which program a batch must read, and over which windows. */
export function questionsOf(
  memberId: number,
  program: CompiledProgram,
  { on, joinedOn, withRises }: { on: Day; joinedOn: Day; withRises: boolean },
): LevelQuestion[] {
  return levelQuestions(program, { memberId, daysOf: window => windowOn(window, on, joinedOn), withRises })
}

/** Where a member of this batch stands in a program, track by track. */
export function statesOf(world: World, memberId: number, program: CompiledProgram): readonly LevelState[] {
  const states = world.levels.get(levelKey(memberId, program))
  invariant(states, 'the levels of each member were read')
  return states
}

export function joinedOnOf(world: World, memberId: number): Day {
  return dayOf(world.members.get(memberId)?.joinedAt ?? world.now, world.zone)
}

/** The program that decided a receipt; null where none was in force, or the buyer was a guest of no program. */
export function programOfReceipt(
  world: World,
  { programCode, programVersion }: { programCode: string | null; programVersion: number | null },
): CompiledProgram | null {
  if (programCode === null || programVersion === null) return null
  const program = world.programOf(programCode, programVersion)
  // Without it a refund would keep quiet about the points: better no refund than half of one.
  invariant(program, 'a receipt was decided by a published version')
  return program
}

/** What entries record about where and when; the receipt and refund ids are filled in by the caller. */
export function postingContext(
  world: World,
  place: Place,
  facts: Pick<PostingContext, 'soldAt' | 'receiptId' | 'refundId' | 'programVersion'>,
): PostingContext {
  const { store, till, staff, channel } = place
  return { now: world.now, zone: world.zone, storeId: store.storeId, tillId: till.tillId, staff, channel, ...facts }
}
