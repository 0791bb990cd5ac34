import type { Pending, Validity } from './compiled.ts'
import type { Test } from './conditions.ts'
import type { AssetBlock, ProgramDocument } from './document.ts'
import { must, readPeriod } from './scalars.ts'

export function compileValidity(valid: AssetBlock['valid']): Validity {
  if (valid === undefined || valid === 'never ends') return { kind: 'never ends' }
  if (typeof valid === 'string')
    return { kind: 'lasts', period: must(readPeriod(valid), 'valid is a length of time'), until: 'day' }
  const period = readPeriod(valid.for) ?? null
  if (valid.inactive !== undefined)
    return {
      kind: 'inactive',
      period: must(readPeriod(valid.inactive), 'inactive is a length of time'),
      keptBy: (valid['kept-by'] ?? ['purchase']).toSorted(),
    }
  if (valid.through !== undefined) return { kind: 'through', lastDay: valid.through }
  if (valid.each !== undefined) return { kind: 'each', period, monthDay: valid.each }
  const until = valid.to === 'end of month' ? 'month' : valid.to === 'end of quarter' ? 'quarter' : 'year'
  return { kind: 'lasts', period, until }
}

export function compilePending(pending: AssetBlock['pending']): Pending | null {
  if (pending === undefined) return null
  const [, activity] = /^until (.+)$/.exec(pending) ?? []
  if (activity !== undefined) return { kind: 'until', activity }
  return { kind: 'for', period: must(readPeriod(pending), 'pending is a length of time') }
}

/**
 * Nothing is given of points after the one day on which all of them end: it could never be used. Whoever gives some asks
 * this; all other programs keep the test that they have.
 */
export function whileGiven(test: Test, valid: AssetBlock['valid']): Test {
  const lastDay = typeof valid === 'object' ? valid.through : undefined
  if (lastDay === undefined) return test
  const { isAboutLines, failing } = test
  return {
    isAboutLines,
    failing: (scene, line) => (scene.sale.soldOn > lastDay ? 'points-ended' : failing(scene, line)),
  }
}

/** As `whileGiven`, for a gift of the form `{ asset: amount }`; other gifts end with no points. */
export function whileGiftGiven(
  test: Test,
  gives: Readonly<Record<string, unknown>> | undefined,
  assets: ProgramDocument['assets'],
): Test {
  const [[asset, amount] = []] = Object.entries(gives ?? {})
  return asset !== undefined && typeof amount === 'number' ? whileGiven(test, assets[asset]?.valid) : test
}
