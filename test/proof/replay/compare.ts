import type { Account, Entry } from '../model/account.ts'
import type { CouponBook } from '../model/coupon-book.ts'
import type { DeskBook } from '../model/desk-book.ts'
import { differences, member } from '../model/json.ts'
import type { Standing } from '../model/standing.ts'
import type { EntryRow } from './recorder-store.ts'
import type { LevelRow, Transacted } from './transactions.ts'

/** The journal of one transaction against what the model posted in it, account by account: "7/points". */
export function entryDifferences({ entries }: Transacted, expected: ReadonlyMap<string, readonly Entry[]>): string[] {
  const written = Map.groupBy(entries, entry => `${entry.member_id}/${entry.asset}`)
  return [...new Set([...written.keys(), ...expected.keys()])].flatMap(name => {
    const actual = (written.get(name) ?? []).map(entryOf)
    return differences(expected.get(name) ?? [], actual, `journal of ${name}`)
  })
}

function entryOf(row: EntryRow): Entry {
  return {
    version: row.version,
    // The kinds are compared as texts; whatever the product writes is compared as it is.
    kind: kindOf(row.kind),
    amount: row.amount,
    postedAfter: row.posted_after,
    debtChange: row.debt_change,
    shortfall: row.shortfall,
    lapsed: row.lapsed,
    postedMicros: row.posted_micros,
    reverses: row.reverses_version,
    moves: row.lot_numbers.map((lot, index) => ({ lot, points: row.lot_amounts[index] ?? 0 })),
  }
}

const kinds = [
  'earn',
  'redeem',
  'take-back',
  'give-back',
  'expire',
  'settle-debt',
  'adjust',
  'transfer-out',
  'transfer-in',
] as const

function kindOf(text: string): Entry['kind'] {
  const kind = kinds.find(known => known === text)
  if (!kind) throw new Error(`the model knows no entry of kind ${text}`)
  return kind
}

/** What offers say is told by the lines, which are compared to the 分; an answer tells it among its effects as well. */
export function withoutOffers(json: unknown): unknown {
  const effects = member(json, 'effects')
  if (!Array.isArray(effects)) return json
  const others = effects.filter(effect => !/^offer/.test(String(member(effect, 'kind'))))
  return { ...Object(json), effects: others }
}

/** The holds that a transaction wrote, against those that the model changed, both ways. */
export function holdDifferences({ holds }: Transacted, accounts: ReadonlyMap<number, Account | undefined>): string[] {
  const changed = [...accounts.values()].flatMap(account => [...(account?.changedHolds ?? [])])
  return [...new Set([...holds.keys(), ...changed])].flatMap(holdId => {
    const row = holds.get(holdId)
    const found = [...accounts.values()].flatMap(account => account?.holds ?? []).find(hold => hold.holdId === holdId)
    if (!found) return [`hold ${holdId} is unknown to the model`]
    if (!row) return [`hold ${holdId} became ${found.state} in the model only`]
    const { points, endsAtMs, state } = found
    return differences({ points, endsAtMs, state }, row, `hold ${holdId}`)
  })
}

/** The coupons that a transaction wrote, against those that the model changed. Writing what is there already is none. */
export function couponDifferences({ coupons }: Transacted, book: CouponBook): string[] {
  return [...new Set([...coupons.keys(), ...book.changed])].flatMap(couponId => {
    const row = coupons.get(couponId)
    const found = book.get(couponId)
    if (!found) return [`coupon ${couponId} is unknown to the model`]
    if (!row) return [`coupon ${couponId} became ${found.state} in the model only`]
    const { card, code, couponId: _, ...expected } = found
    return differences(expected, row, `coupon ${couponId}`)
  })
}

/** The redemptions that a transaction wrote, against those that the model changed, both ways. */
export function redemptionDifferences({ redemptions }: Transacted, desk: DeskBook): string[] {
  return [...new Set([...redemptions.keys(), ...desk.changed])].flatMap(redemptionId => {
    const row = redemptions.get(redemptionId)
    const found = desk.get(redemptionId)
    if (!found) return [`redemption ${redemptionId} is unknown to the model`]
    if (!row) return [`redemption ${redemptionId} became ${found.state} in the model only`]
    const { card, redemptionId: _, ...expected } = found
    return differences(expected, row, `redemption ${redemptionId}`)
  })
}

/** The levels that a transaction wrote, against those that the model changed among the members it touched. */
export function levelDifferences(
  rows: readonly LevelRow[],
  memberIds: readonly number[],
  standingOf: (memberId: number) => Standing | undefined,
): string[] {
  const written = new Map(rows.map(row => [row.memberId, row]))
  return [...new Set([...memberIds, ...written.keys()])].flatMap(memberId => {
    const standing = standingOf(memberId)
    const row = written.get(memberId)
    if (!standing) return [`member ${memberId} is unknown to the model`]
    if (!standing.isChanged) return row ? [`the level of member ${memberId} was written without a reason`] : []
    if (!row) return [`the level of member ${memberId} changed in the model only, to ${standing.level}`]
    return differences({ level: standing.level, ...standing.dates }, row, `level of member ${memberId}`)
  })
}

/** What an attempt threw is what differs. */
export function orSentence(compare: () => string[]): string[] {
  try {
    return compare()
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)]
  }
}
