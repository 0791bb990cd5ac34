import { createHash } from 'node:crypto'
import type { ApprovedAct } from '../../../shared/contract/approvals.ts'
import type { Caller } from '../../platform/caller.ts'
import type { Cipher } from '../../platform/cipher.ts'
import { type Permission, permissionsFor, type StaffRow } from '../access/index.ts'
import type { Store, Till } from '../organisation/index.ts'
import { approvalErrors } from './errors.ts'

export const approvalMs = 2 * 60_000

/** What each act needs; who may not do it needs somebody who may. */
export const permissionOf = {
  'sell-early': 'checkout.sell-early',
  'refund-without-original': 'checkout.refund-without-original',
  'decide-joining': 'members.approve',
} as const satisfies Record<ApprovedAct, Permission>

/** An approval as it is kept, with its approver as they are now. */
export type Approval = ApprovalScope & {
  approvalId: string
  approver: StaffRow
  endsAt: Date
  usedAt: Date | null
}

/** What an approval is for. */
export type ApprovalScope = {
  act: ApprovedAct
  storeId: number
  tillId: number
  askedBy: string
  /** A keyed fingerprint. */
  basket: Buffer
}

/** An approval that a request carries: the hash of its token, and what it would have to be for. */
export type AskedApproval = ApprovalScope & { tokenHash: string; storeCode: string }

export type Scene = {
  act: ApprovedAct
  place: { store: Store; till: Till }
  caller: Caller
  /** What is approved, word for word as the requests say it. */
  words: unknown
}

export function scopeOf(cipher: Cipher, { act, place, caller, words }: Scene): ApprovalScope {
  // A fingerprint without a key would tell the phone in it to whoever tries all phones.
  const basket = cipher.blindIndex('approvals.approval basket', JSON.stringify(sorted(words)))
  return { act, storeId: place.store.storeId, tillId: place.till.tillId, askedBy: caller.id, basket }
}

export function askedApproval(cipher: Cipher, { token, ...scene }: Scene & { token: string }): AskedApproval {
  return { ...scopeOf(cipher, scene), tokenHash: hashOf(token), storeCode: scene.place.store.code }
}

export function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

/** The same things in the same order, however they were written. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, inner]) => [name, sorted(inner)])
}

export function mayApprove(
  { isActive, role, storeCodes }: Pick<StaffRow, 'isActive' | 'role' | 'storeCodes'>,
  { act, storeCode }: { act: ApprovedAct; storeCode: string },
): boolean {
  return isActive && permissionsFor(role).has(permissionOf[act]) && (storeCodes?.includes(storeCode) ?? true)
}

export type ApprovalRefusal = 'unknown' | 'elsewhere' | 'used' | 'over' | 'other-basket' | 'withdrawn'

/** Ends are exclusive: at the instant of its end an approval is over. */
export function refusalFor(approval: Approval | undefined, asked: AskedApproval, now: Date): ApprovalRefusal | null {
  if (!approval) return 'unknown'
  const { act, storeId, tillId, askedBy } = asked
  const isHere = approval.act === act && approval.storeId === storeId && approval.tillId === tillId
  if (!isHere || approval.askedBy !== askedBy) return 'elsewhere'
  if (approval.usedAt) return 'used'
  if (now >= approval.endsAt) return 'over'
  if (!approval.basket.equals(asked.basket)) return 'other-basket'
  return mayApprove(approval.approver, asked) ? null : 'withdrawn'
}

/** @throws approvals/unknown, elsewhere, used, over, other-basket, withdrawn */
export function checkedApproval(approval: Approval | undefined, asked: AskedApproval, now: Date): Approval {
  const refusal = refusalFor(approval, asked, now)
  if (refusal || !approval) throw approvalErrors.make(refusal ?? 'unknown')
  return approval
}
