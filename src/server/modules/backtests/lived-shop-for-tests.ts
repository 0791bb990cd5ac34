import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { line, openTestShop, receipt, refundOf, type TestShop } from '../../../../test/support/test-shop.ts'
import { joinMember, type Member } from '../../../../test/support/till.ts'
import { addDays } from '../../../shared/calendar.ts'
import type { BacktestReport } from '../../../shared/contract/backtests.ts'
import { relayOutbox } from '../../platform/relay-outbox.ts'
import { reactionsOf } from '../../reactions.ts'
import { greetBirthdays } from '../activities/index.ts'
import { issueBenefits } from '../benefits/index.ts'
import { sweepAccounts } from '../ledger/index.ts'
import { reviewLevels } from '../levels/index.ts'
import { ProgramBook } from '../programs/index.ts'
import { runNextBacktest } from './index.ts'

/** A program as it lies in the folder of the product. */
export const programText = (name: string) =>
  readFileSync(join(import.meta.dirname, `../../../../programs/${name}.yaml`), 'utf8')

export function openShopToLive(program: string): Promise<TestShop> {
  return openTestShop({ program, startAt: '2025-01-01T02:00:00Z' })
}

/** What happens upon what happened: joining and rises bring what they bring on the same day. */
const react = (context: TestShop['context']) => relayOutbox({ ...context, reactions: reactionsOf(context) })

/** What the background does each night. */
async function midnight({ context, clock, db }: TestShop, day: string): Promise<void> {
  clock.moveTo(new Date(`${day}T00:00:00+08:00`))
  await sweepAccounts(context)
  await reviewLevels({ ...context, programs: new ProgramBook(db, context.timeZone) })
  await issueBenefits(context)
  await greetBirthdays(context)
  await react(context)
}

/** What is bought: so many yuan, and what the goods are called. */
export type Bought = { yuan: number } & Record<string, unknown>

/** Buys, using as many points as the till offers. @returns the id of the receipt */
async function buy(shop: TestShop, member: Member, bought: readonly Bought[]): Promise<string> {
  const goods = bought.map(({ yuan, ...named }, index) =>
    line(yuan, { lineNumber: index + 1, quantity: 2, costCents: yuan * 100, ...named }),
  )
  const quote = await shop.post('/v1/checkouts/quote', { ...receipt(goods, member.by), receiptNumber: undefined })
  const choice = quote.body.choices?.find((one: { pointsMax: number }) => one.pointsMax > 0)
  const redeem = choice ? [{ rule: choice.rule, points: choice.pointsMax }] : []
  const { status, body, text } = await shop.post('/v1/checkouts', receipt(goods, { ...member.by, redeem }))
  expect(status, text).toBe(201)
  return body.receiptId
}

/** Adds, takes or gives away points, in turn; who has too few is refused. */
async function moveByHand(
  shop: TestShop,
  { members, step, day }: { members: readonly Member[]; step: number; day: string },
): Promise<void> {
  shop.clock.moveTo(new Date(`${day}T16:00:00+08:00`))
  const [member, other] = [members[step % members.length], members[(step + 1) % members.length]]
  if (!member || !other) return
  const path = `/v1/members/${member.memberNumber}`
  const asked = { asset: 'points', reason: 'for a test' }
  const ends = step % 2 === 0 ? { expiresOn: addDays(day, 10 + step) } : {}
  const { status, text } =
    step % 3 === 2
      ? await shop.post(`${path}/transfers`, { ...asked, to: other.memberNumber, points: 25 })
      : await shop.post(`${path}/adjustments`, {
          ...asked,
          points: step % 3 === 0 ? 120 : -35,
          ...(step % 3 === 0 && ends),
        })
  expect([200, 201, 422], text).toContain(status)
}

type LevelWish = { path: string; body: Record<string, unknown> }

