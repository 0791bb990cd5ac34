import { afterAll, beforeAll, expect, test } from 'vitest'
import { programText } from '../../../../test/support/program-text.ts'
import { line, openTestShop, receipt, type TestShop } from '../../../../test/support/test-shop.ts'
import { type App, balanceOf, joinMember, keyWith, openSecondApp, publishNext } from '../../../../test/support/till.ts'

let shop: TestShop
let other: App

beforeAll(async () => {
  shop = await openTestShop()
  await shop.publish(
    programText({
      rules: [
        '{ rule: base, points: 1, per: ¥1 }',
        '{ rule: check-in, on: check-in, points: 5, limit: 1 time a day }',
        '{ rule: referral, on: referral, points: 200, limit: 300 points a month }',
        '{ rule: review, on: review, points: 30, when: { level: [silver] } }',
      ],
      levels:
        'levels: { ladder: [{ level: ordinary, name: 普通 }, { level: silver, name: 银卡, from: { any: [{ net-spend: ¥100 }, { survey: 2 }] } }, { level: gold, name: 金卡, granted: { event: challenge } }] }',
    }),
    '2000-01-02T00:00:00Z',
  )
  other = await openSecondApp(shop)
})
afterAll(async () => {
  expect(await shop.check()).toMatchObject({ isSound: true })
  await other.close()
  await shop.close()
})

const report = (member: { memberNumber: string }, activity: string, more: Record<string, unknown> = {}) =>
  shop.post('/v1/activities', { member: { memberNumber: member.memberNumber }, activity, ...more })

test('a check-in gives its points once a day, and again after local midnight', async () => {
  shop.clock.moveTo('2026-03-05T15:59:00Z')
  const member = await joinMember(shop)
  const first = await report(member, 'check-in', { storeCode: 'S01' })
  expect(first).toMatchObject({
    status: 201,
    body: { activity: 'check-in', storeCode: 'S01', balances: { points: 5 } },
  })
  expect(first.body.effects[0]).toMatchObject({ kind: 'earned', points: 5 })
  const second = await report(member, 'check-in')
  expect(second.body.effects[0]).toMatchObject({ points: 0, reasons: [{ code: 'limit-reached' }] })
  shop.clock.moveTo('2026-03-05T16:00:00Z')
  expect((await report(member, 'check-in')).body.balances).toEqual({ points: 10 })
})

test('points of a referral end at the limit of the month', async () => {
  const member = await joinMember(shop)
  await report(member, 'referral', { reference: 'friend-1' })
  const second = await report(member, 'referral', { reference: 'friend-2' })
  expect(second.body.effects[0]).toMatchObject({ points: 100 })
  expect(second.body.balances).toEqual({ points: 300 })
})

test('the same reference is counted once, in whatever request, also of two processes at once', async () => {
  const member = await joinMember(shop)
  const body = { member: { memberNumber: member.memberNumber }, activity: 'referral', reference: 'friend-9' }
  const answers = await Promise.all(
    Array.from({ length: 8 }, (_, index) => (index % 2 === 0 ? shop : other).post('/v1/activities', body)),
  )
  expect(answers.map(answer => answer.status).sort()).toEqual([201, 409, 409, 409, 409, 409, 409, 409])
  expect((await balanceOf(shop, member)).balance).toBe(200)
})

test('a condition on the level is asked of the level held', async () => {
  const member = await joinMember(shop)
  expect((await report(member, 'review')).body.effects[0]).toMatchObject({
    points: 0,
    reasons: [{ code: 'rule-not-applied' }],
  })
})

test('an activity counts for levels and may grant one, whether or not it gives points', async () => {
  const member = await joinMember(shop)
  expect((await report(member, 'survey', { reference: 'a' })).body.effects).toEqual([])
  expect((await report(member, 'survey', { reference: 'a' })).status).toBe(409)
  const second = await report(member, 'survey', { reference: 'b' })
  expect(second.body.effects).toMatchObject([{ kind: 'level-moved', level: 'silver' }])
  expect((await report(member, 'review')).body.effects[0]).toMatchObject({ kind: 'earned', points: 30 })
  const granted = await report(member, 'challenge')
  expect(granted.body.effects).toMatchObject([{ kind: 'level-moved', level: 'gold' }])
  const { body } = await shop.get(`/v1/members/${member.memberNumber}/levels`)
  expect(JSON.stringify(body)).toContain('gold')
})

