import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Transaction } from '../../platform/database.ts'
import { deedOf, noon, openTrail } from './audit-for-tests.ts'

const trail = await openTrail()
const { db } = trail
afterAll(trail.close)

const recordCount = 24

beforeAll(async () => {
  for (let index = 0; index < recordCount; index++)
    await trail.write(
      deedOf({
        action: `members/${index}`,
        thing: index % 3 === 0 ? null : `receipt/${index}`,
        memberNumber: index % 2 === 0 ? '1234567890' : null,
        storeId: index % 4,
        shownMembers: index % 5 === 0 ? null : index,
        code: index % 7 === 0 ? 'members/not-found' : null,
      }),
    )
  await trail.seal()
})

/** What a thief of the database can do: triggers and keys do not hold the owner of the tables. */
type Tampering = { name: string; run: (tx: Transaction) => Promise<unknown> }

const textColumns = ['caller_id', 'address', 'request_id', 'action', 'member_number', 'thing', 'code'] as const
const position = fc.integer({ min: 1, max: recordCount })
const recordAt = '(select record_id from audit.seal where number = $1)'

const edit: fc.Arbitrary<Tampering> = fc
  .record({ position, column: fc.constantFrom(...textColumns) })
  .map(({ position: at, column }) => ({
    name: `edit ${column} of ${at}`,
    run: tx =>
      tx.run(`update audit.record set ${column} = coalesce(${column}, '') || 'x' where record_id = ${recordAt}`, [at]),
  }))
const oneBit: fc.Arbitrary<Tampering> = fc
  .record({ position, bit: fc.integer({ min: 0, max: 255 }) })
  .map(({ position: at, bit }) => ({
    name: `bit ${bit} of hash ${at}`,
    run: tx =>
      tx.run('update audit.seal set hash = set_bit(hash, $2, 1 - get_bit(hash, $2)) where number = $1', [at, bit]),
  }))
const nudge: fc.Arbitrary<Tampering> = position.map(at => ({
  name: `a microsecond later ${at}`,
  run: tx => tx.run(`update audit.record set at = at + interval '1 microsecond' where record_id = ${recordAt}`, [at]),
}))
const emptied: fc.Arbitrary<Tampering> = position.map(at => ({
  name: `null becomes empty or empty null ${at}`,
  run: tx =>
    tx.run(`update audit.record set code = case when code is null then '' end where record_id = ${recordAt}`, [at]),
}))
const removeRecord: fc.Arbitrary<Tampering> = position.map(at => ({
  name: `remove record ${at}`,
  run: tx => tx.run(`delete from audit.record where record_id = ${recordAt}`, [at]),
}))
const removeSeal: fc.Arbitrary<Tampering> = position.map(at => ({
  name: `remove seal ${at}`,
  run: tx => tx.run('delete from audit.seal where number = $1', [at]),
}))
const removeAndClose: fc.Arbitrary<Tampering> = position.map(at => ({
  name: `remove ${at} and close the gap`,
  run: async tx => {
    await tx.run(`delete from audit.record where record_id = ${recordAt}`, [at])
    await tx.run('delete from audit.seal where number = $1', [at])
    for (let number = at + 1; number <= recordCount; number++)
      await tx.run('update audit.seal set number = number - 1 where number = $1', [number])
  },
}))
const swap: fc.Arbitrary<Tampering> = fc
  .record({ one: position, other: position })
  .filter(({ one, other }) => one !== other)
  .map(({ one, other }) => ({
    name: `swap ${one} and ${other}`,
    run: async tx => {
      const ids = await tx.rows<{ number: number; record_id: number }>(
        'select number, record_id from audit.seal where number = any ($1::bigint[])',
        [[one, other]],
      )
      const idOf = (number: number) => ids.find(row => row.number === number)?.record_id
      await tx.run('update audit.seal set record_id = -1 where number = $1', [one])
      await tx.run('update audit.seal set record_id = $2 where number = $1', [other, idOf(one)])
      await tx.run('update audit.seal set record_id = $2 where number = $1', [one, idOf(other)])
    },
  }))
