import { beforeAll, expect, test } from 'vitest'
import { type CompiledProgram, reasonSentence } from '../../src/program/index.ts'
import { ProgramPlayer, readProgramFile } from '../support/program-player.ts'

let program: CompiledProgram
beforeAll(async () => {
  program = await readProgramFile('p07-accessory-shop')
})
const joined = (joinedOn = '2026-01-10') => new ProgramPlayer(program, { joinedOn, birthday: '1990-03-05' })

test('on joining a member is 普通: full price, ¥1 = 1 point', () => {
  const member = joined()
  expect(member.level).toBe('ordinary')
  expect(member.buy({ yuan: 480.5 })).toMatchObject({ payableCents: 48_050, earnings: [{ points: 480 }] })
})

test('银卡 comes at exactly ¥3,000 within 12 months, and its 5 % begin with the next receipt', () => {
  const member = joined()
  member.buy({ yuan: 2000 })
  member.goTo('2026-02-10').buy({ yuan: 999.99 })
  expect(member.level).toBe('ordinary')
  // 2,000 + 999.99 + 0.01 = 3,000: this receipt itself is still at full price.
  expect(member.goTo('2026-03-05').buy({ yuan: 0.01 }).payableCents).toBe(1)
  expect(member.level).toBe('silver')
  expect(member.buy({ yuan: 480 })).toMatchObject({ payableCents: 45_600, earnings: [{ points: 456 }] })
})

test('each level is reached at exactly its amount and not one 分 below', () => {
  const levelAt = (yuan: number) => {
    const member = joined()
    member.buy({ yuan })
    return member.level
  }
  expect([2999.99, 3000, 4999.99, 5000, 9999.99, 10_000].map(levelAt)).toEqual([
    'ordinary',
    'silver',
    'silver',
    'gold',
    'gold',
    'diamond',
  ])
})

test('what counts is what was paid: on the way up the level price makes the way longer', () => {
  const member = joined()
  member.buy({ yuan: 3000 })
  // 银卡 pays 95 %: ¥2,105.26 cost 2,105.26 − 105.26 = ¥2,000.00, together exactly ¥5,000.
  expect(member.quote({ yuan: 2105.26 })).toMatchObject({ payableCents: 200_000 })
  member.buy({ yuan: 2105.25 })
  // ¥2,105.25 cost 2,105.25 − 105.26 = ¥1,999.99: one 分 short.
  expect(member.level).toBe('silver')
  // The missing 分: ¥0.01 less 5 % is still ¥0.01 after rounding.
  member.buy({ yuan: 0.01 })
  expect(member.level).toBe('gold')
})

test('one large receipt makes a new member 钻石 at once, and its 15 % begin with the next', () => {
  const member = joined()
  expect(member.buy({ yuan: 12_000 }).payableCents).toBe(1_200_000)
  expect([member.level, member.moves.map(move => move.to)]).toEqual(['diamond', ['diamond']])
  expect(member.buy({ yuan: 480 }).payableCents).toBe(40_800)
})

test('prices of the levels: 5 %, 10 % and 15 % off ¥480', () => {
  const priceAfter = (yuan: number) => {
    const member = joined()
    member.buy({ yuan })
    return member.buy({ yuan: 480 }).payableCents
  }
  expect([100, 3000, 5000, 10_000].map(priceAfter)).toEqual([48_000, 45_600, 43_200, 40_800])
})

test('500 points are ¥50 off, in multiples of 500', () => {
  const member = joined()
  member.buy({ yuan: 1499 })
  expect(member.quote({ yuan: 300, use: 499 })).toMatchObject({ refusal: 'redeem-step' })
  expect(member.quote({ yuan: 300, use: 1500 })).toMatchObject({ refusal: 'redeem-not-enough' })
  // ¥300 − ¥100 = ¥200, which earn 200: 1,499 − 1,000 + 200 = 699.
  expect(member.buy({ yuan: 300, use: 1000 })).toMatchObject({ payableCents: 20_000, earnings: [{ points: 200 }] })
  expect(member.points).toBe(699)
  expect(member.quote({ yuan: 49.99, use: 500 })).toMatchObject({ refusal: 'redeem-more-than-basket' })
  expect(member.quote({ yuan: 50, use: 500 })).toMatchObject({ payableCents: 0 })
})

test('points of 5 March 2026 can be used through 5 March 2028 and are gone on the 6th', () => {
  const member = joined()
  member.goTo('2026-03-05').buy({ yuan: 700 })
  member.goTo('2026-03-06').buy({ yuan: 200 })
  expect(member.goTo('2028-03-05').points).toBe(900)
  expect(member.goTo('2028-03-06').points).toBe(200)
  expect(member.goTo('2028-03-07').points).toBe(0)
})

test('points that end first are used first', () => {
  const member = joined()
  member.goTo('2026-03-05').buy({ yuan: 700 })
  member.goTo('2026-09-05').buy({ yuan: 700 })
  // 500 of the lot of March are used for a ¥50 basket, which earns nothing.
  member.goTo('2026-10-01').buy({ yuan: 50, use: 500 })
  // On 6 March 2028 the remaining 200 of March end; the 700 of September stay.
  expect(member.goTo('2028-03-05').points).toBe(900)
  expect(member.goTo('2028-03-06').points).toBe(700)
})

