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

test('urgent work looks keys up in a table that was empty when its plan was made, and its plan is for any values', async () => {
  await db.run('create table known (number integer primary key)')
  await db.run('analyze known')
  const find = `select asked.number from unnest($1::int[]) as asked (number)
    cross join lateral (select from known where known.number = asked.number limit 1) as found`
  const asked = Array.from({ length: 20 }, (_, number) => number)
  // Statistics of a session are seen when it tells them, or a second later.
  const tell = 'select pg_stat_force_next_flush()'
  const look = () =>
    db.urgently(async tx => {
      const rows = await tx.rows(find, [asked])
      await tx.run(tell)
      return rows.length
    })
  const scans = () =>
    db.row(`select seq_scan as whole, idx_scan as keys from pg_stat_user_tables where relname = 'known'`)
  expect(await look()).toBe(0)
  await expect.poll(scans).toEqual({ whole: 0, keys: 20 })
  await db.run('insert into known select generate_series(0, 999)')
  expect(await look()).toBe(20)
  await expect.poll(scans).toEqual({ whole: 0, keys: 40 })
})

test('what is prepared travels as one group, and answers as each alone would', async () => {
  const send = (at: Date) =>
    db.transaction(tx =>
      tx.together(() => [
        tx.row(
          `select $1::int as whole, $2::text as text, $3::boolean as yes, null as nothing, $4::timestamptz as at`,
          [7, '"会员"', true, at],
        ),
        tx.rows('select number from generate_series(1, 3) as number'),
        tx.run('update note set number = number where false'),
        tx.rows('select $1::int[] as list', [[1, 2]]),
        tx.rows('select 1 as one where false'),
      ]),
    )
  const alone = await send(new Date('2026-03-05T04:00:00.123Z'))
  // More often than there are connections: by then each of them knows these statements.
  for (let round = 0; round < 12; round++) expect(await send(new Date('2026-03-05T04:00:00.123Z'))).toEqual(alone)
  expect(alone[0]).toEqual({
    whole: 7,
    text: '"会员"',
    yes: true,
    nothing: null,
    at: new Date('2026-03-05T04:00:00.123Z'),
  })
  expect(alone.slice(1)).toEqual([[{ number: 1 }, { number: 2 }, { number: 3 }], 0, [{ list: [1, 2] }], []])
})

test('in a group those before a failure are answered, those behind it fail with its reason, and the connection lives', async () => {
  for (let round = 0; round < 12; round++) {
    const told: unknown[] = []
    const attempt = db.transaction(tx =>
      tx.together(() => [
        tx.run(insert, [40]).then(count => told.push(count)),
        tx.run('select 1 / $1::int', [0]),
        tx.run(insert, [41]).catch(cause => {
          told.push(cause)
          throw cause
        }),
      ]),
    )
    await expect(attempt).rejects.toMatchObject({ code: '22012' })
    expect(told).toMatchObject([1, { code: expect.stringMatching(/22012|25P02/) }])
    expect(await db.row('select 1 as fine from note where number in (40, 41)')).toBeUndefined()
  }
})

test('a value that cannot be sent fails its group and leaves the connection in step', async () => {
  const long = Array.from({ length: 70_000 }, () => 1)
  for (let round = 0; round < 12; round++) {
    await db.transaction(tx => tx.together(() => [tx.run(insert, [50]), tx.rows('select $1::text', ['x'])]))
    await expect(
      db.transaction(tx => tx.together(() => [tx.run(insert, [51]), tx.rows('select $1::text', long)])),
    ).rejects.toThrow()
    expect(await db.run('delete from note where number >= 50')).toBe(1)
  }
})

test('a transaction that asks nothing needs no database', async () => {
  expect(await db.transaction(async () => 'done')).toBe('done')
})
