import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import {
  buyAt,
  lastSecondOf,
  movesOf,
  noonOf,
  refundAt,
  reviewAt,
  startOf,
  tracksOf,
} from '../../../../test/support/level-player.ts'
import { programText } from '../../../../test/support/program-text.ts'
import { openTestShop, type TestShop } from '../../../../test/support/test-shop.ts'
import { joinMember, levelOf, type Member } from '../../../../test/support/till.ts'
import { ProgramBook } from '../programs/index.ts'
import { liftOneLevel, noteActivity } from './index.ts'

const program = programText({
  levels: `levels:
  ladder:
    - { level: ordinary, name: { zh-CN: 普通会员 } }
    - { level: silver, name: { zh-CN: 银卡 }, from: { any: [{ net-spend: ¥1000 }, { referral: 3 }] } }
    - { level: gold, name: { zh-CN: 金卡 }, from: ¥5000, granted: { event: challenge }, kept: 2 months }
    - { level: vip, name: { zh-CN: VIP }, granted: { sku: [VIP-CARD] }, kept: 1 year }
    - { level: honour, name: { zh-CN: 贵宾 }, granted: by invitation }
`,
})
const card = { sku: 'VIP-CARD' }

let shop: TestShop

beforeAll(async () => {
  shop = await openTestShop()
  await shop.publish(program, '2000-01-02T00:00:00Z')
})
beforeEach(() => shop.clock.moveTo(noonOf('2026-03-05')))
afterAll(async () => {
  expect(await shop.check()).toMatchObject({ isSound: true })
  await shop.close()
})

const ask = (member: Member, what: string, body: Record<string, unknown>) =>
  shop.post(`/v1/members/${member.memberNumber}/levels/${what}`, { reason: '老顾客', ...body })
const codeOf = (answer: { body: { type?: string; code?: string } }) => answer.body.code

async function programNow() {
  const programs = new ProgramBook(shop.db, 'Asia/Shanghai')
  await programs.refresh()
  return programs.current(shop.clock.now())[0]!.program
}

async function activity(member: Member, code: string) {
  const { row } = {
    row: await shop.db.row<{ member_id: number }>('select member_id from members.member where member_number = $1', [
      member.memberNumber,
    ]),
  }
  const facts = {
    memberId: row!.member_id,
    program: await programNow(),
    joinedOn: '2026-03-01',
    now: shop.clock.now(),
    zone: 'Asia/Shanghai',
  }
  return {
    facts,
    note: () => shop.db.transaction(tx => noteActivity(tx, { ...facts, code, on: '2026-03-05', earned: () => 0 })),
  }
}

test('a card that is bought gives its level for a year, through its last day, and then gives back what was below', async () => {
  const member = await joinMember(shop)
  await buyAt(shop, member, noonOf('2026-03-05'), 1000)
  const sold = await buyAt(shop, member, noonOf('2026-04-01'), 199, card)
  expect(sold.levels).toMatchObject([{ level: 'vip' }])
  await reviewAt(shop, lastSecondOf('2027-04-01'))
  expect(await levelOf(shop, member)).toBe('vip')
  await reviewAt(shop, startOf('2027-04-02'))
  expect(await movesOf(shop, member)).toEqual([
    '2026-03-05 receipt silver',
    '2026-04-01 granted vip',
    '2027-04-02 grant-ended ordinary',
  ])
})

test('a level below that is still held is given back with its own review day', async () => {
  const member = await joinMember(shop)
  await buyAt(shop, member, noonOf('2026-03-05'), 1)
  await (await activity(member, 'challenge')).note()
  expect(await levelOf(shop, member)).toBe('gold')
  await buyAt(shop, member, noonOf('2026-04-20'), 999.99)
  // The level stayed gold: silver is earned below it, and judged when the grant ends.
  expect(await movesOf(shop, member)).toEqual(['2026-03-05 granted gold'])
  await reviewAt(shop, lastSecondOf('2026-05-05'))
  expect(await levelOf(shop, member)).toBe('gold')
  await reviewAt(shop, startOf('2026-05-06'))
  const [track] = await tracksOf(shop, member)
  expect(track).toMatchObject({ level: 'silver', sinceOn: '2026-05-06', reviewOn: '2027-05-06' })
})

