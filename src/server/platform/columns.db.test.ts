import { afterAll, expect, test } from 'vitest'
import { freshDatabase } from '../../../test/support/database.ts'
import * as columns from './columns.ts'

const { db, drop } = await freshDatabase()
afterAll(drop)

/** What the database makes of a column, as text. */
const seen = async (type: string, column: Buffer) =>
  (
    await db.rows<{ value: string | null }>(
      `select value::text as value from unnest($1::${type}[]) with ordinality as one (value, place) order by place`,
      [column],
    )
  ).map(row => row.value)

const same = <Value>(value: Value) => value

test('whole numbers arrive as they are, at both ends of what they hold', async () => {
  const wide = [0, -1, 1, 2 ** 31, -(2 ** 32), 2 ** 32 + 1, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER, null]
  expect(await seen('bigint', columns.bigints(wide, same))).toEqual(
    wide.map(value => value && String(value)).with(0, '0'),
  )
  const widest = [-(2n ** 63n), 2n ** 63n - 1n]
  expect(await seen('bigint', columns.wideBigints(widest, same))).toEqual(widest.map(String))
  const whole = [-(2 ** 31), 2 ** 31 - 1, null]
  expect(await seen('integer', columns.integers(whole, same))).toEqual(['-2147483648', '2147483647', null])
  expect(await seen('smallint', columns.smallints([-32768, 32767], same))).toEqual(['-32768', '32767'])
})

test('what is no whole number, or too large for its column, is refused and never becomes another', () => {
  for (const value of [Number.NaN, 0.5, 2 ** 53, Number.POSITIVE_INFINITY]) {
    expect(() => columns.bigints([value], same)).toThrow('whole number')
    expect(() => columns.integers([value], same)).toThrow()
  }
  expect(() => columns.integers([2 ** 31], same)).toThrow(RangeError)
  expect(() => columns.smallints([32768], same)).toThrow(RangeError)
  expect(() => columns.days(['2026-13-01'], same)).toThrow('whole number')
  expect(() => columns.uuids(['0193f2a0-0000-7000-8000-00000000000'], same)).toThrow('not a UUID')
})

test('texts keep every sign, and an empty text is not a missing one', async () => {
  const words = ['', 'a', '"', '\\', ',{}', '熟客', '👩‍👩‍👧', null, 'é\n\t', 'x'.repeat(200_000)]
  expect(await seen('text', columns.texts(words, same))).toEqual(words)
})

test('days and instants are those of the calendar, before and after 2000 and 1970', async () => {
  const dates = ['2026-03-05', '1999-12-31', '2000-01-01', '1969-02-28', '2024-02-29', null]
  expect(await seen('date', columns.days(dates, same))).toEqual(dates)
  const instants = ['2026-03-05 04:00:00.123+00', '1999-12-31 23:59:59.999+00', '1969-07-20 20:17:00+00']
  expect(await seen('timestamptz', columns.instants([...instants.map(text => Date.parse(text)), null], same))).toEqual([
    ...instants,
    null,
  ])
})

test('JSON, UUIDs, bytes and truth arrive too', async () => {
  expect(await seen('jsonb', columns.jsons(['{"a": "熟"}', '[]', null], same))).toEqual(['{"a": "熟"}', '[]', null])
  const id = '0193f2a0-1234-7abc-8def-0123456789ab'
  expect(await seen('uuid', columns.uuids([id, id.toUpperCase(), null], same))).toEqual([id, id, null])
  expect(await seen('bytea', columns.byteas([Buffer.from([0, 255]), Buffer.alloc(0), null], same))).toEqual([
    '\\x00ff',
    '\\x',
    null,
  ])
  expect(await seen('boolean', columns.booleans([true, false, null], same))).toEqual(['true', 'false', null])
})

test('a column of no rows is empty, and a long one after a short one is not cut', async () => {
  expect(await seen('bigint', columns.bigints([], same))).toEqual([])
  expect(await seen('text', columns.texts([], same))).toEqual([])
  const many = Array.from({ length: 20_000 }, (_, index) => index)
  expect((await seen('bigint', columns.bigints(many, same))).length).toBe(20_000)
})
