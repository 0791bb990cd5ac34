import { afterAll, beforeAll, expect, test } from 'vitest'
import { programText } from '../../../../test/support/program-text.ts'
import { openTestShop, type TestShop } from '../../../../test/support/test-shop.ts'
import { balanceOf, entriesOf, joinMember } from '../../../../test/support/till.ts'
import { relayOutbox } from '../../platform/relay-outbox.ts'
import { reactionsOf } from '../../reactions.ts'

let shop: TestShop
beforeAll(async () => {
  shop = await openTestShop()
})
afterAll(() => shop.close())

const relay = () => relayOutbox({ ...shop.context, reactions: reactionsOf(shop.context) })

test('a program without a bonus for joining records nothing', async () => {
  const member = await joinMember(shop)
  await relay()
  const { body } = await shop.get(`/v1/members/${member.memberNumber}/activities`)
  expect(body.activities).toEqual([])
})

test('who joins gets the bonus for joining once, however often the news comes', async () => {
  await shop.publish(
    programText({ rules: ['{ rule: joining, name: 注册送积分, on: joining, points: 100 }'] }),
    '2000-01-02T00:00:00Z',
  )
  const member = await joinMember(shop)
  await relay()
  await shop.db.run(
    `insert into platform.outbox (topic, payload_version, payload, occurred_at)
     select 'members/joined', 1, jsonb_build_object('memberId', member_id, 'memberNumber', member_number, 'homeStoreId', null, 'source', 'till', 'joinedAt', joined_at), joined_at
     from members.member where member_number = $1`,
    [member.memberNumber],
  )
  await relay()
  expect((await balanceOf(shop, member)).balance).toBe(100)
  expect((await entriesOf(shop, member)).map(entry => entry.kind)).toEqual(['earn'])
  expect(await shop.check()).toMatchObject({ isSound: true })
  const stuck = await shop.db.rows(
    'select 1 from platform.outbox_stuck union all select 1 from platform.outbox where last_error is not null',
  )
  expect(stuck).toEqual([])
})