test('a refund of the card takes its grant back at once, one of other goods does not', async () => {
  const member = await joinMember(shop)
  await buyAt(shop, member, noonOf('2026-03-05'), 1000)
  const sold = await buyAt(shop, member, noonOf('2026-03-06'), 199, card)
  const other = await buyAt(shop, member, noonOf('2026-03-07'), 10)
  await refundAt(shop, other.receiptId, noonOf('2026-03-08'))
  expect(await levelOf(shop, member)).toBe('vip')
  const refund = await refundAt(shop, sold.receiptId, noonOf('2026-03-09'))
  expect(refund.levels).toMatchObject([{ level: 'silver' }])
  const [track] = await tracksOf(shop, member)
  expect(track).toMatchObject({ sinceOn: '2026-03-05', reviewOn: '2027-03-05', grants: [] })
  expect(track.history[0].reasons[0].en).toContain('was returned')
})

test('a receipt that raised and granted at once gives back both', async () => {
  const member = await joinMember(shop)
  const sold = await buyAt(shop, member, noonOf('2026-03-05'), 1199, card)
  expect(await movesOf(shop, member)).toEqual(['2026-03-05 receipt silver', '2026-03-05 granted vip'])
  await refundAt(shop, sold.receiptId, noonOf('2026-03-06'))
  expect(await levelOf(shop, member)).toBe('ordinary')
})

test('two cards: the second is counted on from its own day, and one refund leaves the other', async () => {
  const member = await joinMember(shop)
  await buyAt(shop, member, noonOf('2026-03-05'), 199, card)
  const second = await buyAt(shop, member, noonOf('2026-09-05'), 199, card)
  expect((await tracksOf(shop, member))[0]).toMatchObject({ level: 'vip', reviewOn: '2027-09-06' })
  await refundAt(shop, second.receiptId, noonOf('2026-09-06'))
  expect(await levelOf(shop, member)).toBe('vip')
  await reviewAt(shop, startOf('2027-09-06'))
  expect(await levelOf(shop, member)).toBe('ordinary')
})

test('a refund while a grant stands above leaves no undone level to come back to', async () => {
  const member = await joinMember(shop)
  const risen = await buyAt(shop, member, noonOf('2026-03-05'), 1000)
  const sold = await buyAt(shop, member, noonOf('2026-03-06'), 199, card)
  await refundAt(shop, risen.receiptId, noonOf('2026-03-07'))
  expect(await levelOf(shop, member)).toBe('vip')
  await refundAt(shop, sold.receiptId, noonOf('2026-03-08'))
  expect(await levelOf(shop, member)).toBe('ordinary')
})

test('an invitation is for levels that say so, needs a reason, and lasts until it ends', async () => {
  const member = await joinMember(shop)
  expect(codeOf(await ask(member, 'invitation', { level: 'silver' }))).toBe('levels/not-by-invitation')
  expect(codeOf(await ask(member, 'invitation', { level: 'diamond' }))).toBe('levels/no-such-level')
  expect(codeOf(await ask(member, 'invitation', { level: 'honour', reason: ' a ' }))).toBe('levels/reason-missing')
  const { body } = await ask(member, 'invitation', { level: 'honour' })
  expect(body.tracks[0]).toMatchObject({ level: 'honour', reviewOn: null })
  expect(body.tracks[0].history[0]).toMatchObject({
    cause: 'granted',
    reasons: [{ 'zh-CN': '贵宾由店家邀请授予：老顾客' }],
  })
  expect(body.tracks[0].history[0].staff).not.toBeNull()
  await reviewAt(shop, noonOf('2030-01-01'))
  expect(await levelOf(shop, member)).toBe('honour')
})

test('a level set by hand says who and why, and is reviewed as any other', async () => {
  const member = await joinMember(shop)
  const { body } = await ask(member, 'setting', { level: 'gold', reason: '补录' })
  expect(body.code).toBe('levels/reason-missing')
  await ask(member, 'setting', { level: 'gold' })
  expect((await tracksOf(shop, member))[0]).toMatchObject({
    level: 'gold',
    reviewOn: '2027-03-05',
    lockedThrough: null,
  })
  expect(codeOf(await ask(member, 'setting', { level: 'gold' }))).toBe('levels/nothing-to-change')
  await reviewAt(shop, startOf('2027-03-05'))
  expect(await movesOf(shop, member)).toEqual(['2026-03-05 manual gold', '2027-03-05 review ordinary'])
})

