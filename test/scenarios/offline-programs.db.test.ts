import { afterAll, beforeAll, expect, test } from 'vitest'
import { programText } from '../support/program-text.ts'
import { type Answer, line, openTestShop, receipt, refundOf, type TestShop } from '../support/test-shop.ts'
import { addStore, joinMember, type Member, openSecondApp, publishNext } from '../support/till.ts'

// A program changes at midnight while tills are offline: what they hand in late says which version they used.

const midnight = '2026-03-07T16:00:00.000Z'
const times = (points: number) => programText({ rules: [`{ rule: base, points: ${points}, per: ¥1 }`] })
const at = (offsetMs: number) => new Date(Date.parse(midnight) + offsetMs).toISOString()
const [minuteMs, hourMs] = [60_000, 3_600_000]

let shop: TestShop
let member: Member

beforeAll(async () => {
  shop = await openTestShop({ startAt: '2026-03-07T04:00:00Z' })
  await addStore(shop, 'S02')
  expect(await publishNext(shop, times(2), midnight)).toBe(2)
  shop.clock.moveTo('2026-03-12T04:00:00Z')
  member = await joinMember(shop)
})
afterAll(async () => {
  expect(await shop.check()).toMatchObject({ isSound: true })
  await shop.close()
})

async function sell(soldAt: string, version?: number, more: Record<string, unknown> = {}) {
  const named = version === undefined ? {} : { decidedUnder: { program: 'accessory-shop', version } }
  const answer = await shop.post('/v1/checkouts', receipt([line(100)], { ...member.by, soldAt, ...named, ...more }))
  const points = answer.body.effects?.find((effect: { kind: string }) => effect.kind === 'earned')?.points
  return { ...answer, points, version: answer.body.program?.version }
}

const reasonsOf = (answer: Answer) =>
  answer.body.effects
    .filter((effect: { kind: string }) => effect.kind === 'program-named')
    .flatMap((effect: { reasons: { code: string }[] }) => effect.reasons.map(({ code }) => code))

test('a late receipt sold a minute before midnight earns by the old version, a minute after by the new one', async () => {
  expect(await sell(at(-minuteMs))).toMatchObject({ version: 1, points: 100 })
  expect(await sell(at(-1))).toMatchObject({ version: 1, points: 100 })
  expect(await sell(at(0))).toMatchObject({ version: 2, points: 200 })
  expect(await sell(at(minuteMs))).toMatchObject({ version: 2, points: 200 })
})

test('a till that still had the old version after midnight settles by it, and the receipt says so', async () => {
  const late = await sell(at(minuteMs), 1)
  expect(late).toMatchObject({ status: 201, version: 1, points: 100 })
  expect(reasonsOf(late)).toEqual(['decided-offline'])
  const read = await shop.get(`/v1/checkouts/${late.body.receiptId}`)
  expect(reasonsOf(read)).toEqual(['decided-offline'])
  const back = await shop.post('/v1/refunds', refundOf(late.body.receiptId))
  expect(back.body.effects).toMatchObject([{ kind: 'taken-back', points: -100 }])
})

test('a till that names the version in force is told nothing', async () => {
  const [before, after] = [await sell(at(-minuteMs), 1), await sell(at(minuteMs), 2)]
  expect([before.version, after.version]).toEqual([1, 2])
  expect([...reasonsOf(before), ...reasonsOf(after)]).toEqual([])
})

test('a guest’s receipt keeps the named version as well', async () => {
  const late = await sell(at(minuteMs), 1, { member: undefined })
  expect([late.version, ...reasonsOf(late)]).toEqual([1, 'decided-offline'])
})

test('the old version may be named for 72 hours after it went out of force, and not from then on', async () => {
  expect((await sell(at(72 * hourMs - 1), 1)).version).toBe(1)
  const refused = await sell(at(72 * hourMs), 1)
  expect([refused.status, refused.body.code, refused.body.details]).toEqual([
    422,
    'checkout/program-not-in-force',
    { program: 'accessory-shop', version: 1, store: 'S01', hours: 72 },
  ])
})

test('a version that had not begun when it was sold is refused', async () => {
  expect((await sell(at(-1), 2)).body.code).toBe('checkout/program-not-in-force')
  expect((await sell(at(0), 2)).version).toBe(2)
  expect((await sell(at(minuteMs), 3)).body.code).toBe('checkout/program-not-in-force')
})

test('a version that was tried in another store only is refused', async () => {
  await shop.db.transaction(async tx => {
    await tx.run(
      `insert into programs.version (program_code, version, document, in_force_from, published_at, published_by)
       values ('accessory-shop', 3, $1, $2, $2, 'test')`,
      [times(3), at(hourMs)],
    )
    await tx.run(
      `insert into programs.release (program_code, number, version, kind, store_codes, in_force_from, released_at, released_by)
       values ('accessory-shop', 3, 3, 'canary', '{S02}', $1, $1, 'test')`,
      [at(hourMs)],
    )
  })
  expect((await sell(at(2 * hourMs), 3)).body.code).toBe('checkout/program-not-in-force')
  expect((await sell(at(2 * hourMs), 3, { storeCode: 'S02' })).version).toBe(3)
  expect((await sell(at(2 * hourMs), undefined, { storeCode: 'S02' })).version).toBe(3)
  expect((await sell(at(2 * hourMs))).version).toBe(2)
  expect(reasonsOf(await sell(at(2 * hourMs), 2, { storeCode: 'S02' }))).toEqual(['decided-offline'])
})

test('a process that has not seen the version yet looks for it before it refuses', async () => {
  const fresh = await openSecondApp(shop)
  const warm = receipt([line(1)], { ...member.by, soldAt: at(-minuteMs) })
  expect((await fresh.post('/v1/checkouts', warm)).status).toBe(201)
  const version = await publishNext(shop, times(4), '2026-03-11T00:00:00Z')
  const late = receipt([line(100)], {
    ...member.by,
    soldAt: '2026-03-11T01:00:00Z',
    decidedUnder: { program: 'accessory-shop', version },
  })
  const answer = await fresh.post('/v1/checkouts', late)
  await fresh.close()
  expect(answer.body.program, answer.text).toMatchObject({ version })
})

test('while the program changes, receipts of before and after arrive together and each has its own version', async () => {
  const instants = [-2, -1, 0, 1, 2].flatMap(ms => [at(ms), at(ms)])
  const sold = await Promise.all(instants.map(soldAt => sell(soldAt)))
  expect(sold.map(({ version }) => version)).toEqual([1, 1, 1, 1, 2, 2, 2, 2, 2, 2])
})
