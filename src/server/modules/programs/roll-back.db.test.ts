import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { programText } from '../../../../test/support/program-text.ts'
import { hire, type SignedIn } from '../../../../test/support/staff.ts'
import { line, openTestShop, receipt, type TestShop } from '../../../../test/support/test-shop.ts'
import { addStore, joinMember, publishNext, wait } from '../../../../test/support/till.ts'

let shop: TestShop
let paul: SignedIn

const twice = programText({ rules: ['{ rule: base, points: 2, per: ¥1 }'] })
const thrice = programText({ rules: ['{ rule: base, points: 3, per: ¥1 }'] })

beforeEach(async () => {
  shop = await openTestShop()
  paul = await hire(shop, 'operations', 'Paul')
  await publishNext(shop, twice, '2026-03-01T00:00:00Z')
})
afterEach(async () => {
  expect(await shop.check()).toMatchObject({ isSound: true })
  await shop.close()
})

const rollBack = (version: number, more: Record<string, unknown> = {}) =>
  shop.post('/v1/programs/accessory-shop/rollback', { version, why: '多发了积分', ...more }, paul)
const cancel = (number: number | string, why = '写错了') =>
  shop.post(`/v1/programs/accessory-shop/releases/${number}/cancel`, { why }, paul)
const program = async () => (await shop.get('/v1/programs/accessory-shop')).body

describe('rolling back', () => {
  test('puts the earlier version in force from this instant on, and the history says who and why', async () => {
    const member = await joinMember(shop)
    const { status, body, text } = await rollBack(1)
    expect([status, body.state], text).toEqual([201, 'live'])
    expect(await program()).toMatchObject({
      version: 1,
      releases: [{ kind: 'rollback', version: 1, releasedBy: 'Paul', note: '多发了积分' }, { state: 'over' }, {}],
      versions: [
        { version: 2, inForceTo: body.inForceFrom },
        { version: 1, inForceTo: null },
      ],
    })
    const sell = async (soldAt: string) =>
      (await shop.post('/v1/checkouts', receipt([line(10)], { ...member.by, soldAt }))).body.program.version
    const before = new Date(shop.clock.now().getTime() - 1).toISOString()
    expect([await sell(before), await sell(body.inForceFrom)]).toEqual([2, 1])
    const told = await shop.db.row(`select payload from platform.outbox where topic = 'programs/rolled-back'`)
    expect(told).toMatchObject({
      payload: { programCode: 'accessory-shop', version: 1, number: 3, releasedBy: 'Paul' },
    })
  })

  test('while receipts settle, each keeps the version that was in force when it was sold', async () => {
    const member = await joinMember(shop)
    const sell = () => shop.post('/v1/checkouts', receipt([line(10)], { member: member.by.member }))
    const soldAt = shop.clock.now()
    const before = Array.from({ length: 8 }, sell)
    wait(shop, 1)
    const [rolled, ...sold] = await Promise.all([rollBack(1), ...before, sell(), sell()])
    expect(rolled?.status).toBe(201)
    for (const { status, body, text } of sold) {
      expect(status, text).toBe(201)
      const isBefore = body.soldAt < String(rolled?.body.inForceFrom)
      if (isBefore || new Date(body.soldAt).getTime() === soldAt.getTime()) expect(body.program.version).toBe(2)
      const { earned } = body.lines[0] ?? {}
      expect(earned ?? { points: body.program.version * 10 }).toEqual({ points: body.program.version * 10 })
    }
    expect((await sell()).body.program.version).toBe(1)
  })

  test('only in chosen stores leaves the others as they are', async () => {
    await addStore(shop, 'S02')
    await rollBack(1, { storeCodes: ['S02'] })
    expect((await program()).inForce).toMatchObject([{ version: 2 }, { version: 1 }])
    expect((await rollBack(2)).body.code).toBe('programs/nothing-to-roll-back')
    expect((await rollBack(1, { storeCodes: ['S02'] })).body.code).toBe('programs/nothing-to-roll-back')
    expect((await rollBack(1)).status).toBe(201)
    expect((await program()).inForce).toMatchObject([{ version: 1 }, { version: 1 }])
  })

  test('forward, to what is in force, to nothing, and without a reason is refused', async () => {
    expect((await rollBack(2)).body.code).toBe('programs/nothing-to-roll-back')
    expect((await rollBack(3)).body.code).toBe('programs/no-such-version')
    expect((await rollBack(1, { why: '  ' })).body.code).toBe('programs/why-missing')
    expect((await rollBack(1, { storeCodes: ['S99'] })).body.code).toBe('programs/unknown-store')
    expect((await shop.post('/v1/programs/none/rollback', { version: 1, why: '没有的' }, paul)).body.code).toBe(
      'programs/not-found',
    )
  })

  test('what is scheduled stays scheduled', async () => {
    await publishNext(shop, thrice, '2026-04-01T00:00:00Z')
    await rollBack(1)
    expect((await program()).version).toBe(1)
    shop.clock.moveTo('2026-04-01T00:00:00Z')
    expect((await program()).version).toBe(3)
  })
})

describe('cancelling', () => {
  test('a release before it begins: it never does, and another can take its place', async () => {
    await publishNext(shop, thrice, '2026-04-01T00:00:00Z')
    expect((await cancel(3)).body).toMatchObject({ kind: 'cancel', cancels: 3, note: '写错了' })
    expect((await cancel(3)).body.code).toBe('programs/no-such-release')
    expect((await program()).releases).toMatchObject([
      { state: 'cancel' },
      { state: 'cancelled' },
      { state: 'live' },
      {},
    ])
    shop.clock.moveTo('2026-04-01T00:00:00Z')
    expect(await program()).toMatchObject({ version: 2, versions: [{ version: 3, inForceFrom: null }, {}, {}] })
    expect(await publishNext(shop, thrice, '2026-04-01T00:00:00Z')).toBe(3)
    expect((await program()).version).toBe(3)
  })

  test('at the instant it begins is too late; a millisecond before is not', async () => {
    await publishNext(shop, thrice, '2026-03-05T04:05:00Z')
    shop.clock.moveTo('2026-03-05T04:05:00Z')
    expect((await cancel(3)).body.code).toBe('programs/release-has-begun')
    shop.clock.moveTo('2026-03-05T04:04:59.999Z')
    expect((await cancel(3)).status).toBe(201)
  })

  test('what is not there, or has no reason, is refused', async () => {
    for (const number of [0, 9, 'x', '99999999999']) expect([404, 400]).toContain((await cancel(number)).status)
    await publishNext(shop, thrice, '2026-04-01T00:00:00Z')
    expect((await cancel(3, ' ')).body.code).toBe('programs/why-missing')
  })
})

test.each([
  'update programs.release set note = null',
  'delete from programs.release',
  'truncate programs.release cascade',
])('a release never changes: %s is refused by the database', async sql => {
  await expect(shop.db.run(sql)).rejects.toThrow('releases are insert-only')
})

test('a version that a process of the release before publishes is in force everywhere from its instant', async () => {
  await shop.db.run(
    `insert into programs.version (program_code, version, document, in_force_from, published_at, published_by)
     values ('accessory-shop', 3, $1, '2026-03-03T00:00:00Z', '2026-03-02T00:00:00Z', 'before')`,
    [thrice],
  )
  expect(
    await shop.db.row(
      `select number, version, kind, store_codes, in_force_from, released_by from programs.release order by number desc limit 1`,
    ),
  ).toEqual({
    number: 3,
    version: 3,
    kind: 'full',
    store_codes: null,
    in_force_from: new Date('2026-03-03T00:00:00Z'),
    released_by: 'before',
  })
})
