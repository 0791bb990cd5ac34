import type { IdleTerm } from '../program/index.ts'
import { addPeriod } from '../shared/calendar.ts'
import { dayNumber, dayText } from './days.ts'
import { anybody, type LotPart } from './lots.ts'

type Term = Pick<IdleTerm, 'period' | 'keptBy'>

/** Which lots end by inactivity, under which terms, and what kept the points of an account last. */
export class IdleLots {
  readonly #terms: Term[] = []
  readonly #owned = new Map<number, number>()
  readonly #kept = new Map<number, Map<string, number>>()

  get isAny(): boolean {
    return this.#terms.length > 0
  }

  /** The owner under whom such a lot is kept: of lots that are anybody's each term has its own. */
  ownerOf(owner: number, term: Term): number {
    const number = this.#numberOf(term)
    if (owner === anybody) return anybody - 1 - number
    this.#owned.set(owner, number)
    return owner
  }

  #numberOf(term: Term): number {
    const known = this.#terms.findIndex(other => wordsOf(other) === wordsOf(term))
    return known >= 0 ? known : this.#terms.push(term) - 1
  }

  #termOf(owner: number): number {
    return owner < anybody ? anybody - 1 - owner : (this.#owned.get(owner) ?? -1)
  }

  /** Notes what happened on a day. @returns to which first day without points it prolongs which lots */
  keep(account: number, day: number, what: string): { expiry: number; isMeant: (owner: number) => boolean }[] {
    const kept = this.#kept.get(account) ?? new Map<string, number>()
    this.#kept.set(account, kept.set(what, day))
    return this.#terms.flatMap((term, number) =>
      term.keptBy.includes(what)
        ? [{ expiry: endAfter(term, day), isMeant: (owner: number) => this.#termOf(owner) === number }]
        : [],
    )
  }

  /** Points that come back to a lot end as if they had never been away; what happened after its end keeps it no more. */
  catchUp(account: number, part: LotPart): LotPart {
    const term = this.#terms[this.#termOf(part.owner)]
    let { expiry } = part
    for (const [what, day] of this.#kept.get(account) ?? [])
      if (term?.keptBy.includes(what) && day < part.expiry) expiry = Math.max(expiry, endAfter(term, day))
    return { ...part, expiry }
  }
}

function endAfter({ period }: Term, day: number): number {
  return dayNumber(addPeriod(dayText(day), period)) + 1
}

function wordsOf({ period, keptBy }: Term): string {
  return `${period.count} ${period.unit} ${keptBy.join(' ')}`
}
