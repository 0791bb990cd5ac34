import {
  type CompiledLimit,
  type CompiledProgram,
  limitKey,
  limitPeriodStart,
  type MemberFacts,
  type UsedNow,
} from '../../../program/index.ts'
import type { Day } from '../../../shared/calendar.ts'
import type { Transaction } from '../../platform/database.ts'
import { addBudgets, addUsed, type LimitRow, loadUsed, lockBudgets } from './limit-store.ts'

/** Whose room under which program is asked for, on the day of a receipt or activity. */
export type LimitQuestion = { memberId: number; program: Pick<CompiledProgram, 'code' | 'limits'>; on: Day }

/** Everybody's part of a budget is counted under one name. */
const everybody = 0

/** What limits have given so far and in this transaction, in memory between locking and writing. */
export class LimitBook {
  readonly #used = new Map<string, LimitRow>()
  readonly #added = new Map<string, LimitRow>()

  constructor(rows: readonly LimitRow[]) {
    for (const row of rows) this.#used.set(nameOf(row), row)
  }

  /** What a decision is told of a member. */
  usedBy({ memberId, program, on }: LimitQuestion): MemberFacts['used'] {
    if (program.limits.length === 0) return {}
    return Object.fromEntries(
      periodsOf(program).map(limit => {
        const { points, times } = this.#used.get(nameOf(rowOf(limit, { memberId, program, on }))) ?? nothing
        return [limitKey(limit), { points, times }]
      }),
    )
  }

  /** Counts what was given; a negative sign takes back what came back whole. */
  add(question: LimitQuestion, used: readonly UsedNow[], sign: 1 | -1): void {
    for (const { scope, points, times } of used)
      for (const limit of periodsOf(question.program).filter(candidate => candidate.scope === scope))
        for (const book of [this.#used, this.#added]) {
          const row = rowOf(limit, question)
          const before = book.get(nameOf(row)) ?? nothing
          book.set(nameOf(row), { ...row, points: before.points + sign * points, times: before.times + sign * times })
        }
  }

  /** Writes what was added: one statement a table. */
  async write(tx: Transaction): Promise<void> {
    const rows = [...this.#added.values()]
    await tx.together(() => [
      addUsed(
        tx,
        rows.filter(row => row.memberId !== everybody),
      ),
      addBudgets(
        tx,
        rows.filter(row => row.memberId === everybody),
      ),
    ])
  }
}

const nothing = { points: 0, times: 0 }

/**
 * Reads what was given. Budgets are locked for who will spend them: they wait for each other there, and nowhere else.
 * @param isToSpend false for quotes, which lock nothing
 */
export async function openLimits(
  tx: Transaction,
  questions: readonly LimitQuestion[],
  { isToSpend }: { isToSpend: boolean },
): Promise<LimitBook> {
  const rows = new Map<string, LimitRow>()
  for (const question of questions)
    for (const limit of periodsOf(question.program)) {
      const row = rowOf(limit, question)
      rows.set(nameOf(row), row)
    }
  const wanted = [...rows.values()]
  const ofMembers = wanted.filter(row => row.memberId !== everybody)
  const budgets = wanted.filter(row => row.memberId === everybody)
  if (wanted.length === 0) return new LimitBook([])
  const spent = budgets.length === 0 ? [] : await lockBudgets(tx, budgets, { isToSpend })
  return new LimitBook([...(await loadUsed(tx, ofMembers)), ...spent])
}

/** Each period of each scope once; a receipt is bounded within its own decision. */
function periodsOf({ limits }: LimitQuestion['program']): CompiledLimit[] {
  const known = new Map<string, CompiledLimit>()
  for (const limit of limits) if (limit.period !== 'receipt') known.set(limitKey(limit), limit)
  return [...known.values()]
}

function rowOf({ scope, period }: CompiledLimit, { memberId, program, on }: LimitQuestion): LimitRow {
  return {
    memberId: period === 'all' ? everybody : memberId,
    programCode: program.code,
    scope,
    period,
    startsOn: limitPeriodStart(period, on),
    ...nothing,
  }
}

function nameOf({ memberId, programCode, scope, period, startsOn }: LimitRow): string {
  return `${memberId}/${programCode}/${scope}/${period}/${startsOn}`
}
