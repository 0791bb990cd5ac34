import { afterAll, beforeAll, expect, test } from 'vitest'
import { buyAt, movesOf, noonOf, reviewAt, startOf, tracksOf } from '../support/level-player.ts'
import { programText } from '../support/program-text.ts'
import { openTestShop, type TestShop } from '../support/test-shop.ts'
import { joinMember, levelOf, publishNext } from '../support/till.ts'

// A ladder is changed while the program runs: thresholds, then levels.

const ladder = (...levels: string[]) =>
  programText({
    levels: `levels:\n  ladder:\n${['{ level: ordinary, name: { zh-CN: 普通会员 } }', ...levels].map(level => `    - ${level}\n`).join('')}`,
  })
const silver = (yuan: number) => `{ level: silver, name: { zh-CN: 银卡 }, from: ¥${yuan} }`
const platinum = '{ level: platinum, name: { zh-CN: 白金卡 }, from: ¥2000, discount: 5 % }'
const diamond = '{ level: diamond, name: { zh-CN: 钻石卡 }, from: ¥9000 }'

let shop: TestShop

beforeAll(async () => {
  shop = await openTestShop()
  await shop.publish(ladder(silver(1000), platinum, diamond), '2000-01-02T00:00:00Z')
})
afterAll(async () => {
  expect(await shop.check()).toMatchObject({ isSound: true })
  await shop.close()
})

test('a late review is judged by the version in force on its own day, and the next one by its own', async () => {
  shop.clock.moveTo(noonOf('2026-03-05'))
  const [kept, fallen] = [await joinMember(shop), await joinMember(shop)]
  for (const member of [kept, fallen]) await buyAt(shop, member, noonOf('2026-03-05'), 1000)
  await buyAt(shop, kept, noonOf('2026-12-01'), 1000)
  // From 1 June 2027 on silver asks for more. Held two years late, the review of 5 March 2027 still finds ¥1000 enough,
  // and that of 1 December 2027 does not.
  shop.clock.moveTo(noonOf('2027-05-01'))
  await publishNext(shop, ladder(silver(1500), platinum, diamond), '2027-05-31T16:00:00Z')
  await reviewAt(shop, noonOf('2029-03-01'))
  expect(await movesOf(shop, kept)).toEqual([
    '2026-03-05 receipt silver',
    '2026-12-01 receipt platinum',
    '2027-12-01 review ordinary',
  ])
  expect(await movesOf(shop, fallen)).toEqual(['2026-03-05 receipt silver', '2028-03-05 review ordinary'])
})

test('who stands on a removed level counts as the one below it, moves not at once, and is told at the review', async () => {
  shop.clock.moveTo(noonOf('2029-04-01'))
  const member = await joinMember(shop)
  await buyAt(shop, member, noonOf('2029-04-01'), 2000)
  expect(await levelOf(shop, member)).toBe('platinum')
  await publishNext(shop, ladder(silver(1500), diamond), '2029-04-30T16:00:00Z')
  shop.clock.moveTo(noonOf('2029-05-02'))
  const [track] = await tracksOf(shop, member)
  expect(track).toMatchObject({ level: 'silver', reviewOn: '2030-04-01' })
  expect(track.history.map((move: { number: number }) => move.number)).toEqual([0, 1])
  expect(track.history[0].reasons[0]['zh-CN']).toBe('等级“白金卡”已从方案中取消，原会员按银卡计')
  expect(track.history[1].levelName['zh-CN']).toBe('白金卡')
  const sold = await buyAt(shop, member, noonOf('2029-05-03'), 10)
  expect(sold.levels).toMatchObject([{ level: 'silver' }])
  expect(sold.effects.some((one: { kind: string }) => one.kind === 'level-moved')).toBe(false)
  await reviewAt(shop, startOf('2030-04-01'))
  expect(await movesOf(shop, member)).toEqual(['2029-04-01 receipt platinum', '2030-04-01 review silver'])
})

test('a receipt and a review at once leave one sound history', async () => {
  shop.clock.moveTo(noonOf('2030-05-01'))
  const members = await Promise.all([1, 2, 3, 4].map(() => joinMember(shop)))
  for (const member of members) await buyAt(shop, member, noonOf('2030-05-01'), 1000)
  for (const member of members) await buyAt(shop, member, noonOf('2030-06-01'), 500)
  const at = noonOf('2031-06-01')
  shop.clock.moveTo(at)
  await Promise.all([reviewAt(shop, at), ...members.map(member => buyAt(shop, member, at, 1500)), reviewAt(shop, at)])
  await reviewAt(shop, at)
  for (const member of members) {
    const moves = await movesOf(shop, member)
    // Review first: it falls, and the receipt raises again. Receipt first: a sale of the review day does not save it.
    expect(await levelOf(shop, member)).toBe(moves.at(-1)?.split(' ')[2])
    expect(moves.slice(0, 2)).toEqual(['2030-06-01 receipt silver', '2031-06-01 review ordinary'])
  }
})
