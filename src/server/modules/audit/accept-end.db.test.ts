import { readdir, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { acceptEnd } from './accept-end.ts'
import { deedOf, noon, openTrail } from './audit-for-tests.ts'

const trail = await openTrail()
const { db, config, headFile } = trail
afterAll(trail.close)

test('after an older database was put back, somebody at the server takes its end for right, and that is on record', async () => {
  await trail.write(deedOf(), deedOf())
  await trail.seal()
  await writeFile(headFile, `{"number":9,"hash":"${'0'.repeat(64)}"}\n`)
  await expect(trail.seal()).rejects.toThrow('ends at number 2')
  expect(await acceptEnd({ db, config, now: noon, by: 'root' })).toEqual({ number: 2 })
  expect(await trail.seal()).toBe(1)
  expect(await trail.check()).toEqual({ lookedAt: 3, findings: [] })
  const told = await db.row('select caller_kind, caller_id, thing from audit.record where action = $1', [
    'audit/accept-end',
  ])
  expect(told).toEqual({ caller_kind: 'server', caller_id: 'root', thing: 'seal/9/2' })
  expect((await readdir(dirname(headFile))).filter(name => name.endsWith('.old'))).toHaveLength(1)
})

test('a missing or damaged head file can be accepted too', async () => {
  await writeFile(headFile, 'x')
  expect(await acceptEnd({ db, config, now: new Date(noon.getTime() + 1), by: 'root' })).toEqual({ number: 3 })
  await trail.seal()
  expect((await trail.check()).findings).toEqual([])
})
