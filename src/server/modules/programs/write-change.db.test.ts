import { afterAll, beforeAll, expect, test } from 'vitest'
import { programText } from '../../../../test/support/program-text.ts'
import { dismiss, hire, type SignedIn, signInOwner } from '../../../../test/support/staff.ts'
import { openTestShop, type TestShop } from '../../../../test/support/test-shop.ts'
import { wait } from '../../../../test/support/till.ts'

let shop: TestShop
let paul: SignedIn
let vera: SignedIn

beforeAll(async () => {
  shop = await openTestShop()
  paul = await hire(shop, 'operations', 'Paul')
  vera = await hire(shop, 'operations', 'Vera')
})
afterAll(() => shop.close())

const twice = programText({ rules: ['{ rule: base, points: 2, per: ¥1 }'] })

function write(more: Record<string, unknown> = {}, as = paul) {
  const change = { programCode: 'accessory-shop', document: twice, why: '春季活动', baseRelease: 1, ask: true, ...more }
  return shop.post('/v1/program-changes', change, as)
}

const edit = (changeId: string, more: Record<string, unknown> = {}, as = paul) =>
  shop.call(
    'PUT',
    `/v1/program-changes/${changeId}`,
    { document: twice, why: '春季活动', baseRelease: 1, ask: true, ...more },
    as,
  )

test('a change is asked for with its difference in words, and changes nothing', async () => {
  const { status, body, text } = await write({ storeCodes: ['S01'] })
  expect([status, body.state], text).toEqual([201, 'requested'])
  expect(body).toMatchObject({
    askedBy: 'Paul',
    isMine: true,
    isStale: false,
    fromVersion: 1,
    storeCodes: ['S01'],
    document: twice,
  })
  expect(body.differences.length).toBeGreaterThan(0)
  expect((await shop.get('/v1/programs/accessory-shop')).body.version).toBe(1)
})

test('a draft may be wrong; what is asked for may not', async () => {
  const draft = await write({ document: 'program: accessory-shop', why: '', ask: false })
  expect([draft.status, draft.body.state, draft.body.differences]).toEqual([201, 'draft', []])
  const { changeId } = draft.body
  expect((await edit(changeId, { document: 'program: accessory-shop' })).body.code).toBe('programs/has-errors')
  expect((await edit(changeId, { why: ' 好 ' })).body.code).toBe('programs/why-missing')
  expect((await edit(changeId, { why: '三个字' })).body.state).toBe('requested')
})

test.each([
  ['another program', { programCode: 'other' }, 'programs/other-program'],
  ['a store that is not there', { storeCodes: ['S99'] }, 'programs/unknown-store'],
  ['no reason', { why: '  ' }, 'programs/why-missing'],
  ['an older base', { baseRelease: 0 }, 'programs/stale-base'],
  ['a base that is not there yet', { baseRelease: 2 }, 'programs/stale-base'],
])('a change with %s is refused', async (_what, more, code) => {
  expect((await write(more)).body.code).toBe(code)
})

test('the instant lies in the future: now is too late, a millisecond later is not', async () => {
  const now = shop.clock.now().getTime()
  const at = (ms: number) => ({ inForceFrom: new Date(now + ms).toISOString() })
  expect((await write(at(0))).body.code).toBe('programs/instant-has-passed')
  expect((await write(at(1))).status).toBe(201)
})

test('only its author edits and withdraws a change, and only until it is decided', async () => {
  const { changeId } = (await write()).body
  const withdraw = (as: SignedIn) => shop.call('POST', `/v1/program-changes/${changeId}/withdraw`, undefined, as)
  expect((await edit(changeId, {}, vera)).body).toMatchObject({ code: 'programs/not-your-change' })
  expect((await withdraw(vera)).body).toMatchObject({ code: 'programs/not-your-change', details: { author: 'Paul' } })
  expect((await edit(changeId, { ask: false })).body.state).toBe('draft')
  expect((await withdraw(paul)).body).toMatchObject({ state: 'withdrawn', decidedBy: 'Paul' })
  expect((await withdraw(paul)).body.code).toBe('programs/already-decided')
  expect((await edit(changeId)).body.code).toBe('programs/already-decided')
})

test('a decided change is closed for the database too', async () => {
  await expect(
    shop.db.run(`update programs.change_request set why = 'other' where state = 'withdrawn'`),
  ).rejects.toThrow('a decided change request never changes')
  await expect(shop.db.run('delete from programs.change_request')).rejects.toThrow('never changes')
})

test('changes are listed for those who may write them, by program and state', async () => {
  const all = (await shop.get('/v1/program-changes?programCode=accessory-shop', vera)).body.changes
  const waiting = (await shop.get('/v1/program-changes?state=requested', vera)).body.changes
  expect(all.length).toBeGreaterThan(waiting.length)
  expect(
    waiting.every((change: { state: string; isMine: boolean }) => change.state === 'requested' && !change.isMine),
  ).toBe(true)
  expect((await shop.get('/v1/program-changes?programCode=none', vera)).body.changes).toEqual([])
  const cashier = await hire(shop, 'service', 'Sam')
  expect((await shop.get('/v1/program-changes', cashier)).status).toBe(403)
  await dismiss(shop, cashier)
})

test('somebody signed in does not publish directly; the owner neither', async () => {
  wait(shop, 1)
  for (const as of [paul, await signInOwner(shop)])
    expect((await shop.post('/v1/programs', { document: twice }, as)).body.code).toBe('programs/needs-approval')
})
