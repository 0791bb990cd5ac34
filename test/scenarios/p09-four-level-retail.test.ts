import { beforeAll, expect, test } from 'vitest'
import { type CompiledProgram, reasonSentence } from '../../src/program/index.ts'
import { daysFrom, ProgramPlayer, readProgramFile } from '../support/program-player.ts'

let program: CompiledProgram
beforeAll(async () => {
  program = await readProgramFile('p09-four-level-retail')
})
const joined = (joinedOn = '2026-01-05') => new ProgramPlayer(program, { joinedOn, birthday: '1990-03-05' })

/** A member who bought so often, each time for so much, ten days apart. */
function after(count: number, yuan: number): ProgramPlayer {
  const member = joined()
  for (const day of daysFrom('2026-01-05', count, 10)) member.goTo(day).buy({ yuan })
  return member
}

test('银卡 wants ¥2,000 and 4 visits, both', () => {
  // 普通 pays 98 %. 3 × ¥980 is money enough, one visit short. ¥510.20 − ¥10.20 = ¥500, four times exactly ¥2,000;
  // ¥510.19 − ¥10.20 = ¥499.99, four times 4 分 short.
  expect([after(3, 1000).level, after(4, 510.2).level, after(4, 510.19).level]).toEqual([
    'ordinary',
    'silver',
    'ordinary',
  ])
})

test('the fourth visit, however small, lifts who has spent enough', () => {
  const member = after(3, 1000)
  // 3 × ¥980, and 1 分, of which 2 % are nothing.
  member.goTo('2026-02-05').buy({ yuan: 0.01 })
  expect(member.level).toBe('silver')
  expect(member.moves[0]?.reasons.map(reason => reasonSentence(reason, 'zh-CN'))).toEqual([
    '消费净额达到 ¥2,940.01（门槛 ¥2,000，2025-02-06 至 2026-02-05），升为银卡',
    '消费次数达到 4（门槛 4，2025-02-06 至 2026-02-05），升为银卡',
  ])
})

test('much money in few visits waits at the frequency, then rises by as many steps as it has earned', () => {
  // 3 × ¥8,000 = ¥24,000: money for 钻石, visits for nothing; the fourth makes 银卡, the eighth 金卡, the twelfth 钻石.
  expect([3, 4, 7, 8, 11, 12].map(count => after(count, 8000).level)).toEqual([
    'ordinary',
    'silver',
    'silver',
    'gold',
    'gold',
    'diamond',
  ])
})

test('points are multiplied by level: ×1, ×1.2, ×1.5, ×2', () => {
  const earned = (count: number) => {
    const member = after(count, 8000)
    // 6 June 2026 is no birthday. ¥100 less 2 %, 3 %, 5 %, 8 % is ¥98, ¥97, ¥95, ¥92.
    return member.goTo('2026-06-06').buy({ yuan: 100 }).earnings[0]?.points
  }
  // 98 × 1; 97 × 1.2 = 116.4 → 116; 95 × 1.5 = 142.5 → 142; 92 × 2 = 184.
  expect([1, 4, 8, 12].map(earned)).toEqual([98, 116, 142, 184])
})

/** 金卡 by 5 March 2026: eight visits of ¥1,000 at first, a week apart, from 5 January to 23 February. */
function gold(): ProgramPlayer {
  const member = joined()
  for (const day of daysFrom('2026-01-05', 8, 7)) member.goTo(day).buy({ yuan: 1000 })
  return member
}

test('on a 金卡 birthday points are doubled, and the 1.5 of the level is named as what lost', () => {
  const member = gold()
  expect(member.level).toBe('gold')
  member.goTo('2026-03-05')
  // ¥480 − 5 % = ¥456; 456 × 2 = 912.
  expect(member.why({ yuan: 480 })).toEqual([
    '金卡生日双倍积分：积分 ×2',
    '等级倍数（金卡）（×1.5）未采用：多个倍数只取最高的一个，已按金卡生日双倍积分（×2）计',
    '消费积分：计分金额 ¥456，每 ¥1 得 1 分',
    '有效期至 2027-12-31（当日含）',
  ])
  expect(member.buy({ yuan: 480 })).toMatchObject({ payableCents: 45_600, earnings: [{ points: 912 }] })
})

test('the day before and the day after a birthday the level multiplies', () => {
  const pointsOn = (day: string) => gold().goTo(day).buy({ yuan: 480 }).earnings[0]?.points
  // 456 × 1.5 = 684.
  expect([pointsOn('2026-03-04'), pointsOn('2026-03-05'), pointsOn('2026-03-06')]).toEqual([684, 912, 684])
})

