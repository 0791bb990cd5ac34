import type { Place, ProgramSource } from '../../../backtest/index.ts'
import { type CompiledProgram, readProgram } from '../../../program/index.ts'
import { languages } from '../../../shared/languages.ts'
import { invariant } from '../../platform/errors.ts'
import type { Store, StoreDirectory } from '../organisation/index.ts'
import type { ProgramBook } from '../programs/index.ts'
import { backtestErrors } from './errors.ts'

/** The two programs of a back-test. */
export type Sides = {
  live: ProgramSource
  liveProgram: CompiledProgram
  draft: ProgramSource
  draftProgram: CompiledProgram
}

/**
 * The draft, and the program it is compared with: that of its own code, or the only one in force.
 * @throws backtests/draft-has-errors, backtests/no-program-to-compare
 */
export function sidesOf(
  book: ProgramBook,
  { document, now, zone }: { document: string; now: Date; zone: string },
): Sides {
  const { program: draftProgram, findings } = readProgram(document, { version: 1, zone })
  if (!draftProgram) throw draftError(findings)
  const current = book.current(now)
  const [only] = current
  const live =
    current.find(({ programCode }) => programCode === draftProgram.code) ?? (current.length === 1 ? only : undefined)
  if (!live) throw backtestErrors.make('no-program-to-compare', { code: draftProgram.code })
  return {
    live: { document: live.document, version: live.version },
    liveProgram: live.program,
    draft: { document, version: live.programCode === draftProgram.code ? live.version + 1 : 1 },
    draftProgram,
  }
}

function draftError(findings: ReturnType<typeof readProgram>['findings']) {
  const first = findings.find(finding => finding.severity === 'error')
  invariant(first, 'a document that does not compile has an error')
  const { line, column } = first
  const error = backtestErrors.make('draft-has-errors', { line, column, findings })
  // The sentence repeats words of the document: given as a function, no "$&" in it means anything.
  for (const language of languages)
    error.texts[language] = error.texts[language].replace('{first}', () => first.texts[language])
  return error
}

/** Which of both programs rule a store: today's where it does now, the draft where it would if it were published. */
export function rulingOf(
  book: ProgramBook,
  {
    liveProgram,
    draftProgram,
    directory,
    now,
  }: Pick<Sides, 'liveProgram' | 'draftProgram'> & {
    directory: StoreDirectory
    now: Date
  },
): (store: Store) => Pick<Place, 'storeCode' | 'isRuledByLive' | 'isRuledByDraft'> {
  const firstBrandId = Math.min(...directory.stores.map(store => store.brandId))
  return ({ code, brandCode, brandId }) => {
    const store = { code, brandCode, isFirstBrand: brandId === firstBrandId }
    const rules = book.inForce(store, now)
    const isRuledByLive = rules?.code === liveProgram.code
    const isOfBrand = draftProgram.brand === null ? store.isFirstBrand : draftProgram.brand === store.brandCode
    const isNamed = draftProgram.stores?.includes(store.code) ?? false
    const isFree = rules === null || isRuledByLive
    const isRuledByDraft = isOfBrand && (draftProgram.stores === null ? isFree : isNamed)
    return { storeCode: store.code, isRuledByLive, isRuledByDraft }
  }
}
