import type { Static } from 'typebox'
import type { JoiningTicket } from '../../../shared/contract/joining.ts'
import type { JoinMemberBody } from '../../../shared/contract/members.ts'
import type { Caller } from '../../platform/caller.ts'
import type { Transaction } from '../../platform/database.ts'
import type { KeepRefusal } from '../../platform/idempotency.ts'
import type { JoinRequest } from './candidate.ts'

/** By which way somebody wants to join, and with which receipt. */
export type JoiningWish = NonNullable<Static<typeof JoinMemberBody>['joining']>

/** The way that was taken, and the receipt that it used up; both null where joining asks for nothing. */
export type Admission = { way: string | null; receiptId: string | null }

/** Who wants to join, and who entered it. */
export type Asking = { request: JoinRequest; caller: Caller }

/**
 * Decides whether somebody may join in a store now. Whoever knows programs and receipts stands above this module. What is
 * read of programs is read before the transaction: it would wait for a second connection while it holds one, and many who
 * join at once would wait for each other. Somebody may be let wait for approval instead: they are no member then.
 */
export type Admit = (asked: { wish: JoiningWish; homeStoreId: number | null; caller: Caller }) => Promise<Admitting>

export type Admitting = {
  decide: (tx: Transaction, asking: Asking) => Promise<Admission | { waiting: JoiningTicket }>
  /** Keeps why somebody could not join, and nothing of who it was. */
  keep: KeepRefusal
}
