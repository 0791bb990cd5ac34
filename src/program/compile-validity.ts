import type { Pending, Validity } from './compiled.ts'
import type { AssetBlock } from './document.ts'
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