/** Asks for something to be done to a level; what is locked, or nothing new, is refused. */
async function wishLevel(
  shop: TestShop,
  { member, wish, step, day }: { member: Member; wish: LevelWish | undefined; step: number; day: string },
): Promise<void> {
  if (!wish) return
  shop.clock.moveTo(new Date(`${day}T15:40:00+08:00`))
  const through = wish.path === 'setting' && step % 2 === 0 ? { lockedThrough: addDays(day, 20 + step) } : {}
  const body = { ...wish.body, ...through, reason: 'for a test' }
  const { status, text } = await shop.post(`/v1/members/${member.memberNumber}/levels/${wish.path}`, body)
  expect([200, 201, 409, 422], text).toContain(status)
  await react(shop.context)
}

export type Living = {
  steps?: number
  gapDays?: number
  /** Whether every night is lived, not only those before purchases and on the first of a month. */
  isDaily?: boolean
  /** Whether who bought buys once more on the same day, after what came back. */
  isTwice?: boolean
  /** Where it is given: the birthdays of members, in turn. */
  birthdays?: readonly string[]
  /** What members do before and after purchases, in turn. */
  activities?: readonly string[]
  /** What staff do to levels, in turn: the address below a member's levels, and what is asked. */
  levelWishes?: readonly LevelWish[]
  /** Whether points are added, taken and given away by hand. */
  isByHand?: boolean
  /** What the goods of a line are called, by a number below 12. */
  named?: (number: number) => Record<string, unknown>
}

/** Lives the nights after a day: each by itself where levels move by time, because a review is held on its own day. */
async function sleep(
  shop: TestShop,
  { day, through, isDaily }: { day: string; through: string; isDaily: boolean },
): Promise<void> {
  for (let next = addDays(day, 1); next <= through; next = addDays(next, 1))
    if (isDaily || next === through || next.endsWith('-01')) await midnight(shop, next)
}

/** Years of a few members: purchases that redeem, refunds in parts and whole, nights in between. */
export async function live(
  shop: TestShop,
  {
    steps = 50,
    gapDays = 18,
    isDaily = false,
    isTwice = false,
    birthdays = [],
    activities = [],
    isByHand = false,
    levelWishes = [],
    named = () => ({}),
  }: Living = {},
): Promise<Member[]> {
  const members = await Promise.all(
    Array.from({ length: 5 }, (_, index) => {
      const birthday = birthdays[index % birthdays.length]
      return joinMember(shop, birthday ? { birthday } : {})
    }),
  )
  await react(shop.context)
  const sold: string[] = []
  let state = 7
  const below = (most: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 4_294_967_296) * most)
  }
  const report = async (member: Member | undefined, { number, time }: { number: number; time: string }) => {
    const activity = activities[number % activities.length]
    if (!member || activity === undefined) return
    shop.clock.moveTo(new Date(`${day}T${time}:00+08:00`))
    const { memberNumber } = member
    const { status, text } = await shop.post('/v1/activities', { member: { memberNumber }, activity })
    expect(status, text).toBe(201)
    await react(shop.context)
  }
  let day = '2025-01-02'
  for (let step = 0; step < steps; step++) {
    const through = addDays(day, 1 + below(gapDays))
    await sleep(shop, { day, through, isDaily })
    day = through
    await report(members[step % members.length], { number: step, time: '11:00' })
    shop.clock.moveTo(new Date(`${day}T12:00:00+08:00`))
    const member = members[below(members.length)]
    if (!member) continue
    const bought = Array.from({ length: 1 + below(2) }, () => ({ yuan: 40 + below(1_500) }))
    sold.push(
      await buy(
        shop,
        member,
        bought.map(one => ({ ...one, ...named(below(12)) })),
      ),
    )
    await react(shop.context)
    const back = sold[sold.length - 1 - below(3)]
    shop.clock.moveTo(new Date(`${day}T13:00:00+08:00`))
    const part = below(2) === 0 ? { lines: [{ lineNumber: 1, quantity: 1 }] } : {}
    if (back && below(4) === 0) await shop.post('/v1/refunds', refundOf(back, part))
    if (isTwice) {
      shop.clock.moveTo(new Date(`${day}T14:00:00+08:00`))
      sold.push(await buy(shop, member, [{ yuan: 40 + below(600) }]))
    }
    await report(member, { number: step + 1, time: '15:00' })
    await wishLevel(shop, { member, wish: levelWishes[step % levelWishes.length], step, day })
    if (isByHand) await moveByHand(shop, { members, step, day })
    if (step % 3 === 0) await report(member, { number: step + 1, time: '15:30' })
  }
  await midnight(shop, addDays(day, 1))
  // At noon the day is the same here and in the back-test's request.
  shop.clock.moveTo(new Date(`${addDays(day, 1)}T12:00:00+08:00`))
  return members
}

