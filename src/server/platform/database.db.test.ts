import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, expect, test } from 'vitest'
import { freshDatabase } from '../../../test/support/database.ts'
import { troubleOf } from './database.ts'

const { db, drop } = await freshDatabase()
afterAll(drop)
await db.run('create table note (number integer primary key)')
const insert = 'insert into note (number) values ($1)'
const count = async () => (await db.row<{ count: number }>('select count(*) as count from note'))?.count

test('what is sent together is worked through in order, each statement seeing those before it', async () => {
  const seen = await db.transaction(tx =>
    tx.together(() => [
      tx.run(insert, [1]),
      tx.row<{ count: number }>('select count(*) as count from note'),
      tx.run('update note set number = 2 where number = 1'),
    ]),
  )
  expect(seen).toEqual([1, { count: 1 }, 1])
})

test('one failure among what is sent together fails the whole transaction, with its own reason', async () => {
  const before = await count()
  const attempt = db.transaction(tx =>
    tx.together(() => [tx.run(insert, [10]), tx.run(insert, [10]), tx.run(insert, [11])]),
  )
  await expect(attempt).rejects.toMatchObject({ code: '23505' })
  expect(await count()).toBe(before)
})

test('a failure that somebody swallows does not commit the rest', async () => {
  const before = await count()
  const attempt = db.transaction(async tx => {
    await tx.run(insert, [20])
    await tx.run(insert, [20]).catch(() => undefined)
  })
  await expect(attempt).rejects.toThrow('commits')
  expect(await count()).toBe(before)
})

test('a connection is as good as new after a failure', async () => {
  for (let round = 0; round < 20; round++)
    await db.transaction(tx => tx.together(() => [tx.run('select 1/0'), tx.run(insert, [30])])).catch(() => undefined)
  await db.transaction(tx => tx.run(insert, [30]))
  expect(await db.run('delete from note where number = 30')).toBe(1)
})

test('a connection that broke between two statements is a database that is away, no fault of ours', async () => {
  const attempt = db.transaction(async tx => {
    const own = await tx.row<{ pid: number }>('select pg_backend_pid() as pid')
    await db.run('select pg_terminate_backend($1)', [own?.pid])
    // Whoever asks at once meets the break itself; a moment later the driver only says that it cannot ask any more.
    await pause(200)
    return tx.run('select 1')
  })
  const failure = await attempt.catch((error: unknown) => error)
  expect(String(failure)).toMatch(/not queryable/)
  expect(troubleOf(failure)).toBe('away')
})