const cutOff: fc.Arbitrary<Tampering> = position.map(at => ({
  name: `cut off from ${at} on`,
  run: async tx => {
    await tx.run('delete from audit.record where record_id in (select record_id from audit.seal where number >= $1)', [
      at,
    ])
    await tx.run('delete from audit.seal where number >= $1', [at])
  },
}))
const insertUnsealed: fc.Arbitrary<Tampering> = fc.constant({
  name: 'a record that waits for no seal',
  run: tx => insertCopy(tx, 1),
})
const insertBetween: fc.Arbitrary<Tampering> = position.map(at => ({
  name: `a record put in before ${at}`,
  run: async tx => {
    for (let number = recordCount; number >= at; number--)
      await tx.run('update audit.seal set number = number + 1 where number = $1', [number])
    const recordId = await insertCopy(tx, 1)
    await tx.run(`insert into audit.seal (number, record_id, hash) values ($1, $2, sha256('x'))`, [at, recordId])
  },
}))

/** The whole chain made anew after an edit, as the method is public; but without the key file. */
const madeAnew: fc.Arbitrary<Tampering> = position.map(at => ({
  name: `everything from ${at} on made anew without the key`,
  run: async tx => {
    await tx.run(`update audit.record set caller_id = 'somebody else' where record_id = ${recordAt}`, [at])
    await tx.run('update audit.seal set hash = sha256(hash) where number >= $1', [at])
  },
}))

async function insertCopy(tx: Transaction, number: number): Promise<number> {
  const row = await tx.row<{ record_id: number }>(
    `insert into audit.record (at, caller_kind, caller_id, address, request_id, action, outcome)
     select at, caller_kind, caller_id, address, request_id, action, outcome from audit.record where record_id = ${recordAt}
     returning record_id`,
    [number],
  )
  return row?.record_id ?? 0
}

const undo = new Error('undone')

/** Tampers, looks, and takes it back. */
async function findingsAfter(tamperings: readonly Tampering[]): Promise<string[]> {
  let findings: string[] = []
  await db
    .transaction(async tx => {
      await tx.run('set local session_replication_role = replica')
      for (const { run } of tamperings) await run(tx)
      findings = (await trail.check(tx)).findings
      throw undo
    })
    .catch(error => {
      if (error !== undo) throw error
    })
  return findings
}

const kinds = {
  edit,
  oneBit,
  nudge,
  emptied,
  removeRecord,
  removeSeal,
  removeAndClose,
  swap,
  cutOff,
  insertUnsealed,
  insertBetween,
  madeAnew,
}

test('an untouched trail is sound', async () => {
  expect(await trail.check()).toEqual({ lookedAt: recordCount, findings: [] })
})

test.each(Object.entries(kinds))('%s is found wherever it is done', async (_name, kind) => {
  await fc.assert(
    fc.asyncProperty(kind, async tampering => {
      const findings = await findingsAfter([tampering])
      expect(findings, tampering.name).not.toEqual([])
      for (const finding of findings) expect(finding).toMatch(/^[A-Z1-9].*[.?]$/)
    }),
    { numRuns: 25 },
  )
})

test('a record that waits for more than five minutes is told, and one that waits for a moment is not', async () => {
  await trail.write(deedOf())
  const after = (minutes: number, milliseconds: number) =>
    trail.check(db, new Date(noon.getTime() + minutes * 60_000 + milliseconds))
  expect((await after(5, 0)).findings).toEqual([])
  expect((await after(5, 1)).findings).toEqual([expect.stringContaining('wait for their seal for more than 5 minutes')])
})

test('a record that is removed before it is sealed is missed', async () => {
  const remove: Tampering = {
    name: 'remove what waits',
    run: tx => tx.run('delete from audit.record where record_id in (select record_id from audit.unsealed)'),
  }
  expect(await findingsAfter([remove])).toEqual([expect.stringContaining('waited for their seal are missing')])
})
