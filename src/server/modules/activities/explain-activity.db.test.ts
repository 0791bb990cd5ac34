import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { programText } from '../../../../test/support/program-text.ts'
import { openTestShop, type TestShop } from '../../../../test/support/test-shop.ts'
import { joinMember, type Member } from '../../../../test/support/till.ts'

let shop: TestShop
let member: Member

beforeAll(async () => {
  shop = await openTestShop()
  const rule =
    '{ rule: check-in, name: { zh-CN: 签到, zh-TW: 簽到, en: Check-in }, on: check-in, points: 5, limit: 1 time a day }'
  await shop.publish(programText({ rules: [rule] }), '2000-01-02T00:00:00Z')
  member = await joinMember(shop)
})
afterAll(() => shop.close())

const checkIn = async (): Promise<string> =>
  (await shop.post('/v1/activities', { ...member.by, activity: 'check-in' })).body.activityId
const explain = (activityId: string, query = '', language = 'en') =>
  shop.get(`/v1/members/${member.memberNumber}/activities/${activityId}/explain${query}`, { language })
const texts = (body: { sentences: { text: string }[] }) => body.sentences.map(({ text }) => text)

test('an activity says what it gave, and the second of a day why it gave nothing', async () => {
  const [first, second] = [await checkIn(), await checkIn()]
  const { body } = await explain(first)
  expect(body).toMatchObject({ activityId: first, activity: 'check-in', program: { version: 2 } })
  expect(texts(body)[0]).toBe('Check-in: 5 points')
  expect(texts((await explain(second, '?audience=member', 'zh-TW')).body)).toEqual([
    '您的簽到已經領滿（每天 1 次），這次沒有再送',
  ])
  expect(texts((await explain(second, '?audience=auditor')).body)[0]).toContain(
    '[rule check-in; program accessory-shop, version 2; reason limit-reached]',
  )
})

test('an activity that there is not is not found', async () => {
  for (const activityId of [randomUUID(), 'x']) {
    const { status, body } = await explain(activityId)
    expect([status, body.code]).toEqual([404, 'activities/no-such-activity'])
  }
})
