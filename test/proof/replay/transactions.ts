import type { Killed } from '../clients/clients.ts'
import type { Asked } from '../clients/sender.ts'
import { member, textOf } from '../model/json.ts'
import type { EntryRow, RecordedRow } from './recorder-store.ts'

// Everything that one transaction wrote, told together; transactions in the order in which they committed. Whoever
// meets another at a member, a number or a key waits for its commit, so this order is the one that really happened.

/** What a run saw: the clients' side and the database's. */
export type Evidence = {
  asked: readonly Asked[]
  killed: readonly Killed[]
  clockMoves: readonly { fromMs: number; valueMs: number }[]
  members: readonly { member_id: number; member_number: string; card: string }[]
  recorded: readonly RecordedRow[]
  entries: readonly EntryRow[]
}

export type Answered = { asked: Asked; status: number; body: string; json: unknown }

export type HoldRow = { memberId: number; holdId: string; points: number; endsAtMs: number; state: string }
export type LevelRow = { memberId: number; level: string; reachedOn: string | null; reviewOn: string | null }

export type CouponRow = {
  state: string
  offer: string
  holdId: string | null
  heldUntilMs: number | null
  receiptId: string | null
  offCents: number | null
  validFrom: string
  validThrough: string | null
}

export type RedemptionRow = {
  rule: string
  times: number
  points: number
  entry: number
  redeemedOn: string
  state: string
}

export type Transacted = {
  committedMs: number
  answered: Answered[]
  /** What a transaction wrote last of each hold and level. */
  holds: Map<string, HoldRow>
  levels: LevelRow[]
  coupons: Map<string, CouponRow>
  redemptions: Map<string, RedemptionRow>
  entries: EntryRow[]
  topics: string[]
  /** When a refund that waits for its sale arrived. */
  arrivedMs: number | null
}

/** @throws when an answer was stored under a key that nobody used */
export function transactionsOf(
  { recorded, entries }: Pick<Evidence, 'recorded' | 'entries'>,
  asked: ReadonlyMap<string, Asked>,
): Transacted[] {
  const found = new Map<string, Transacted>()
  const at = ({ xid, committed_micros }: { xid: string; committed_micros: number }) => {
    const key = `${committed_micros}/${xid}`
    const known = found.get(key)
    if (known) return known
    const made: Transacted = {
      committedMs: committed_micros / 1000,
      answered: [],
      holds: new Map(),
      levels: [],
      coupons: new Map(),
      redemptions: new Map(),
      entries: [],
      topics: [],
      arrivedMs: null,
    }
    found.set(key, made)
    return made
  }
  for (const row of recorded) noteRow(at(row), row, asked)
  for (const entry of entries) at(entry).entries.push(entry)
  return [...found.values()].sort((a, b) => a.committedMs - b.committedMs)
}

function noteRow(into: Transacted, { what, content }: RecordedRow, asked: ReadonlyMap<string, Asked>): void {
  switch (what) {
    case 'answer': {
      const key = textOf(content, 'key')
      const by = asked.get(key)
      if (!by) throw new Error(`nobody asked under the key ${key}`)
      const body = textOf(content, 'body')
      into.answered.push({ asked: by, status: Number(member(content, 'status')), body, json: JSON.parse(body) })
      return
    }
    case 'hold': {
      const holdId = textOf(content, 'hold_id')
      into.holds.set(holdId, {
        holdId,
        memberId: Number(member(content, 'member_id')),
        points: Number(member(content, 'amount')),
        endsAtMs: Date.parse(textOf(content, 'ends_at')),
        state: textOf(content, 'state'),
      })
      return
    }
    case 'coupon':
      into.coupons.set(textOf(content, 'coupon_id'), couponOf(content))
      return
    case 'redemption': {
      into.redemptions.set(textOf(content, 'redemption_id'), {
        rule: textOf(content, 'rule'),
        times: Number(member(content, 'times')),
        points: Number(member(content, 'points')),
        entry: Number(member(content, 'entry_version')),
        redeemedOn: textOf(content, 'redeemed_on'),
        state: textOf(content, 'state'),
      })
      return
    }
    case 'level':
      into.levels.push({
        memberId: Number(member(content, 'member_id')),
        level: textOf(content, 'level'),
        reachedOn: textOrNull(content, 'reached_on'),
        reviewOn: textOrNull(content, 'review_on'),
      })
      return
    case 'waiting':
      into.arrivedMs = Date.parse(textOf(content, 'arrived_at'))
      return
    case 'event':
      into.topics.push(textOf(content, 'topic'))
  }
}

function couponOf(content: unknown): CouponRow {
  const text = (name: string) => textOrNull(content, name)
  const heldUntil = text('held_until')
  const offCents = member(content, 'off_cents')
  return {
    state: textOf(content, 'state'),
    offer: textOf(content, 'offer_code'),
    holdId: text('hold_id'),
    heldUntilMs: heldUntil === null ? null : Date.parse(heldUntil),
    receiptId: text('receipt_id'),
    offCents: typeof offCents === 'number' ? offCents : null,
    validFrom: textOf(content, 'valid_from'),
    validThrough: text('valid_through'),
  }
}

function textOrNull(content: unknown, name: string): string | null {
  const text = member(content, name)
  return typeof text === 'string' ? text : null
}