export async function backtest(shop: TestShop, more: Record<string, unknown>) {
  const today = shop.clock.now().toISOString().slice(0, 10)
  const body = { against: 'receipts', from: '2025-01-01', to: today, membersPercent: 100, usedPercent: 100, ...more }
  const started = await shop.post('/v1/backtests', body)
  expect(started.status, started.text).toBe(202)
  expect(await runNextBacktest(shop.context)).toBe(1)
  const { body: answer, text } = await shop.get(`/v1/backtests/${started.body.backtestId}`)
  expect(answer.state, text).toBe('done')
  return answer
}

/** Compares today's program with what the journal and the levels of the shop say. */
export async function expectTheJournal(
  shop: TestShop,
  { report, lowest }: { report: BacktestReport; lowest: readonly string[] },
): Promise<Record<string, number>> {
  const [points] = report.live.assets
  const sums = await shop.db.row<Record<string, number>>(
    `select coalesce(sum(e.amount) filter (where e.kind = 'earn'), 0)::float8 as issued,
       coalesce(-sum(e.amount) filter (where e.kind = 'redeem'), 0)::float8 as redeemed,
       coalesce(-sum(e.amount) filter (where e.kind = 'expire'), 0)::float8 as expired,
       coalesce(-sum(e.amount) filter (where e.kind = 'take-back'), 0)::float8 as "takenBack",
       coalesce(sum(e.amount) filter (where e.kind = 'give-back'), 0)::float8 as "givenBack",
       coalesce(sum(e.amount) filter (where e.kind = 'adjust'), 0)::float8 as adjusted,
       coalesce(sum(e.amount) filter (where e.kind like 'transfer%'), 0)::float8 as transferred,
       coalesce(sum(e.shortfall), 0)::float8 as absorbed, sum(e.amount)::float8 as outstanding
     from ledger.entry e join ledger.asset a using (asset_id) where a.code = $1`,
    [points?.asset],
  )
  expect(points?.total).toMatchObject({ ...sums, opening: 0 })
  const hands = await shop.db.row<{ times: number }>(
    `select count(*)::int as times from ledger.entry where kind in ('adjust', 'transfer-in', 'transfer-out')`,
  )
  expect(report.live.byHand).toEqual({ times: hands?.times, cut: 0 })
  const given = await shop.db.row<{ times: number }>(
    `select ((select count(*) from levels.move where cause in ('manual', 'locked', 'unlocked'))
       + (select count(*) from levels.grant where way = 'invitation'))::int as times`,
  )
  expect(report.live.levelsByHand).toEqual({ times: given?.times, gone: 0 })
  const money = await shop.db.row<Record<string, number>>(
    `select count(*)::int as receipts, sum(payable_cents)::float8 as "payableCents", sum(refunded_cents)::float8 as "refundedCents" from checkout.receipt`,
  )
  expect(report.live.money.total).toMatchObject({ ...money })
  const moves = await shop.db.row<Record<string, number>>(
    `select count(*)::int as moves from levels.move where cause not in ('locked', 'unlocked')`,
  )
  expect(report.live.money.total.rises + report.live.money.total.falls).toBe(moves?.moves)
  const held = await shop.db.rows<{ level: string; members: number }>(
    'select level, count(*)::int as members from levels.state group by level',
  )
  // Who never rose has no row: of the lowest level of each track there are more than the table tells.
  for (const { level, members } of report.live.levels)
    if (!lowest.includes(level)) expect(members.at(-1), level).toBe(held.find(row => row.level === level)?.members ?? 0)
  return { ...sums, ...moves, byHand: hands?.times ?? 0, levelsByHand: given?.times ?? 0 }
}