test('the 12 months roll: spending of 10 January 2026 counts through 9 January 2027', () => {
  const lastDay = joined('2026-01-10')
  lastDay.buy({ yuan: 2000 })
  lastDay.goTo('2027-01-09').buy({ yuan: 1000 })
  expect(lastDay.level).toBe('silver')
  const dayAfter = joined('2026-01-10')
  dayAfter.buy({ yuan: 2000 })
  dayAfter.goTo('2027-01-10').buy({ yuan: 1000 })
  expect(dayAfter.level).toBe('ordinary')
})

test('a level is kept until its review a year later, whatever the window has dropped meanwhile, and then falls', () => {
  const member = joined('2026-01-10')
  member.buy({ yuan: 2500 })
  member.goTo('2026-06-01').buy({ yuan: 500 })
  // ¥3,000 on 1 June 2026; on 11 January 2027 the ¥2,500 leave the window, the level stays.
  expect(member.goTo('2027-01-11').level).toBe('silver')
  expect(member.goTo('2027-05-31').level).toBe('silver')
  // The review of 1 June 2027 looks at 1 June 2026 to 31 May 2027: ¥500.
  expect(member.goTo('2027-06-01').level).toBe('ordinary')
  expect(member.moves.at(-1)?.reasons.map(reason => reasonSentence(reason, 'zh-CN'))).toEqual([
    '复评：消费净额为 ¥500（保级需 ¥3,000，2026-06-01 至 2027-05-31），降为普通会员',
  ])
  expect(member.buy({ yuan: 480 }).payableCents).toBe(48_000)
})

test('¥3,000 in the reviewed year keep the level for another, ¥2,999.99 do not', () => {
  const reviewed = (paidYuan: number) => {
    const member = joined('2026-01-10')
    member.buy({ yuan: 3000 })
    // The day after the rise; the price is 5 % lower, so the ticket is higher: paid = ticket − 5 %.
    const ticket = Math.round((paidYuan / 0.95) * 100) / 100
    const { payableCents } = member.goTo('2026-01-11').buy({ yuan: ticket })
    expect(payableCents).toBe(Math.round(paidYuan * 100))
    // The review of 10 January 2027 looks at 10 January 2026 onwards, the ¥3,000 of that day included.
    return [member.goTo('2027-01-10').level, member.goTo('2028-01-10').level]
  }
  // A year after the first review only 10 January 2027 to 9 January 2028 count: nothing was bought.
  expect(reviewed(0)).toEqual(['silver', 'ordinary'])
  expect(reviewed(1999.99)).toEqual(['silver', 'ordinary'])
  // ¥3,000 + ¥2,000 make 金卡 on 11 January 2026, which is reviewed on 11 January 2027: ¥2,000 from the 11th on.
  expect(reviewed(2000)).toEqual(['gold', 'ordinary'])
})

test('at its review 金卡 falls to what is earned, two steps if need be', () => {
  const member = joined('2026-01-10')
  member.buy({ yuan: 10_000 })
  // 钻石 until 10 January 2027. In the reviewed year: the ¥10,000 of the first day, so it is kept once more.
  expect(member.goTo('2027-01-10').level).toBe('diamond')
  // ¥4,000 paid in the second year (a ticket of ¥4,705.88 less 15 % = 4,705.88 − 705.88): enough for 银卡 only.
  expect(member.goTo('2027-05-01').buy({ yuan: 4705.88 }).payableCents).toBe(400_000)
  expect(member.goTo('2028-01-10').level).toBe('silver')
  expect(member.reviewOn).toBe('2029-01-10')
})

test('two years of a member, month by month', () => {
  const member = joined('2026-01-10')
  const levels: (string | null)[] = []
  for (let month = 1; month <= 24; month++) {
    const day = `${month <= 12 ? 2026 : 2027}-${String(((month - 1) % 12) + 1).padStart(2, '0')}-15`
    member.goTo(day)
    // ¥600 a month through the first year, ¥100 a month in the second.
    member.buy({ yuan: month <= 12 ? 600 : 100 })
    levels.push(member.level)
  }
  // 5 × 600 = 3,000 in May: 银卡. From June 570 a month: 3,000 + 4 × 570 = 5,280 in September: 金卡.
  // From October 540: 5,280 + 3 × 540 = 6,900 in December. 金卡 is reviewed on 15 September 2027.
  expect(levels.slice(0, 12)).toEqual([
    ...Array(4).fill('ordinary'),
    ...Array(4).fill('silver'),
    ...Array(4).fill('gold'),
  ])
  // 15 September 2026 to 14 September 2027: 570 + 3 × 540 + 8 × 90 = 2,910: short of 银卡, so 普通.
  expect(levels.slice(12)).toEqual([...Array(8).fill('gold'), ...Array(4).fill('ordinary')])
  // Points: 5 × 600 + 4 × 570 + 3 × 540 = 6,900; then 8 × 90 + 4 × 100 = 1,120.
  expect(member.points).toBe(8020)
  // By 16 January 2028 the 600 points of 15 January 2026 have ended.
  expect(member.goTo('2028-01-15').points).toBe(8020)
  expect(member.goTo('2028-01-16').points).toBe(7420)
})

test('what a ¥480 basket of a 银卡 member earns on her birthday, and why', () => {
  const member = joined()
  member.buy({ yuan: 3000 })
  member.goTo('2026-03-05')
  // 480 − 5 % = ¥456, 456 points; the birthday gift of P07 is goods, not points.
  expect(member.quote({ yuan: 480 })).toMatchObject({ payableCents: 45_600 })
  expect(member.why({ yuan: 480 })).toEqual(['消费积分：计分金额 ¥456，每 ¥1 得 1 分', '有效期至 2028-03-05（当日含）'])
})
