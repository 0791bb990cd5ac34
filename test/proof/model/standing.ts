import { rules } from '../program.ts'
import { daysLater, nextMonth } from './days.ts'

// One member's level, written from the words of the program language: up at once; down at a review, or when the very
// receipt that caused the rise comes back.

type Dates = { reachedOn: string | null; reviewOn: string | null }
type Rise = { from: number; to: number; receipt: string; before: Dates }
export type Move = { from: string; to: string; cause: 'receipt' | 'refund' | 'review'; on: string }

export class Standing {
  rank = 0
  dates: Dates = { reachedOn: null, reviewOn: null }
  moves: Move[] = []
  /** Net spend in 分 by the day of sale. */
  spent = new Map<string, number>()
  #rises: Rise[] = []
  isChanged = false
  #writtenMoves = 0

  copy(): Standing {
    const copy = new Standing()
    copy.#rises = [...this.#rises]
    copy.#writtenMoves = this.#writtenMoves
    return Object.assign(copy, {
      rank: this.rank,
      dates: this.dates,
      moves: [...this.moves],
      spent: new Map(this.spent),
      isChanged: this.isChanged,
    })
  }

  /** The moves since `noteWritten`. */
  get newMoves(): Move[] {
    return this.moves.slice(this.#writtenMoves)
  }

  noteWritten(): void {
    this.isChanged = false
    this.#writtenMoves = this.moves.length
  }

  get level(): string {
    return levelAt(this.rank).level
  }

  /** @returns whether it brought a rise */
  bought(cents: number, { soldOn, today, receipt }: { soldOn: string; today: string; receipt: string }): boolean {
    this.#add(soldOn, cents)
    const earned = rankFor(this.#spentWithin(today))
    if (earned <= this.rank) return false
    this.#rises.push({ from: this.rank, to: earned, receipt, before: this.dates })
    this.#moveTo(earned, 'receipt', today, { reachedOn: today, reviewOn: nextMonth(today) })
    return true
  }

  /**
   * Something else than a purchase happened, which looks at the level too: a review that was held late judged an earlier
   * window, and what was bought since may be enough. No receipt caused that rise, so none undoes it, nor any before it.
   * @returns whether it brought a rise
   */
  looked(today: string): boolean {
    const earned = rankFor(this.#spentWithin(today))
    if (earned <= this.rank) return false
    this.#rises = []
    this.#moveTo(earned, 'receipt', today, { reachedOn: today, reviewOn: nextMonth(today) })
    return true
  }

  /** @returns whether it undid a rise */
  cameBack(cents: number, { soldOn, today, receipt }: { soldOn: string; today: string; receipt: string }): boolean {
    this.#add(soldOn, -cents)
    const rise = this.#rises.at(-1)
    if (rise?.receipt !== receipt) return false
    const back = Math.max(rankFor(this.#spentWithin(today)), rise.from)
    if (back >= rise.to) return false
    this.#rises.pop()
    if (back > rise.from) this.#rises.push({ ...rise, to: back })
    // Whoever falls all the way back has the dates of before: buying and returning wins no time.
    this.#moveTo(
      back,
      'refund',
      today,
      back === rise.from ? rise.before : { reachedOn: today, reviewOn: nextMonth(today) },
    )
    return true
  }

  /** Judges the window that ended on the evening before the day of review. @returns whether the level moved */
  review(): boolean {
    const { reviewOn } = this.dates
    if (reviewOn === null) throw new Error('no review is due')
    const earned = rankFor(this.#spentWithin(daysLater(reviewOn, -1)))
    this.isChanged = true
    if (earned === this.rank) {
      this.dates = { ...this.dates, reviewOn: nextMonth(reviewOn) }
      return false
    }
    this.#rises = []
    this.#moveTo(earned, 'review', reviewOn, { reachedOn: reviewOn, reviewOn: nextMonth(reviewOn) })
    return true
  }

  #moveTo(rank: number, cause: Move['cause'], on: string, dates: Dates): void {
    this.moves.push({ from: this.level, to: levelAt(rank).level, cause, on })
    this.rank = rank
    this.dates = rank === 0 ? { ...dates, reviewOn: null } : dates
    this.isChanged = true
  }

  #add(day: string, cents: number): void {
    this.spent.set(day, (this.spent.get(day) ?? 0) + cents)
  }

  #spentWithin(through: string): number {
    const from = daysLater(through, 1 - rules.windowDays)
    let cents = 0
    for (const [day, spent] of this.spent) if (day >= from && day <= through) cents += spent
    return cents
  }
}

export function levelAt(rank: number): (typeof rules.ladder)[number] {
  const level = rules.ladder[rank]
  if (!level) throw new Error(`the ladder has no rank ${rank}`)
  return level
}

function rankFor(cents: number): number {
  return rules.ladder.findLastIndex(({ fromCents }) => cents >= fromCents)
}
