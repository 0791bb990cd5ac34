import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { line, openTestShop, receipt, type TestShop } from '../../../../test/support/test-shop.ts'
import { addStore, joinMember, wait } from '../../../../test/support/till.ts'
import { forgetOldRefusals } from './forget-old-refusals.ts'

const program = `program: accessory-shop
name: { zh-CN: 测试方案 }
joining:
  - { way: big, name: { zh-CN: 满额入会, zh-TW: 滿額入會, en: Big basket }, receipt-from: ¥300, channel: [till, api] }
  - { way: friend, name: { zh-CN: 推荐, zh-TW: 推薦, en: Friend }, approval: true }
assets:
  points: { name: { zh-CN: 积分 }, valid: 2 years }
`

let shop: TestShop
beforeAll(async () => {
  shop = await openTestShop()
  await shop.publish(program, '2000-01-02T00:00:00Z')
  await addStore(shop, 'S02')
})
afterAll(() => shop.close())

const person = { name: 'Plantedname', phone: '13987654321', email: 'planted@leak.example', card: 'PLANTEDCARD' }
const join = (joining: object, facts: object = {}, call: object = {}) =>
  shop.post('/v1/members', { ...person, ...facts, joining }, call)
const listed = async (language = 'en') => (await shop.get('/v1/joining-refusals', { language })).body.refusals
const sell = async (yuan: number) => ({
  receiptId: String((await shop.post('/v1/checkouts', receipt([line(yuan)]))).body.receiptId),
})

test('why somebody could not join is kept and told to each reader, and nothing says who it was', async () => {
  const { status, body } = await join({ way: 'big', receipt: await sell(299) }, { homeStoreCode: 'S02' })
  expect([status, body.code]).toEqual([422, 'program/joining-receipt-too-small'])
  expect(await listed()).toEqual([
    {
      refusalId: body.refusalId,
      way: 'big',
      name: { 'zh-CN': '满额入会', 'zh-TW': '滿額入會', en: 'Big basket' },
      code: 'program/joining-receipt-too-small',
      why: 'Big basket needs a receipt of at least ¥300; this one is ¥299',
      firstAt: '2026-03-05T04:00:00.000Z',
      lastAt: '2026-03-05T04:00:00.000Z',
      times: 1,
      storeCode: 'S02',
      channel: 'api',
    },
  ])
  const told = async (audience: string, language: string) => {
    const url = `/v1/joining-refusals/${body.refusalId}/explain?audience=${audience}`
    return (await shop.get(url, { language })).body
  }
  const texts = async (audience: string, language: string) =>
    (await told(audience, language)).sentences.map(({ text }: { text: string }) => text)
  expect(await texts('cashier', 'zh-CN')).toEqual([
    '2026-03-05 12:00，按“满额入会”入会',
    '“满额入会”需要满 ¥300 的小票，这张是 ¥299',
  ])
  expect(await texts('member', 'zh-TW')).toEqual([
    '2026-03-05 12:00，按「滿額入會」入會',
    '「滿額入會」需要滿 ¥300 的收據，這張是 ¥299',
  ])
  expect((await texts('auditor', 'en'))[0]).toMatch(
    /\[rule big; program accessory-shop, version 2; .*store=S02; channel=api/,
  )
  expect(JSON.stringify(await told('member', 'en'))).not.toMatch(/S02|key:/)
  const rows = await shop.db.rows<{ text: string }>('select j::text as text from refusals.joining j')
  expect(rows.map(({ text }) => text).join()).not.toMatch(/Plantedname|13987654321|planted|PLANTEDCARD/)
})

test('a repeated key keeps it once; more of the same within the hour are counted by store, way, channel and reason', async () => {
  shop.clock.moveTo('2026-03-06T05:00:00Z')
  const key = randomUUID()
  const first = await join({ way: 'big' }, {}, { key })
  expect(first.body.code).toBe('program/joining-needs-receipt')
  expect((await join({ way: 'big' }, {}, { key })).text).toBe(first.text)
  expect((await listed())[0]).toMatchObject({ refusalId: first.body.refusalId, times: 1, storeCode: null })
  wait(shop, 3_599_999)
  expect((await join({ way: 'big' }, { name: 'Another' })).body.refusalId).toBe(first.body.refusalId)
  expect((await listed())[0]).toMatchObject({ times: 2, lastAt: '2026-03-06T05:59:59.999Z' })
  const elsewhere = [
    await join({ way: 'big' }, { homeStoreCode: 'S01' }),
    await join({ way: 'big', channel: 'web' }),
    await join({}),
  ]
  expect(new Set([first, ...elsewhere].map(({ body }) => body.refusalId)).size).toBe(4)
  wait(shop, 1)
  expect((await join({ way: 'big' })).body.refusalId).not.toBe(first.body.refusalId)
})

test('a phone that is a member’s and a request that waits are reasons; a form and a made-up way are none', async () => {
  await joinMember(shop, { phone: '13812345678', joining: { way: 'big', receipt: await sell(300) } })
  // Ids tell the order of what a millisecond keeps apart.
  wait(shop, 1)
  const taken = await join({ way: 'friend', reason: 'a friend' }, { phone: '13812345678' })
  expect(taken.body.code).toBe('members/phone-taken')
  wait(shop, 1)
  expect((await join({ way: 'friend', reason: 'a friend' })).status).toBe(202)
  const waiting = await join({ way: 'friend', reason: 'a friend' })
  expect(waiting.body.code).toBe('joining/already-waiting')
  const codes = (await listed()).map(({ code, way }: Record<string, string>) => [code, way])
  expect(codes.slice(0, 2)).toEqual([
    ['joining/already-waiting', 'friend'],
    ['members/phone-taken', 'friend'],
  ])
  const before = (await listed()).length
  for (const [joining, facts] of [
    [{ way: '13987654321' }, {}],
    [{ way: 'friend', reason: '' }, {}],
    [{ way: 'friend', reason: 'a friend' }, { name: '' }],
    [{ way: 'friend', reason: 'a friend' }, { birthday: '2026-13-01' }],
  ] as const)
    expect((await join(joining, facts)).body.refusalId).toBe(undefined)
  expect((await listed()).length).toBe(before)
})

test('the file holds them all, pages go on, and they go after their time', async () => {
  const count = (await listed()).length
  const file = (await shop.get('/v1/joining-refusals/export.csv', { language: 'en' })).text
  expect(file.trimEnd().split('\r\n')).toHaveLength(count + 1)
  expect(file).toContain('big,Big basket,program/joining-receipt-too-small')
  const page = (await shop.get('/v1/joining-refusals?pageSize=1')).body
  const next = (await shop.get(`/v1/joining-refusals?pageSize=200&after=${page.next}`)).body
  expect([page.refusals.length, next.refusals.length, next.next]).toEqual([1, count - 1, null])
  shop.clock.moveTo(new Date(shop.clock.now().getTime() + shop.config.refusalDays * 86_400_000 + 1))
  expect(await forgetOldRefusals(shop.context)).toBe(count)
  expect(await listed()).toEqual([])
})
