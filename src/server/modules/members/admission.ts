import type { Static } from 'typebox'
import type { JoinMemberBody } from '../../../shared/contract/members.ts'
import type { Transaction } from '../../platform/database.ts'

/** By which way somebody wants to join, and with which receipt. */
export type JoiningWish = NonNullable<Static<typeof JoinMemberBody>['joining']>

/** The way that was taken, and the receipt that it used up; both null where joining asks for nothing. */
export type Admission = { way: string | null; receiptId: string | null }

/** Decides whether somebody may join in a store now. Whoever knows programs and receipts stands above this module. */
export type Admit = (tx: Transaction, asked: { wish: JoiningWish; homeStoreId: number | null }) => Promise<Admission>
