import { afterAll, beforeAll, expect, test } from 'vitest'
import { buyAt, lastSecondOf, movesOf, noonOf, refundAt, reviewAt, startOf, tracksOf } from '../support/level-player.ts'
import { programText } from '../support/program-text.ts'
import { openTestShop, type TestShop } from '../support/test-shop.ts'
import { joinMember, levelOf, type Member } from '../support/till.ts'

// 银卡: three purchases in a month, judged by the last full month and kept to the end of the next. 金卡: 10,000 points
// earned since joining. VIP: ¥100,000 since joining. The highest level whose condition holds wins.

const program = programText({
  levels: `levels:
  ladder:
    - { level: ordinary, name: { zh-CN: 普通会员 } }
    - { level: silver, name: { zh-CN: 银卡 }, from: { visits: 3, window: last full month }, review: monthly, discount: 9.8 折 }
    - { level: gold, name: { zh-CN: 金卡 }, from: { points-earned: 10000, window: since joining }, discount: 9.5 折 }
    - { level: vip, name: { zh-CN: VIP }, from: { net-spend: ¥100000, window: since joining }, discount: 9.5 折 }
`,
})

let shop: TestShop

beforeAll(async () => {
  shop = await openTestShop()
  await shop.publish(program, '2000-01-02T00:00:00Z')
})
afterAll(async () => {
  expect(await shop.check()).toMatchObject({ isSound: true })
  await shop.close()
})

async function joinedOn(day: string): Promise<Member> {
  shop.clock.moveTo(noonOf(day))
  return joinMember(shop)
}

async function buyOn(member: Member, ...days: string[]): Promise<void> {
  for (const day of days) await buyAt(shop, member, noonOf(day), 10)
}

test('three purchases in March are silver at the first midnight of April, without another purchase', async () => {
  const member = await joinedOn('2026-03-01')
  await buyOn(member, '2026-03-02', '2026-03-10')
  await buyAt(shop, member, lastSecondOf('2026-03-31'), 10)
  expect(await levelOf(shop, member)).toBe('ordinary')
  await reviewAt(shop, lastSecondOf('2026-03-31'))
  expect(await levelOf(shop, member)).toBe('ordinary')
  await reviewAt(shop, startOf('2026-04-01'))
  expect(await levelOf(shop, member)).toBe('silver')
  const [track] = await tracksOf(shop, member)
  expect(track).toMatchObject({ sinceOn: '2026-04-01', reviewOn: '2026-05-01' })
  expect(track.history[0].reasons[0]['zh-CN']).toBe('消费次数达到 3（门槛 3，2026-03-01 至 2026-03-31），升为银卡')
})

test('the third purchase one second later is of April', async () => {
  const member = await joinedOn('2026-03-01')
  await buyOn(member, '2026-03-02', '2026-03-10')
  await buyAt(shop, member, startOf('2026-04-01'), 10)
  await reviewAt(shop, noonOf('2026-04-02'))
  expect(await levelOf(shop, member)).toBe('ordinary')
  await buyOn(member, '2026-04-10', '2026-04-20')
  await reviewAt(shop, startOf('2026-05-01'))
  expect(await levelOf(shop, member)).toBe('silver')
})

test('silver lasts to the end of the next month, and longer with three purchases in every month', async () => {
  const member = await joinedOn('2026-03-01')
  await buyOn(member, '2026-03-02', '2026-03-03', '2026-03-04')
  await reviewAt(shop, noonOf('2026-04-01'))
  await buyOn(member, '2026-04-02', '2026-04-03', '2026-04-30')
  await reviewAt(shop, noonOf('2026-05-01'))
  expect(await levelOf(shop, member)).toBe('silver')
  await buyOn(member, '2026-05-02', '2026-05-03')
  await reviewAt(shop, lastSecondOf('2026-05-31'))
  expect(await levelOf(shop, member)).toBe('silver')
  await reviewAt(shop, startOf('2026-06-01'))
  expect(await movesOf(shop, member)).toEqual(['2026-04-01 review silver', '2026-06-01 review ordinary'])
})

test('a background that was away for two months holds each month of its own', async () => {
  const member = await joinedOn('2026-03-01')
  await buyOn(member, '2026-03-02', '2026-03-03', '2026-03-04')
  await reviewAt(shop, noonOf('2026-06-10'))
  expect(await movesOf(shop, member)).toEqual(['2026-04-01 review silver', '2026-05-01 review ordinary'])
})

test('a month in February of a leap year ends on the 29th', async () => {
  const member = await joinedOn('2028-02-01')
  await buyOn(member, '2028-02-02', '2028-02-03')
  await buyAt(shop, member, lastSecondOf('2028-02-29'), 10)
  await reviewAt(shop, startOf('2028-03-01'))
  expect(await levelOf(shop, member)).toBe('silver')
})

test('a purchase that came back before the month was judged does not count', async () => {
  const member = await joinedOn('2026-03-01')
  await buyOn(member, '2026-03-02', '2026-03-03')
  const { receiptId } = await buyAt(shop, member, noonOf('2026-03-04'), 10)
  await refundAt(shop, receiptId, noonOf('2026-03-05'))
  await reviewAt(shop, noonOf('2026-04-01'))
  expect(await levelOf(shop, member)).toBe('ordinary')
})

test('of several conditions that hold the highest level wins, and VIP comes at once', async () => {
  const member = await joinedOn('2026-03-01')
  const gold = await buyAt(shop, member, noonOf('2026-03-02'), 10_000)
  expect(gold.levels).toMatchObject([{ track: 'main', level: 'gold' }])
  await buyAt(shop, member, noonOf('2026-03-03'), 94_736.83)
  expect(await levelOf(shop, member)).toBe('gold')
  const vip = await buyAt(shop, member, noonOf('2026-03-04'), 0.02)
  expect(vip.levels).toMatchObject([{ level: 'vip' }])
  await reviewAt(shop, noonOf('2026-04-01'))
  expect(await movesOf(shop, member)).toEqual(['2026-03-02 receipt gold', '2026-03-04 receipt vip'])
})

test('two years of months: silver comes and goes with the months, and no month is missed', async () => {
  const member = await joinedOn('2029-01-01')
  const expected: string[] = []
  let isSilver = false
  for (let month = 0; month < 24; month++) {
    const first = (index: number) => `${2029 + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`
    const count = [3, 2, 4, 0, 3, 3][month % 6] ?? 0
    for (let visit = 0; visit < count; visit++) await buyOn(member, `${first(month)}-${10 + visit}`)
    const next = `${first(month + 1)}-01`
    await reviewAt(shop, noonOf(next))
    if (isSilver !== count >= 3) expected.push(`${next} review ${count >= 3 ? 'silver' : 'ordinary'}`)
    isSilver = count >= 3
  }
  expect(await movesOf(shop, member)).toEqual(expected)
})

test('progress tells each threshold with its own window', async () => {
  const member = await joinedOn('2026-03-01')
  await buyOn(member, '2026-03-02')
  shop.clock.moveTo(noonOf('2026-04-05'))
  const [track] = await tracksOf(shop, member)
  expect(track.next).toMatchObject({
    level: 'silver',
    missing: [{ measure: 'visits', from: 3, value: 1, missing: 2, windowFrom: '2026-03-01', windowTo: '2026-03-31' }],
  })
})
