import { afterAll, expect, test } from 'vitest'
import { freshDatabase } from '../../../test/support/database.ts'
import { ManualClock } from './clock.ts'
import { openDatabase } from './database.ts'
import { forgetEndedMarks, UseOnce } from './use-once.ts'

const { db, target, drop } = await freshDatabase()
const elsewhere = openDatabase(target, { connectionsMax: 2 })
afterAll(async () => {
  await elsewhere.close()
  await drop()
})

const clock = new ManualClock('2026-03-05T04:00:00Z')
const here = new UseOnce({ db, clock })
const there = new UseOnce({ db: elsewhere, clock })
const endsAt = new Date('2026-03-05T04:05:00Z')

test('of twenty at once in two processes one passes', async () => {
  const tries = Array.from({ length: 20 }, (_, index) =>
    (index % 2 ? here : there).use({ scope: 'till k1', text: 'a', endsAt }),
  )
  expect((await Promise.all(tries)).filter(Boolean)).toHaveLength(1)
})

test('marks in opposite orders do not wait for each other', async () => {
  const names = Array.from({ length: 200 }, (_, index) => `n${index}`)
  const tries = [
    ...names.map(text => here.use({ scope: 'order', text, endsAt })),
    ...names.toReversed().map(text => there.use({ scope: 'order', text, endsAt })),
  ]
  expect((await Promise.all(tries)).filter(Boolean)).toHaveLength(200)
})

test('a mark of one scope does not use up that of another', async () => {
  expect(await here.use({ scope: 'till k2', text: 'a', endsAt })).toBe(true)
})

test('a process that starts anew still knows', async () => {
  expect(await new UseOnce({ db, clock }).use({ scope: 'till k1', text: 'a', endsAt })).toBe(false)
})

test('a mark is used until the instant of its end, and free after it', async () => {
  clock.moveTo(endsAt)
  expect(await here.use({ scope: 'till k1', text: 'a', endsAt })).toBe(false)
  expect(await forgetEndedMarks({ db, clock })).toBe(0)
  clock.moveTo('2026-03-05T04:05:00.001Z')
  expect(await here.use({ scope: 'till k1', text: 'a', endsAt: new Date('2026-03-05T04:06:00Z') })).toBe(true)
  expect(await forgetEndedMarks({ db, clock })).toBeGreaterThan(100)
  expect(await here.use({ scope: 'till k1', text: 'a', endsAt })).toBe(false)
})

test('nothing passes while the database is away', async () => {
  const away = openDatabase({ host: '/nowhere', database: 'none', user: 'nobody' })
  const blind = new UseOnce({ db: away, clock })
  const tries = await Promise.allSettled([
    blind.use({ scope: 'x', text: '1', endsAt }),
    blind.use({ scope: 'x', text: '2', endsAt }),
  ])
  expect(tries.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  await away.close()
})
