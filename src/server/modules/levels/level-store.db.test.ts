import { afterAll, beforeAll, expect, test } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../../../../test/support/database.ts'
import { type LevelQuestion, loadLevelStates, writeLevels } from './index.ts'
import type { Bucket } from './level-state.ts'

let database: FreshDatabase

beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(() => database.drop())

const bucket = (memberId: number, dayOn: string, netSpendCents: number, more: Partial<Bucket> = {}): Bucket => ({
  memberId,
  programCode: 'shop',
  dayOn,
  netSpendCents,
  visits: 1,
  pointsEarned: 0,
  ...more,
})

const add = (...buckets: Bucket[]) =>
  database.db.transaction(tx => writeLevels(tx, { moves: [], buckets, dayMeasures: [] }, []))

const question = (memberId: number, more: Partial<LevelQuestion> = {}): LevelQuestion => ({
  memberId,
  programCode: 'shop',
  track: 'main',
  from: '2026-01-01',
  through: '2026-12-31',
  lowest: 'ordinary',
  withRises: true,
  gauges: [],
  ...more,
})

const load = (...questions: LevelQuestion[]) => database.db.transaction(tx => loadLevelStates(tx, questions))

test('a window holds both of its end days and nothing beyond', async () => {
  await add(
    bucket(1, '2025-12-31', 1),
    bucket(1, '2026-01-01', 10),
    bucket(1, '2026-12-31', 100),
    bucket(1, '2027-01-01', 1000),
  )
  const [state] = await load(question(1))
  expect(state?.measures).toEqual({ 'net-spend': 110, visits: 2, 'points-earned': 0 })
})

test('one day adds up, in one writing and over several, refunds included', async () => {
  await add(bucket(2, '2026-03-05', 500, { pointsEarned: 5 }), bucket(2, '2026-03-05', 300, { pointsEarned: 3 }))
  await add(bucket(2, '2026-03-05', -800, { visits: -2, pointsEarned: -8 }))
  await add(bucket(2, '2026-03-05', 7))
  const [state] = await load(question(2))
  expect(state?.measures).toEqual({ 'net-spend': 7, visits: 1, 'points-earned': 0 })
})

test('members and programs are told apart, and answers keep the order of the questions', async () => {
  await add(
    bucket(3, '2026-03-05', 30),
    bucket(4, '2026-03-05', 40),
    bucket(3, '2026-03-05', 33, { programCode: 'vip' }),
  )
  const states = await load(question(4), question(3, { programCode: 'vip' }), question(3), question(5))
  expect(states.map(state => state.measures['net-spend'])).toEqual([40, 33, 30, 0])
})

test('who bought outside of the window has bought; who gave everything back has not', async () => {
  await add(bucket(6, '2020-01-01', 1), bucket(7, '2026-01-02', 1), bucket(7, '2026-01-02', -1, { visits: -1 }))
  const states = await load(question(6), question(7), question(8))
  expect(states.map(state => state.hasBought)).toEqual([true, false, false])
})

test('a member without a row has the lowest level and no dates', async () => {
  expect(await load(question(9))).toMatchObject([
    { memberId: 9, level: 'ordinary', reachedOn: null, reviewOn: null, graceThrough: null, moves: 0, rises: [] },
  ])
})

test('sums go beyond what 32 bits hold', async () => {
  await add(bucket(10, '2026-03-05', 9_000_000_000_000), bucket(10, '2026-03-06', 1))
  const [state] = await load(question(10))
  expect(state?.measures['net-spend']).toBe(9_000_000_000_001)
})

test('the history is never changed', async () => {
  await database.db.run(
    `insert into levels.move (member_id, program_code, track, move_number, from_level, to_level, cause, moved_on, moved_at, program_version, reasons)
     values (1, 'shop', 'main', 1, 'ordinary', 'silver', 'manual', '2026-03-05', '2026-03-05T04:00:00Z', 1, '[]')`,
  )
  for (const sql of [`update levels.move set to_level = 'gold'`, 'delete from levels.move'])
    await expect(database.db.run(sql)).rejects.toThrow('insert-only')
})
