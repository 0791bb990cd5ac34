import { type CompiledProgram, measureEarned } from '../program/index.ts'
import { countReturn } from './count-sale.ts'
import type { LevelBook } from './level-book.ts'
import { type LimitRooms, offersUsed } from './limit-rooms.ts'
import type { Purses, Trace } from './purses.ts'
import { goodsReturned, type Kept, type KeptSale, keptLines, type Returned, returnPart } from './returns.ts'
import type { SeenRefund, SeenSale } from './seen.ts'
import type { Counter } from './tally.ts'

type Parts = {
  standings: LevelBook
  purses: Purses
  limits: LimitRooms
  counter: Counter
  /** The codes that columns count. */
  assets: readonly string[]
}

/** The sales of one side that will come back, and what happens when they do. */
export class KeptSales {
  readonly #parts: Parts
  readonly #kept = new Map<number, KeptSale>()

  constructor(parts: Parts) {
    this.#parts = parts
  }

  traceOf(sale: number, asset: number): Trace | undefined {
    return this.#kept.get(sale)?.traces[asset]
  }

  #assetOf(code: string): number {
    return this.#parts.assets.indexOf(code)
  }

  keep(
    program: CompiledProgram | null,
    decision: Kept,
    { facts, day, sale, comesBack }: Pick<SeenSale, 'facts' | 'day' | 'sale' | 'comesBack'>,
  ): KeptSale {
    const kept: KeptSale = {
      program,
      soldOn: day,
      comesBack,
      lines: keptLines(facts, decision, code => this.#assetOf(code)),
      used: [...decision.earnings.flatMap(({ used }) => used), ...offersUsed(decision)],
      traces: this.#parts.assets.map(() => ({ owed: [], lapsed: 0 })),
    }
    this.#kept.set(sale, kept)
    return kept
  }

  /**
   * Undoes what the simulated sale gave, line by line. @param goTo lets happen what happens by itself until then
   * @returns false where the sale was not replayed
   */
  takeBack(seen: SeenRefund, goTo: () => void): boolean {
    const kept = this.#kept.get(seen.sale)
    if (!kept) return false
    if (kept.program) goTo()
    const returned = returnPart(kept, seen)
    kept.comesBack -= 1
    if (kept.program) this.#reverse(kept, kept.program, returned, seen)
    countReturn(this.#parts.counter, returned, seen.day)
    if (kept.comesBack === 0) this.#kept.delete(seen.sale)
    return true
  }

  /** Points used are given back before points earned are taken back, so that nobody owes what lies in his own hand. */
  #reverse(kept: KeptSale, program: CompiledProgram, returned: Returned, { day, sale, buyer }: SeenRefund): void {
    const { purses, limits, standings } = this.#parts
    const { member, joinedOn } = buyer
    for (const { code, debt, grace } of program.assets) {
      const asset = this.#assetOf(code)
      const trace = kept.traces[asset]
      const back = returned.redeemed.get(asset) ?? 0
      const taken = returned.earned.get(asset) ?? 0
      if (!trace) continue
      if (back > 0) purses.giveBack({ member, asset, day }, { points: back, trace, grace })
      if (taken > 0) purses.takeBack({ member, asset, day }, { points: taken, sale, trace, debt })
    }
    if (returned.isAllBack) limits.add(member, { program, day: kept.soldOn, used: kept.used, sign: -1 })
    const earned = (code: string) => -(returned.earned.get(this.#assetOf(code)) ?? 0)
    const change = {
      spendCents: -returned.spendCents,
      points: earned(program.assets[0]?.code ?? ''),
      visits: returned.isAllBack ? -1 : 0,
      others: { ...goodsReturned(program, kept, returned), ...measureEarned(program.assets, earned) },
    }
    const linesLeft = kept.lines.filter(line => line.returned < line.units)
    standings.takeBack(member, change, { day, soldOn: kept.soldOn, program, joinedOn, sale, linesLeft })
  }
}
