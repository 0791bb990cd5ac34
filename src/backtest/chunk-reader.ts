import type { SaleLine } from '../program/index.ts'
import { type Chunk, idBytes, kinds } from './chunk.ts'
import { dayText } from './days.ts'
import { type BacktestPlan, type Goods, type NewWords, type Place, type Profile, unknownDay } from './plan.ts'
import type { Buyer, SeenRefund, SeenSale } from './seen.ts'

const dayMs = 86_400_000

/** Makes facts of columns. It knows the words of everything that was read so far. */
export class ChunkReader {
  readonly #plan: Pick<BacktestPlan, 'shiftDays' | 'members'>
  readonly #goods: Goods[] = []
  readonly #places: Place[] = []
  readonly #profiles: Profile[] = []

  constructor(plan: Pick<BacktestPlan, 'shiftDays' | 'members'>) {
    this.#plan = plan
  }

  learn({ goods, places, profiles }: NewWords): void {
    for (const one of goods) this.#goods.push(one)
    for (const one of places) this.#places.push(one)
    for (const one of profiles) this.#profiles.push(one)
  }

  saleAt(chunk: Chunk, at: number): SeenSale {
    const { atMs, sale, member, minute, comesBack, place } = chunk.receipts
    const where = told(this.#places, place[at])
    const day = this.#dayAt(chunk, at)
    const { storeCode, channel, tenders, promoter } = where
    return {
      facts: {
        storeCode,
        soldAt: new Date((atMs[at] ?? 0) + this.#plan.shiftDays * dayMs),
        soldOn: dayText(day),
        soldMinute: minute[at] ?? 0,
        channel,
        tenders,
        promoter,
        lines: this.#linesAt(chunk, at),
        redeem: [],
      },
      place: where,
      day,
      sale: sale[at] ?? 0,
      comesBack: comesBack[at] ?? 0,
      buyer: this.#buyer(member[at] ?? 0),
    }
  }

  refundAt(chunk: Chunk, at: number): SeenRefund {
    const { receipts, lines } = chunk
    const first = receipts.firstLine[at] ?? 0
    return {
      day: this.#dayAt(chunk, at),
      sale: receipts.sale[at] ?? 0,
      isVoid: receipts.kind[at] === kinds.void,
      lines: Array.from({ length: receipts.lineCount[at] ?? 0 }, (_, index) => ({
        line: lines.goods[first + index] ?? 0,
        units: lines.units[first + index] ?? 0,
      })),
      buyer: this.#buyer(receipts.member[at] ?? 0),
    }
  }

  #dayAt({ receipts }: Chunk, at: number): number {
    return (receipts.day[at] ?? 0) + this.#plan.shiftDays
  }

  #linesAt(chunk: Chunk, at: number): SaleLine[] {
    const first = chunk.receipts.firstLine[at] ?? 0
    const end = first + (chunk.receipts.lineCount[at] ?? 0)
    const lines: SaleLine[] = []
    for (let line = first; line < end; line++) lines.push(this.#lineAt(chunk, line))
    return lines
  }

  #lineAt({ lines }: Chunk, line: number): SaleLine {
    const { sku, class: classCode, brand, kind, isWeighed } = told(this.#goods, lines.goods[line])
    const cost = lines.cost[line] ?? -1
    return {
      sku,
      class: classCode,
      brand,
      kind,
      units: lines.units[line] ?? 0,
      isWeighed,
      grossCents: lines.gross[line] ?? 0,
      manualDiscountCents: lines.discount[line] ?? 0,
      taxCents: lines.tax[line] ?? 0,
      costCents: cost < 0 ? null : cost,
    }
  }

  #buyer(member: number): Buyer {
    const { ids, joinedOn, birthdays, profiles } = this.#plan.members
    const birthday = birthdays[member] ?? unknownDay
    return {
      member: 0,
      memberId: ids[member] ?? 0,
      joinedOn: dayText(joinedOn[member] ?? 0),
      birthday: birthday === unknownDay ? null : dayText(birthday),
      profile: told(this.#profiles, profiles[member]),
    }
  }
}

function told<Word>(words: readonly Word[], number: number | undefined): Word {
  const word = words[number ?? 0]
  if (word === undefined) throw new Error('a column names a word that was told before')
  return word
}

/** The id of a receipt as people write it; null where the columns were not made from a database. */
export function idAt({ ids }: Chunk, at: number): string | null {
  const id = Buffer.from(ids.subarray(at * idBytes, (at + 1) * idBytes)).toString('hex')
  if (/^0+$/.test(id)) return null
  return id.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