test('a mistyped activity is refused and names those there are', async () => {
  const member = await joinMember(shop)
  const answer = await report(member, 'chekin')
  expect(answer).toMatchObject({ status: 422, body: { code: 'activities/unknown-activity' } })
  expect(answer.text).toContain('check-in, referral, review, survey, challenge')
})

test('what is still to come, is too old, or names another store is refused', async () => {
  const member = await joinMember(shop)
  const codeOf = async (more: Record<string, unknown>) => (await report(member, 'check-in', more)).body.code
  const at = (ms: number) => ({ happenedAt: new Date(shop.clock.now().getTime() + ms).toISOString() })
  expect(await codeOf(at(5 * 60_000 + 1))).toBe('activities/in-future')
  expect(await codeOf(at(-(shop.config.soldAtAgeDaysMax * 86_400_000 + 1)))).toBe('activities/too-long-ago')
  expect(await codeOf({ storeCode: 'S99' })).toBe('activities/unknown-store')
  expect(await codeOf(at(5 * 60_000))).toBeUndefined()
})

test('somebody without the permission records nothing', async () => {
  const member = await joinMember(shop)
  const body = { member: { memberNumber: member.memberNumber }, activity: 'check-in' }
  const as = await keyWith(shop, ['members.read'])
  expect((await shop.post('/v1/activities', body, { as })).status).toBe(403)
})

test('a member has a list of activities, newest first, page by page', async () => {
  const member = await joinMember(shop)
  for (const minute of ['01', '02', '03'])
    await report(member, 'check-in', { happenedAt: `2026-03-04T10:${minute}:00Z`, reference: minute })
  const url = `/v1/members/${member.memberNumber}/activities?pageSize=2`
  const first = (await shop.get(url)).body
  expect(first.activities.map((activity: { reference: string }) => activity.reference)).toEqual(['03', '02'])
  const rest = (await shop.get(`${url}&after=${encodeURIComponent(first.next)}`)).body
  expect(rest.activities.map((activity: { reference: string }) => activity.reference)).toEqual(['01'])
  expect((await shop.get(`${url}&after=nonsense`)).status).toBe(400)
})

test('the history is never changed', async () => {
  await expect(shop.db.run('delete from activities.activity')).rejects.toThrow('does not change')
})

test('an activity ends the wait of the points of its receipt, and keeps those whose terms name it', async () => {
  await publishNext(
    shop,
    programText({
      points: 'valid: { inactive: 3 months, kept-by: [check-in] }, pending: until delivered',
      rules: ['{ rule: base, points: 1, per: ¥1 }'],
    }),
    '2027-03-01T00:00:00Z',
  )
  shop.clock.moveTo('2027-03-05T04:00:00Z')
  const member = await joinMember(shop)
  const by = { member: { memberNumber: member.memberNumber } }
  const sold = await shop.post('/v1/checkouts', receipt([line(80)], by))
  expect(await balanceOf(shop, member)).toMatchObject({ usable: 0, pending: 80, lots: [{ lastDay: '2027-06-05' }] })
  shop.clock.moveTo('2027-05-01T04:00:00Z')
  expect((await report(member, 'check-in')).status).toBe(201)
  expect(await balanceOf(shop, member)).toMatchObject({ pending: 80, lots: [{ lastDay: '2027-08-01' }] })
  const { receiptId } = sold.body
  const other = await joinMember(shop)
  // Somebody else's receipt has nothing to do with it.
  await report(other, 'delivered', { receiptId })
  expect(await balanceOf(shop, member)).toMatchObject({ usable: 0, pending: 80 })
  expect((await report(member, 'delivered', { receiptId })).body.balances).toEqual({ points: 80 })
  expect(await balanceOf(shop, member)).toMatchObject({ usable: 80, pending: 0, lots: [{ lastDay: '2027-08-01' }] })
  expect((await report(member, 'delivered', { receiptId })).status).toBe(201)
  expect((await report(member, 'unheard-of', { receiptId })).body.code).toBe('activities/unknown-activity')
})

test('more reports at once than there are connections all get their answer', async () => {
  const members = await Promise.all(Array.from({ length: 3 }, () => joinMember(shop)))
  shop.clock.moveTo('2026-04-05T04:00:00Z')
  const answers = await Promise.all(
    Array.from({ length: 60 }, (_, index) =>
      report(members[index % 3] ?? { memberNumber: '' }, 'review', { reference: `r${index}` }),
    ),
  )
  expect(answers.map(answer => answer.status)).toEqual(answers.map(() => 201))
})
