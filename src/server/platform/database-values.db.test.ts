import { afterAll, expect, test } from 'vitest'
import { freshDatabase } from '../../../test/support/database.ts'
import { sqlStateOf } from './database.ts'

const { db, drop } = await freshDatabase()
afterAll(drop)
await db.run('create table public.person (name text primary key, age integer check (age < 200))')
await db.run(`insert into public.person values ('Planted Person', 1)`)

/** Everything that somebody who logs an error could write down of it. */
async function everythingOf(work: () => Promise<unknown>): Promise<{ state: string | undefined; text: string }> {
  const error: unknown = await work().then(
    () => undefined,
    caught => caught,
  )
  if (!(error instanceof Error)) throw new Error('nothing was thrown')
  const all = Object.getOwnPropertyNames(error).map(name => String(Reflect.get(error, name)))
  return { state: sqlStateOf(error), text: all.join('\n') }
}

test.each([
  ['23505', () => db.run('insert into public.person values ($1, 2)', ['Planted Person'])],
  ['23514', () => db.run('insert into public.person values ($1, 200)', ['Planted Person'])],
  ['23502', () => db.run(`insert into public.person values (null, length($1))`, ['Planted Person'])],
  ['22P02', () => db.run('select $1::text::integer', ['Planted Person'])],
  ['22007', () => db.run('select $1::text::date', ['Planted Person'])],
  ['22P02', () => db.transaction(tx => tx.run('select $1::text::uuid', ['Planted Person']))],
])('an error of kind %s carries no value of the row that it is about', async (state, work) => {
  const told = await everythingOf(work)
  expect(told.state).toBe(state)
  expect(told.text).not.toContain('Planted')
})

test('what is needed to find the place is left', async () => {
  const told = await everythingOf(() => db.run('insert into public.person values ($1, 200)', ['A']))
  expect(told.text).toContain('person_age_check')
  expect((await everythingOf(() => db.run('select nothing from nowhere'))).text).toContain('nowhere')
})