test('a 银卡 birthday is not doubled, and the reasons say that it takes another level', () => {
  const member = after(4, 600).goTo('2026-03-05')
  // ¥480 − 3 % = 480 − 14.40 = ¥465.60; × 1.2 = 558.72 → 558.
  expect(member.buy({ yuan: 480 })).toMatchObject({ payableCents: 46_560, earnings: [{ points: 558 }] })
  expect(member.why({ yuan: 480 })).toEqual([
    '金卡生日双倍积分 未适用：会员不是所要求的等级',
    '等级倍数（银卡）：积分 ×1.2',
    '消费积分：计分金额 ¥465.60，每 ¥1 得 1 分',
    '不足 1 分的部分舍去',
    '有效期至 2027-12-31（当日含）',
  ])
})

test('points last a year and on to the end of that year', () => {
  const member = joined('2026-01-01')
  member.buy({ yuan: 100 })
  member.goTo('2026-12-31').buy({ yuan: 200 })
  member.goTo('2027-01-01').buy({ yuan: 400 })
  // 98 + 196 of 2026 end with 31 December 2027, 392 of 2027 a year later.
  expect(member.goTo('2027-12-31').points).toBe(686)
  expect(member.goTo('2028-01-01').points).toBe(392)
  expect(member.goTo('2028-12-31').points).toBe(392)
  expect(member.goTo('2029-01-01').points).toBe(0)
})

test('points pay at most half of a basket', () => {
  const member = joined()
  member.buy({ yuan: 10_000 })
  // 9,800 points. ¥100 − 2 % = ¥98; half of it is ¥49 = 4,900 points; one step more is refused.
  expect(member.quote({ yuan: 100, use: 5000 })).toMatchObject({ refusal: 'redeem-more-than-basket' })
  expect(member.quote({ yuan: 100, use: 4900 })).toMatchObject({ payableCents: 4900 })
})

test('a failed review gives 30 days of grace, then one step down, never below 普通', () => {
  const member = gold()
  // 金卡 was reached with the eighth visit on 23 February 2026. The review of 23 February 2027 looks at 23 February 2026
  // to 22 February 2027: one visit. Grace through 24 March 2027 (23 February + 30 days = 25 March), then 银卡.
  expect([member.moves.at(-1)?.day, member.reviewOn]).toEqual(['2026-02-23', '2027-02-23'])
  expect([member.goTo('2027-02-23').level, member.reviewOn]).toEqual(['gold', '2027-03-25'])
  expect(member.goTo('2027-03-24').level).toBe('gold')
  expect([member.goTo('2027-03-25').level, member.reviewOn]).toEqual(['silver', '2028-03-25'])
  // Nothing bought for another year: grace through 23 April 2028, then 普通, which has no review.
  expect(member.goTo('2028-03-25').level).toBe('silver')
  expect(member.goTo('2028-04-23').level).toBe('silver')
  expect([member.goTo('2028-04-24').level, member.reviewOn]).toEqual(['ordinary', null])
  expect(member.goTo('2030-01-01').level).toBe('ordinary')
})

test('eight visits within the year, the last within the grace, save 金卡 for another year', () => {
  const saved = (lastDay: string) => {
    const member = gold()
    // Seven visits of ¥1,000 (less 5 % = ¥950) in autumn, and an eighth.
    for (const day of daysFrom('2026-10-01', 7, 7)) member.goTo(day).buy({ yuan: 1000 })
    member.goTo(lastDay).buy({ yuan: 1000 })
    return [member.goTo('2027-03-25').level, member.reviewOn]
  }
  // On 23 February 2027 the window holds the visit of 23 February 2026 too: 7 + 1 = 8 visits and ¥7,620 even without the
  // eighth; so the level is kept there and then, until 23 February 2028.
  expect(saved('2027-03-24')).toEqual(['gold', '2028-02-23'])
  const late = gold()
  // One visit less: 6 + 1 on the review day, so grace; the two in March make 8 by 24 March, when February 2026 has left.
  for (const day of daysFrom('2026-10-01', 6, 7)) late.goTo(day).buy({ yuan: 1000 })
  expect(late.goTo('2027-02-23').reviewOn).toBe('2027-03-25')
  late.goTo('2027-03-23').buy({ yuan: 1000 })
  late.goTo('2027-03-24').buy({ yuan: 1000 })
  // 25 March 2026 to 24 March 2027: 6 + 2 visits, 8 × ¥950 = ¥7,600.
  expect([late.goTo('2027-03-25').level, late.reviewOn]).toEqual(['gold', '2028-03-25'])
})