test('a locked level neither rises nor falls through its last day, and is judged on the first day after', async () => {
  const member = await joinMember(shop)
  const past = await ask(member, 'setting', { level: 'silver', lockedThrough: '2026-03-04' })
  expect(codeOf(past)).toBe('levels/lock-in-the-past')
  await ask(member, 'setting', { level: 'silver', lockedThrough: '2026-06-30' })
  expect((await tracksOf(shop, member))[0]).toMatchObject({ level: 'silver', lockedThrough: '2026-06-30' })
  const sold = await buyAt(shop, member, noonOf('2026-06-29'), 6000)
  expect(sold.levels).toMatchObject([{ level: 'silver' }])
  expect(codeOf(await ask(member, 'setting', { level: 'gold' }))).toBe('levels/is-locked')
  await reviewAt(shop, lastSecondOf('2026-06-30'))
  expect(await levelOf(shop, member)).toBe('silver')
  await reviewAt(shop, startOf('2026-07-01'))
  expect(await movesOf(shop, member)).toEqual([
    '2026-03-05 manual silver',
    '2026-03-05 locked silver',
    '2026-07-01 review gold',
  ])
})

test('a lock that is lifted lets the next receipt raise', async () => {
  const member = await joinMember(shop)
  expect(codeOf(await ask(member, 'unlock', { level: 'silver' }))).toBe('levels/not-locked')
  await ask(member, 'setting', { level: 'ordinary', lockedThrough: '2026-12-31' })
  await buyAt(shop, member, noonOf('2026-03-06'), 1000)
  expect(await levelOf(shop, member)).toBe('ordinary')
  await ask(member, 'unlock', { level: 'ordinary' })
  await buyAt(shop, member, noonOf('2026-03-07'), 1)
  expect(await levelOf(shop, member)).toBe('silver')
})

test('a locked level does not fall when the receipt that raised it comes back', async () => {
  const member = await joinMember(shop)
  const sold = await buyAt(shop, member, noonOf('2026-03-05'), 1000)
  await ask(member, 'setting', { level: 'silver', lockedThrough: '2026-12-31' })
  await refundAt(shop, sold.receiptId, noonOf('2026-03-06'))
  expect(await levelOf(shop, member)).toBe('silver')
  await reviewAt(shop, startOf('2027-01-01'))
  expect(await levelOf(shop, member)).toBe('ordinary')
})

test('activities are counted for thresholds, to the last of them', async () => {
  const member = await joinMember(shop)
  const { note } = await activity(member, 'referral')
  expect([await note(), await note()]).toEqual([[], []])
  expect(await note()).toMatchObject([{ track: 'main', from: 'ordinary', to: 'silver' }])
})

test('one level up is one step of the ladder, and nothing at its end', async () => {
  const member = await joinMember(shop)
  const { facts } = await activity(member, 'referral')
  const lift = () => shop.db.transaction(tx => liftOneLevel(tx, { ...facts, kept: null }))
  expect([(await lift())?.to, (await lift())?.to, (await lift())?.to, (await lift())?.to]).toEqual([
    'silver',
    'gold',
    'vip',
    'honour',
  ])
  expect(await lift()).toBeNull()
})

test('a bought level is held through its last day, and then what is earned', async () => {
  const [idle, buyer] = [await joinMember(shop), await joinMember(shop)]
  for (const member of [idle, buyer]) {
    const { facts } = await activity(member, 'referral')
    const kept = { count: 1, unit: 'months' } as const
    expect(await shop.db.transaction(tx => liftOneLevel(tx, { ...facts, kept }))).toMatchObject({ to: 'silver' })
  }
  expect((await movesOf(shop, idle)).at(-1)).toBe('2026-03-05 granted silver')
  await buyAt(shop, buyer, noonOf('2026-04-05'), 1000)
  await reviewAt(shop, lastSecondOf('2026-04-05'))
  expect([await levelOf(shop, idle), await levelOf(shop, buyer)]).toEqual(['silver', 'silver'])
  await reviewAt(shop, startOf('2026-04-06'))
  expect([await levelOf(shop, idle), await levelOf(shop, buyer)]).toEqual(['ordinary', 'silver'])
})
