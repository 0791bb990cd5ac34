import fc from 'fast-check'

/** What no program sends on purpose, and some send all the same. */
export const oddTexts: readonly string[] = [
  '',
  ' ',
  '\0',
  '\ud800',
  '\udc00x',
  '\u202eabc\u202c',
  '\u200b',
  '\ufeff',
  '👩‍👩‍👧‍👦',
  `e${'\u0301'.repeat(300)}`,
  'ß'.repeat(200),
  '\u{1d518}',
  'NaN',
  'Infinity',
  '-0',
  '1e400',
  '0x10',
  '１２３',
  'null',
  'undefined',
  'true',
  '__proto__',
  'constructor',
  '{first}',
  '{fields}',
  "$&$'$`$1",
  "'; drop table ledger.entry; --",
  '\\',
  '%00',
  '../../etc/passwd',
  '<script>alert(1)</script>',
  '=1+1',
  '2026-02-29',
  '2026-13-01',
  '0000-00-00',
  '9999-12-31',
  '99999-01-01',
  '2026-03-05T24:00:00Z',
  '2026-03-05T04:00:60Z',
  '0001-01-01T00:00:00Z',
  '9999-12-31T23:59:59.999999999+14:00',
  '+275760-09-13T00:00:00Z',
  '2026-03-05T04:00:00+99:99',
  '00000000-0000-0000-0000-000000000000',
  'x'.repeat(5_000),
  '王'.repeat(3_000),
]

const oddNumbers: readonly number[] = [
  0,
  -0,
  -1,
  0.5,
  1.000_000_1,
  2 ** 31,
  -(2 ** 31) - 1,
  2 ** 53,
  2 ** 53 - 1,
  -(2 ** 53),
  2 ** 63,
  1e21,
  1e308,
  5e-324,
]

const deep = (level: number): unknown => JSON.parse('['.repeat(level) + ']'.repeat(level))

export const oddValue: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(null, true, false, [], {}, [[]], [null], deep(50), deep(2_000)),
  fc.constantFrom(...oddNumbers),
  fc.constantFrom(...oddTexts),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.jsonValue({ maxDepth: 3 }),
)

const oddName = fc.oneof(fc.constantFrom(...oddTexts), fc.string({ maxLength: 10 }))

/** One change of a body: at the place that `where` leads to, something goes, comes, or becomes something else. */
export type Change =
  | { kind: 'replace'; where: number; value: unknown }
  | { kind: 'remove'; where: number }
  | { kind: 'add'; where: number; name: string; value: unknown }
  | { kind: 'repeat'; where: number; times: number }

export const change: fc.Arbitrary<Change> = fc.oneof(
  fc.record({ kind: fc.constant('replace' as const), where: fc.nat(), value: oddValue }),
  fc.record({ kind: fc.constant('remove' as const), where: fc.nat() }),
  fc.record({ kind: fc.constant('add' as const), where: fc.nat(), name: oddName, value: oddValue }),
  fc.record({ kind: fc.constant('repeat' as const), where: fc.nat(), times: fc.integer({ min: 2, max: 20 }) }),
)

type Place = { holder: Record<string, unknown> | unknown[]; key: string }

/** @returns a changed copy; the places of a value are counted through, `where` modulo their number */
export function changed(body: unknown, changes: readonly Change[]): unknown {
  // The root has a place of its own, so that it can be replaced, too.
  const root: Record<string, unknown> = { body: structuredClone(body) }
  // A later change may reach into what an earlier one put in: that must be a copy, or a value would come to hold itself.
  for (const one of changes.map(made => structuredClone(made))) {
    const places = placesIn(root)
    const place = places[one.where % places.length]
    if (place) apply(place, one)
  }
  return root.body
}

function placesIn(root: Record<string, unknown>): Place[] {
  const places: Place[] = []
  const left: Place['holder'][] = [root]
  while (left.length > 0 && places.length < 1_000) {
    const holder = left.pop()
    if (!holder) break
    for (const [key, value] of Object.entries(holder)) {
      places.push({ holder, key })
      if (Array.isArray(value)) left.push(value)
      else if (isRecord(value)) left.push(value)
    }
  }
  return places
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

function apply({ holder, key }: Place, one: Change): void {
  const value = Array.isArray(holder) ? holder[Number(key)] : holder[key]
  const set = (next: unknown) => {
    if (Array.isArray(holder)) holder[Number(key)] = next
    else Object.defineProperty(holder, key, { value: next, enumerable: true, configurable: true, writable: true })
  }
  if (one.kind === 'replace') set(one.value)
  else if (one.kind === 'repeat')
    set(Array.isArray(value) ? Array.from({ length: one.times }, () => value[0]) : [value])
  else if (one.kind === 'remove') {
    if (Array.isArray(holder)) holder.splice(Number(key), 1)
    else delete holder[key]
  } else if (isRecord(value) && !Array.isArray(value)) {
    Object.defineProperty(value, one.name, { value: one.value, enumerable: true, configurable: true, writable: true })
  }
}
