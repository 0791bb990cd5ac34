import {
  addActivity,
  addLevel,
  addMovement,
  addRefund,
  addSale,
  type Chunk,
  dayNumber,
  dayText,
  type MemberColumns,
  type NewWords,
  never,
  type Place,
  type ReceiptSource,
  unknownSale,
} from '../../../backtest/index.ts'
import { type Day, dayOf, minuteOf } from '../../../shared/calendar.ts'
import type { Transaction } from '../../platform/database.ts'
import {
  type Asked,
  countHistory,
  type HistoryRow,
  hasAnyCoupon,
  hasAnyOther,
  readDay,
  type UsedCoupon,
} from './history-store.ts'
import { placeOf } from './member-columns.ts'
import type { Words } from './words.ts'

export type HistoryOptions = {
  from: Day
  through: Day
  zone: string
  members: MemberColumns
  words: Words
  /** Whether it is replayed to the members of today, who do not join again and have in hand what was given by hand. */
  isAgain: boolean
  /** Whose points were moved by hand. */
  programCode: string
  /** What is to be known of a store: its code, and which of the two programs rule it. Of an activity there may be none. */
  storeOf: (storeId: number | null) => Pick<Place, 'storeCode' | 'isRuledByLive' | 'isRuledByDraft'>
}

/** Recorded receipts and activities of members as columns, day after day, from one snapshot of the database. */
export async function openHistory(tx: Transaction, options: HistoryOptions): Promise<ReceiptSource> {
  const asked = {
    hasCoupons: await hasAnyCoupon(tx),
    hasOthers: await hasAnyOther(tx),
    without: options.isAgain ? ['joining'] : [],
    programCode: options.isAgain ? '' : options.programCode,
    zone: options.zone,
  }
  const total = await countHistory(tx, { ...options, ...asked })
  const filling = new Filling(options)
  const rows = historyOf(tx, { ...options, ...asked })
  let waiting: HistoryRow[] = []
  return {
    total,
    async fill(chunk: Chunk): Promise<NewWords | null> {
      for (;;) {
        const left = filling.add(chunk, waiting)
        waiting = waiting.slice(waiting.length - left)
        if (left > 0) break
        const next = await rows.next()
        if (next.done) break
        waiting = next.value
      }
      return chunk.receiptCount > 0 ? options.words.takeUntold() : null
    },
  }
}

async function* historyOf(
  tx: Transaction,
  { from, through, ...asked }: HistoryOptions & Asked,
): AsyncGenerator<HistoryRow[]> {
  const last = dayNumber(through)
  for (let day = dayNumber(from); day <= last; day++) yield* readDay(tx, dayText(day), asked)
}

/** Writes rows into chunks, and numbers sales so that their refunds find them. */
class Filling {
  readonly #options: HistoryOptions
  readonly #sales = new Map<string, number>()
  #count = 0

  constructor(options: HistoryOptions) {
    this.#options = options
  }

  /** @returns how many rows found no room any more */
  add(chunk: Chunk, rows: readonly HistoryRow[]): number {
    for (const [index, row] of rows.entries()) {
      if (!chunk.hasRoomFor(row.lines?.length ?? 0)) return rows.length - index
      this.#addRow(chunk, row)
    }
    return 0
  }

  #addRow(chunk: Chunk, row: HistoryRow): void {
    if (row.kind === 'movement') {
      this.#addMovement(chunk, row)
      return
    }
    if (row.kind === 'level') {
      this.#addLevel(chunk, row)
      return
    }
    const { zone, members } = this.#options
    const base = {
      atMs: row.at.getTime(),
      day: dayNumber(dayOf(row.at, zone)),
      member: placeOf(members, row.member_id),
      place: this.#placeOf(row),
    }
    if (row.kind === 'activity') {
      const activity = this.#options.words.activities.numberOf(row.code)
      addActivity(chunk, { ...base, minute: minuteOf(row.at, zone), activity })
      return
    }
    if (row.kind !== 'sale') {
      const sale = this.#sales.get(row.receipt_id) ?? unknownSale
      const lines = (row.lines ?? []).map(([line, units]) => ({ line, units }))
      addRefund(chunk, { ...base, sale, isVoid: row.kind === 'void', lines })
      return
    }
    const sale = this.#count++
    if (row.comes_back > 0) this.#sales.set(row.receipt_id, sale)
    addSale(chunk, {
      ...base,
      minute: minuteOf(row.at, zone),
      sale,
      comesBack: row.comes_back,
      coupons: this.#couponsOf(row.coupons),
      id: Buffer.from(row.receipt_id.replaceAll('-', ''), 'hex'),
      lines: (row.lines ?? []).map(([sku, classCode, brand, kind, isWeighed, units, gross, discount, tax, cost]) => ({
        goods: this.#options.words.goods.numberOf({ sku, class: classCode, brand, kind, isWeighed }),
        units,
        gross,
        discount,
        tax,
        cost: cost ?? -1,
      })),
    })
  }

  #addMovement(chunk: Chunk, { at, member_id, lines }: Extract<HistoryRow, { kind: 'movement' }>): void {
    const { zone, members, words } = this.#options
    for (const [asset, points, expiresAt, isIdle, isTransfer] of lines)
      addMovement(chunk, {
        atMs: at.getTime(),
        day: dayNumber(dayOf(at, zone)),
        member: placeOf(members, member_id),
        asset: words.assets.numberOf(asset),
        points,
        expiry: expiresAt === null ? never : dayNumber(dayOf(new Date(expiresAt), zone)),
        isIdle,
        isTransfer,
      })
  }

  #addLevel(chunk: Chunk, { at, member_id, lines }: Extract<HistoryRow, { kind: 'level' }>): void {
    const { zone, members, words } = this.#options
    for (const [level, deed, throughOn] of lines)
      addLevel(chunk, {
        atMs: at.getTime(),
        day: dayNumber(dayOf(at, zone)),
        member: placeOf(members, member_id),
        deed,
        level: words.levels.numberOf(level),
        through: throughOn === null ? never : dayNumber(throughOn),
      })
  }

  /** The number of what it used, from 1; 0: nothing. */
  #couponsOf(used: readonly UsedCoupon[] | null): number {
    if (used === null) return 0
    const { words, zone } = this.#options
    return (
      1 +
      words.coupons.numberOf(
        used.map(([offer, at]) => ({ offer, claimedOn: at === null ? null : dayNumber(dayOf(new Date(at), zone)) })),
      )
    )
  }

  #placeOf({ store_id, channel, tenders, promoter }: HistoryRow): number {
    return this.#options.words.places.numberOf({
      ...this.#options.storeOf(store_id),
      channel,
      tenders: tenders.length > 0 ? tenders.map(tender => tender.kind) : null,
      promoter,
    })
  }
}
