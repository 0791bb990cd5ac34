import { readFile, rm, writeFile } from 'node:fs/promises'
import { afterAll, expect, test } from 'vitest'
import { openDatabase } from '../../platform/database.ts'
import { deedOf, openTrail } from './audit-for-tests.ts'
import { insertRecords } from './record-store.ts'

const trail = await openTrail()
const { db, headFile } = trail
afterAll(trail.close)

const numbers = async () =>
  (
    await db.rows<{ action: string }>(
      'select action from audit.seal join audit.record using (record_id) order by number',
    )
  ).map(({ action }) => action)
const head = async () => JSON.parse(await readFile(headFile, 'utf8'))

test('an empty trail is sound and has nothing to seal', async () => {
  expect(await trail.seal()).toBe(0)
  expect(await trail.check()).toEqual({ lookedAt: 0, findings: [] })
})

test('what waits is sealed in the order of its writing, and the end is written beside the key file', async () => {
  await trail.write(deedOf({ action: 'a' }), deedOf({ action: 'b', memberNumber: '1234567890', code: 'x' }))
  expect(await trail.seal()).toBe(2)
  expect(await numbers()).toEqual(['a', 'b'])
  expect(await head()).toMatchObject({ number: 2 })
  expect(await trail.check()).toEqual({ lookedAt: 2, findings: [] })
})

test('a record whose transaction ends late is sealed after those that overtook it', async () => {
  await db.transaction(async tx => {
    await insertRecords(tx, [deedOf({ action: 'late' })])
    await trail.write(deedOf({ action: 'early' }))
    expect(await trail.seal()).toBe(1)
  })
  expect(await trail.seal()).toBe(1)
  expect(await numbers()).toEqual(['a', 'b', 'early', 'late'])
  expect((await trail.check()).findings).toEqual([])
})

test('a record that was rolled back leaves neither a row nor a gap', async () => {
  const undone = db.transaction(async tx => {
    await insertRecords(tx, [deedOf({ action: 'undone' })])
    throw new Error('undone')
  })
  await expect(undone).rejects.toThrow('undone')
  expect(await trail.seal()).toBe(0)
  expect(await trail.check()).toEqual({ lookedAt: 4, findings: [] })
})

test('of several processes that seal at once, each record gets one seal', async () => {
  for (let round = 0; round < 20; round++) await trail.write(deedOf({ action: `round ${round}` }), deedOf())
  const others = [openDatabase(trail.target), openDatabase(trail.target)]
  const { sealTrail } = await import('./seal-trail.ts')
  const sealing = [db, ...others].map(each => sealTrail({ ...trail, db: each }))
  const counts = await Promise.all(sealing)
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(40)
  expect(await trail.check()).toEqual({ lookedAt: 44, findings: [] })
  await Promise.all(others.map(other => other.close()))
})

test('records and seals are refused any change', async () => {
  for (const sql of [
    'update audit.record set code = null',
    'delete from audit.record',
    'truncate audit.record cascade',
    'update audit.seal set number = number + 100',
    'delete from audit.seal',
    'truncate audit.seal',
    'update audit.trail set trail_id = gen_random_uuid()',
    'delete from audit.trail',
    'truncate audit.trail',
  ])
    await expect(db.run(sql), sql).rejects.toThrow('insert-only')
})

test('a trail that was cut off gets no new end, so that the cut stays visible', async () => {
  await trail.write(deedOf({ action: 'after the cut' }))
  const told = await readFile(headFile, 'utf8')
  await writeFile(headFile, told.replace('"number":44', '"number":45'))
  await expect(trail.seal()).rejects.toThrow('its end was cut off')
  expect(await readFile(headFile, 'utf8')).toContain('"number":45')
  await writeFile(headFile, told)
  expect(await trail.seal()).toBe(1)
})

test('a head file that is missing or damaged stops the sealing, and the check tells it', async () => {
  const told = await readFile(headFile, 'utf8')
  await rm(headFile)
  await trail.write(deedOf())
  await expect(trail.seal()).rejects.toThrow('is missing')
  expect((await trail.check()).findings).toEqual([expect.stringContaining('is missing')])
  await writeFile(headFile, '{"number":')
  await expect(trail.seal()).rejects.toThrow('is damaged')
  expect((await trail.check()).findings).toEqual([expect.stringContaining('is damaged')])
  await writeFile(headFile, told)
  expect(await trail.seal()).toBe(1)
  expect((await trail.check()).findings).toEqual([])
})
