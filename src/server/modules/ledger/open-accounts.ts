import type { Day } from '../../../shared/calendar.ts'
import type { Transaction } from '../../platform/database.ts'
import { type Account, emptyAccount, timeOf } from './account.ts'
import { loadAccounts, loadOpenHolds, lockOwners } from './account-store.ts'
import { type Hold, releaseHold } from './holding.ts'
import { writeJournal } from './journal-store.ts'
import { isKept } from './keeping.ts'
import { type LotNeed, loadLots } from './lot-store.ts'
import { ripen } from './pending.ts'
import { emptyJournal, expireDue, type Journal, type PostingContext, settleDebt } from './posting.ts'

/** What somebody wants to do with an account: so many points may be drawn, and these lots are needed by number. */
export type AccountNeed = {
  memberId: number
  assetId: number
  points: number
  lotNumbers: readonly number[]
  /** Things that are about to keep points, and the day on which they happened. */
  keeps?: { things: readonly string[]; on: Day }
}

/** Locked accounts with everything that a transaction needs of them, and the journal that it writes into. */
export class OpenAccounts {
  readonly journal: Journal = emptyJournal()
  readonly holds: Hold[]
  readonly #accounts: Map<string, Account>

  constructor(accounts: readonly Account[], holds: Hold[]) {
    this.#accounts = new Map(accounts.map(account => [`${account.memberId}/${account.assetId}`, account]))
    this.holds = holds
  }

  account(memberId: number, assetId: number): Account {
    const key = `${memberId}/${assetId}`
    const account = this.#accounts.get(key) ?? emptyAccount(memberId, assetId)
    this.#accounts.set(key, account)
    return account
  }

  accountsOf(memberId: number): Account[] {
    return [...this.#accounts.values()].filter(account => account.memberId === memberId)
  }

  /** Writes all that was posted. */
  async write(tx: Transaction): Promise<void> {
    await writeJournal(tx, { journal: this.journal, accounts: [...this.#accounts.values()], holds: this.holds })
  }
}

/**
 * Locks members and opens their accounts: holds whose time is over are released and lots that are due expire, so that
 * every rule after this sees what is true at `context.now`.
 */
export async function openAccounts(
  tx: Transaction,
  {
    memberIds,
    needs,
    context,
  }: { memberIds: readonly number[]; needs: readonly AccountNeed[]; context: PostingContext },
): Promise<OpenAccounts> {
  await lockOwners(tx, memberIds)
  return readAccounts(tx, { memberIds, needs, context })
}

/** As openAccounts, without the lock: for quotes, which write nothing. */
export async function readAccounts(
  tx: Transaction,
  {
    memberIds,
    needs,
    context,
  }: { memberIds: readonly number[]; needs: readonly AccountNeed[]; context: PostingContext },
): Promise<OpenAccounts> {
  const accounts = await loadAccounts(tx, memberIds)
  const holders = accounts.filter(account => account.held > 0).map(account => account.memberId)
  const holds = holders.length > 0 ? await loadOpenHolds(tx, holders) : []
  const open = new OpenAccounts(accounts, holds)
  await loadLots(tx, lotNeeds(open, accounts, needs, context.now), context.now)
  catchUp(open, accounts, context)
  return open
}

/** Does what time alone has done since somebody last looked, in the order in which it happened. */
function catchUp(open: OpenAccounts, accounts: readonly Account[], context: PostingContext): void {
  const over = open.holds.filter(hold => hold.endsAtMs <= context.now.getTime()).sort((a, b) => a.endsAtMs - b.endsAtMs)
  for (const hold of over) {
    const account = open.account(hold.memberId, hold.assetId)
    releaseHold(open.journal, account, hold, { ...context, now: new Date(hold.endsAtMs) })
  }
  const own = { ...context, soldAt: context.now, receiptId: null, refundId: null }
  for (const account of accounts) {
    ripen(account, context.now)
    expireDue(open.journal, account, context)
    // Points that a hold or a wait has set free pay what is owed before anybody can use them.
    settleDebt(open.journal, account, own)
  }
}

function isDue(atMs: number | null, nowMs: number): boolean {
  return atMs !== null && atMs <= nowMs
}

type Wanted = { points: number; lotNumbers: number[]; idleLots: boolean }

/** Only the first such thing of a day moves any end. */
function needsIdleLots(account: Account, { things, on }: { things: readonly string[]; on: Day }): boolean {
  return account.kept !== null && things.some(what => !isKept(account, what, on))
}

function lotNeeds(
  open: OpenAccounts,
  accounts: readonly Account[],
  needs: readonly AccountNeed[],
  now: Date,
): LotNeed[] {
  const byAccount = new Map<Account, Wanted>()
  const needOf = (account: Account) => {
    const need = byAccount.get(account) ?? { points: 0, lotNumbers: [], idleLots: false }
    byAccount.set(account, need)
    return need
  }
  for (const account of accounts)
    if (isDue(account.nextExpiryMs, timeOf(account, now)) || isDue(account.nextUsableMs, now.getTime())) needOf(account)
  // Debts are settled from whatever comes free.
  for (const account of accounts) if (account.debt > 0) needOf(account).points += account.debt
  for (const { memberId, assetId, points, lotNumbers, keeps } of needs) {
    const account = open.account(memberId, assetId)
    const idleLots = keeps !== undefined && needsIdleLots(account, keeps)
    // Who only earns touches none of the old lots: that is most of all sales.
    if (points === 0 && lotNumbers.length === 0 && !idleLots) continue
    const need = needOf(account)
    need.points += points
    need.lotNumbers.push(...lotNumbers)
    if (idleLots) need.idleLots = true
  }
  // The lots of open holds are always needed: a hold may end, by its receipt or by time.
  for (const hold of open.holds)
    needOf(open.account(hold.memberId, hold.assetId)).lotNumbers.push(...hold.lots.map(lot => lot.lotNumber))
  return [...byAccount].map(([account, need]) => ({ account, ...need }))
}
