import { randomUUID } from 'node:crypto'
import type { IdleTerm } from '../../../program/index.ts'
import type { Database } from '../../platform/database.ts'
import { usablePoints } from './account.ts'
import { loadOwedToLots } from './account-store.ts'
import { insertAssets, listAssets } from './asset-store.ts'
import { checkLedger } from './check-ledger.ts'
import { endHold, placeHold, releaseHold } from './holding.ts'
import { keepAlive } from './keeping.ts'
import { contextAt, ms } from './ledger-for-tests.ts'
import { type AccountNeed, type OpenAccounts, openAccounts } from './open-accounts.ts'
import { endWait } from './pending.ts'
import { draw, expireDue, grant, type PostingContext, post } from './posting.ts'
import { giveBack, takeBack } from './reversal.ts'

type Earning = { until?: string; from?: string; awaits?: string; idle?: IdleTerm }
type Facts = { at: string } & Partial<PostingContext>

/** Moves the points of one member through the real path: lock, read, decide, write. */
export class Player {
  readonly #db: Database
  readonly memberId: number
  readonly assetId: number

  constructor(db: Database, { memberId, assetId }: { memberId: number; assetId: number }) {
    this.#db = db
    this.memberId = memberId
    this.assetId = assetId
  }

  async earn(points: number, { until, from, awaits, idle, ...facts }: Facts & Earning): Promise<number> {
    const expiresAtMs = until === undefined ? null : ms(until)
    return this.#play(facts, {}, (open, context) => {
      const granting = {
        kind: 'earn',
        points,
        expiresAtMs,
        pending: { usableFromMs: from === undefined ? null : ms(from), until: awaits ?? null },
        idle: idle ?? null,
        funding: 'purchase',
        deferredCents: 0,
        context,
        reasons: [],
      } as const
      return grant(open.journal, this.#account(open), granting).version
    })
  }

  /** @throws 'not enough' */
  async redeem(points: number, facts: Facts): Promise<number> {
    return this.#play(facts, { points }, (open, context) => {
      const account = this.#account(open)
      if (usablePoints(account) < points) throw new Error('not enough')
      return post(
        open.journal,
        account,
        { kind: 'redeem', amount: -points, context, reasons: [] },
        draw(account, points),
      ).version
    })
  }

  async takeBack(
    earnVersion: number,
    points: number,
    { policy = 'owe', ...facts }: Facts & { policy?: 'owe' | 'absorb' },
  ): Promise<number> {
    return this.#play(facts, { points, lotNumbers: [earnVersion] }, (open, context) => {
      const reversal = { points, lotNumber: earnVersion, lapsedBefore: 0, policy, context, reasons: [] }
      return takeBack(open.journal, this.#account(open), reversal).version
    })
  }

  async giveBack(redeemVersion: number, points: number, facts: Facts): Promise<number> {
    const owedToLots = await loadOwedToLots(this.#db, {
      memberId: this.memberId,
      assetId: this.assetId,
      version: redeemVersion,
    })
    return this.#play(facts, { lotNumbers: owedToLots.map(lot => lot.lotNumber) }, (open, context) => {
      const reversal = { owedToLots, points, redeemVersion, grace: null, context, reasons: [] }
      return giveBack(open.journal, this.#account(open), reversal).version
    })
  }

  async hold(points: number, { until, ...facts }: Facts & { until: string }): Promise<string> {
    return this.#play(facts, { points }, open => {
      const hold = placeHold(this.#account(open), { holdId: randomUUID(), points, endsAtMs: ms(until) })
      open.holds.push(hold)
      return hold.holdId
    })
  }

  async release(holdId: string, facts: Facts): Promise<void> {
    await this.#play(facts, {}, (open, context) => {
      releaseHold(open.journal, this.#account(open), this.#hold(open, holdId), context)
    })
  }

  /** Redeems a part of a hold. */
  async capture(holdId: string, points: number, facts: Facts): Promise<number> {
    return this.#play(facts, {}, (open, context) => {
      const [account, hold] = [this.#account(open), this.#hold(open, holdId)]
      endHold(account, hold, 'captured')
      const drawn = draw(account, points, hold.lots)
      const { version } = post(open.journal, account, { kind: 'redeem', amount: -points, context, reasons: [] }, drawn)
      expireDue(open.journal, account, context)
      return version
    })
  }

  /** What a lot waited for has happened. */
  async endWait(lotNumber: number, { until, ...facts }: Facts & { until?: string }): Promise<void> {
    await this.#play(facts, { lotNumbers: [lotNumber] }, (open, context) => {
      const expiresAtMs = until === undefined ? null : ms(until)
      endWait(open.journal, this.#account(open), { lotNumber, expiresAtMs, context })
    })
  }

  /** Something happened that keeps points from ending by inactivity. */
  async keep(what: string, on: string, facts: Facts): Promise<void> {
    await this.#play(facts, { keeps: { things: [what], on } }, (open, context) => {
      keepAlive(this.#account(open), { what, on, now: context.now, zone: context.zone })
    })
  }

  /** Locks, looks and writes what time alone has done. */
  async touch(facts: Facts): Promise<void> {
    await this.#play(facts, {}, () => undefined)
  }

  #account(open: OpenAccounts) {
    return open.account(this.memberId, this.assetId)
  }

  #hold(open: OpenAccounts, holdId: string) {
    const hold = open.holds.find(candidate => candidate.holdId === holdId && candidate.state === 'open')
    if (!hold) throw new Error('the hold is gone')
    return hold
  }

  async #play<Result>(
    { at, ...facts }: Facts,
    { points = 0, lotNumbers = [], ...more }: Partial<AccountNeed>,
    act: (open: OpenAccounts, context: PostingContext) => Result,
  ): Promise<Result> {
    const { memberId, assetId } = this
    return this.#db.transaction(async tx => {
      const context = contextAt(at, facts)
      const needs = [{ memberId, assetId, points, lotNumbers, ...more }]
      const open = await openAccounts(tx, { memberIds: [memberId], needs, context })
      const result = act(open, context)
      await open.write(tx)
      return result
    })
  }
}

/** Members 1, 2, 3 … with an asset of points each. */
export async function players(db: Database, count: number): Promise<Player[]> {
  await insertAssets(db, { programCode: 'club', codes: ['points'] })
  const [asset] = await listAssets(db)
  return Array.from(
    { length: count },
    (_, index) => new Player(db, { memberId: index + 1, assetId: asset?.assetId ?? 0 }),
  )
}

/** Every example of every statement that does not hold. */
export async function breaksOf(db: Database): Promise<string[]> {
  const { results } = await checkLedger(db, { now: new Date() })
  return results.flatMap(({ name, breaks, examples }) => (breaks > 0 ? [`${name}: ${examples.join('; ')}`] : []))
}
