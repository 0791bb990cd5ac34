import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { programText } from '../../../../test/support/program-text.ts'
import { line, openTestShop, receipt, refundOf, type TestShop } from '../../../../test/support/test-shop.ts'
import { joinMember, levelOf, type Member, publishNext } from '../../../../test/support/till.ts'
import { ProgramBook } from '../programs/index.ts'
import { reviewLevels } from './index.ts'

let shop: TestShop

function openWith(options: { program: string; document?: string }) {
  beforeAll(async () => {
    shop = await openTestShop({ program: options.program })
    if (options.document) await shop.publish(options.document, '2000-01-02T00:00:00Z')
  })
  beforeEach(() => shop.clock.moveTo('2026-03-05T04:00:00Z'))
  afterAll(async () => {
    expect(await shop.check()).toMatchObject({ isSound: true })
    await shop.close()
  })
}

/** Midnights are those of Asia/Shanghai: the day begins at 16:00 UTC of the day before. */
const startOf = (day: string) => new Date(`${day}T00:00:00+08:00`)
const endOf = (day: string) => new Date(`${day}T23:59:59.999+08:00`)
const noonOf = (day: string) => new Date(`${day}T12:00:00+08:00`)

/** What the background does each night, with a book of its own as every process has. */
function reviewAt(at: Date): Promise<number> {
  shop.clock.moveTo(at)
  return reviewLevels({
    db: shop.db,
    clock: shop.clock,
    timeZone: 'Asia/Shanghai',
    programs: new ProgramBook(shop.db, 'Asia/Shanghai'),
  })
}

async function buy(member: Member, yuan: number, { at, times = 1 }: { at: Date; times?: number }): Promise<void> {
  shop.clock.moveTo(at)
  for (let time = 1; time <= times; time++) {
    const { status, text } = await shop.post('/v1/checkouts', receipt([line(yuan)], member.by))
    expect(status, text).toBe(201)
  }
}

async function standingOf(member: Member) {
  const { body } = await shop.get(`/v1/members/${member.memberNumber}/levels`)
  const { level, sinceOn, reviewOn, history } = body.tracks[0]
  const moves = history.map(
    (move: { level: string; movedOn: string; cause: string }) => `${move.movedOn} ${move.cause} ${move.level}`,
  )
  return { level, sinceOn, reviewOn, moves: moves.toReversed() }
}

function stateOf(member: Member) {
  return shop.db.row(
    `select level, review_on, grace_through from levels.state join members.member using (member_id) where member_number = $1`,
    [member.memberNumber],
  )
}

function announcedFor(member: Member) {
  return shop.db.rows(
    `select payload from platform.outbox join members.member m on (payload->>'memberId')::bigint = m.member_id
     where topic = 'levels/moved' and payload->>'cause' = 'review' and member_number = $1 order by outbox_id`,
    [member.memberNumber],
  )
}

describe('yearly, down to what is earned', () => {
  openWith({ program: 'p07-accessory-shop' })

  /** Silver since 1 June 2026, by sales of which most leave the window on 5 March 2027. */
  async function silverMember(): Promise<Member> {
    const member = await joinMember(shop)
    await buy(member, 2900, { at: noonOf('2026-03-05') })
    await buy(member, 100, { at: noonOf('2026-06-01') })
    expect(await levelOf(shop, member)).toBe('silver')
    return member
  }

  test('a level outlives its window until the review day, and falls at that midnight', async () => {
    const member = await silverMember()
    await reviewAt(endOf('2027-05-31'))
    expect(await standingOf(member)).toMatchObject({ level: 'silver', reviewOn: '2027-06-01' })
    await reviewAt(startOf('2027-06-01'))
    expect(await standingOf(member)).toEqual({
      level: 'ordinary',
      sinceOn: '2027-06-01',
      reviewOn: null,
      moves: ['2026-06-01 receipt silver', '2027-06-01 review ordinary'],
    })
  })

  test('a night without reviews due holds none', async () => {
    await silverMember()
    await reviewAt(noonOf('2026-07-01'))
    expect(await reviewAt(noonOf('2026-07-01'))).toBe(0)
  })

  test('who spent enough is kept until the next review, who lacks a 分 is not', async () => {
    const [kept, short] = [await silverMember(), await silverMember()]
    // A silver member pays 95 %: with the ¥100 of 1 June, the window of the review holds ¥3000.00 and ¥2999.99.
    await buy(kept, 2900 / 0.95, { at: noonOf('2027-05-01') })
    await buy(short, 2899.99 / 0.95, { at: noonOf('2027-05-01') })
    expect(await spentSince('2026-06-01', [kept, short])).toEqual([300_000, 299_999])
    await reviewAt(noonOf('2027-06-01'))
    expect(await standingOf(kept)).toMatchObject({ level: 'silver', sinceOn: '2026-06-01', reviewOn: '2028-06-01' })
    expect(await levelOf(shop, short)).toBe('ordinary')
    await reviewAt(endOf('2028-05-31'))
    expect(await levelOf(shop, kept)).toBe('silver')
    await reviewAt(startOf('2028-06-01'))
    expect(await levelOf(shop, kept)).toBe('ordinary')
  })

  test('sales of the review day itself do not count for it', async () => {
    const [evening, morning] = [await silverMember(), await silverMember()]
    await buy(evening, 4000, { at: endOf('2027-05-31') })
    await buy(morning, 4000, { at: startOf('2027-06-01') })
    await reviewAt(noonOf('2027-06-01'))
    expect(await levelOf(shop, evening)).toBe('silver')
    expect(await levelOf(shop, morning)).toBe('ordinary')
  })

  test('two reviews at once move a member once and announce it once', async () => {
    const members = [await silverMember(), await silverMember(), await silverMember()]
    const at = noonOf('2027-06-01')
    await Promise.all([reviewAt(at), reviewAt(at)])
    for (const member of members) {
      const { moves } = await standingOf(member)
      expect(moves).toEqual(['2026-06-01 receipt silver', '2027-06-01 review ordinary'])
      expect(await announcedFor(member)).toMatchObject([
        {
          payload: {
            programCode: 'accessory-shop',
            track: 'main',
            from: 'silver',
            to: 'ordinary',
            cause: 'review',
            movedOn: '2027-06-01',
          },
        },
      ])
    }
  })

  test('the lowest level is never reviewed', async () => {
    const member = await joinMember(shop)
    await buy(member, 10, { at: noonOf('2026-03-05') })
    await reviewAt(noonOf('2040-01-01'))
    expect(await standingOf(member)).toEqual({ level: 'ordinary', sinceOn: null, reviewOn: null, moves: [] })
  })

  test('the progress says what counts, what the next level needs, and the history newest first', async () => {
    const member = await joinMember(shop)
    await buy(member, 2900, { at: noonOf('2026-03-05') })
    await buy(member, 100, { at: noonOf('2026-06-01') })
    await reviewAt(noonOf('2027-06-01'))
    await buy(member, 3000, { at: noonOf('2027-06-02') })
    const { body } = await shop.get(`/v1/members/${member.memberNumber}/levels`)
    expect(body.memberNumber).toBe(member.memberNumber)
    expect(body.tracks).toMatchObject([
      {
        program: 'accessory-shop',
        track: 'main',
        level: 'silver',
        levelName: { 'zh-CN': '银卡', en: 'Silver' },
        sinceOn: '2027-06-02',
        reviewOn: '2028-06-02',
        benefits: [{ 'zh-CN': '活动邀请' }],
        measures: [{ measure: 'net-spend', value: 300_000, from: '2026-06-03', to: '2027-06-02' }],
        next: {
          level: 'gold',
          missing: [{ measure: 'net-spend', from: 500_000, value: 300_000, missing: 200_000 }],
        },
        ladder: [
          { level: 'ordinary', from: [], discountPercent: null },
          { level: 'silver', discountPercent: 5 },
          { level: 'gold', discountPercent: 10 },
          { level: 'diamond', discountPercent: 15 },
        ],
        history: [
          { level: 'silver', movedOn: '2027-06-02', cause: 'receipt' },
          { level: 'ordinary', movedOn: '2027-06-01', cause: 'review' },
          { level: 'silver', movedOn: '2026-06-01', cause: 'receipt' },
        ],
      },
    ])
  })

  test('the highest level has no next one', async () => {
    const member = await joinMember(shop)
    await buy(member, 10_000, { at: noonOf('2026-03-05') })
    const { body } = await shop.get(`/v1/members/${member.memberNumber}/levels`)
    expect(body.tracks).toMatchObject([{ level: 'diamond', next: null }])
  })

  async function spentSince(day: string, members: readonly Member[]): Promise<number[]> {
    const rows = await shop.db.rows<{ spent: number }>(
      `select (select sum(net_spend_cents)::bigint from levels.day_bucket b join members.member m using (member_id)
         where m.member_number = n.number and b.day_on >= $2) as spent
       from unnest($1::text[]) with ordinality as n (number, place) order by place`,
      [members.map(member => member.memberNumber), day],
    )
    return rows.map(row => row.spent)
  }
})

describe('P09: 30 days of grace, one step down', () => {
  openWith({ program: 'p09-four-level-retail' })

  /** Gold since 1 June 2026, with one visit in the window of its review. */
  async function goldMember(): Promise<Member> {
    const member = await joinMember(shop)
    await buy(member, 1000, { at: noonOf('2026-03-05'), times: 7 })
    expect(await levelOf(shop, member)).toBe('silver')
    await buy(member, 1000, { at: noonOf('2026-06-01') })
    expect(await levelOf(shop, member)).toBe('gold')
    return member
  }

  test('a failed review begins the grace, whose last day still has the level', async () => {
    const member = await goldMember()
    await reviewAt(startOf('2027-06-01'))
    expect(await stateOf(member)).toEqual({ level: 'gold', review_on: '2027-07-01', grace_through: '2027-06-30' })
    expect(await announcedFor(member)).toEqual([])
    await reviewAt(endOf('2027-06-30'))
    expect(await levelOf(shop, member)).toBe('gold')
    await reviewAt(startOf('2027-07-01'))
    expect(await stateOf(member)).toEqual({ level: 'silver', review_on: '2028-07-01', grace_through: null })
  })

  test('who qualifies again in the grace keeps the level until the next review', async () => {
    const member = await goldMember()
    await reviewAt(noonOf('2027-06-01'))
    await buy(member, 1000, { at: noonOf('2027-06-30'), times: 8 })
    await reviewAt(noonOf('2027-07-01'))
    expect(await stateOf(member)).toEqual({ level: 'gold', review_on: '2028-07-01', grace_through: null })
    expect((await standingOf(member)).moves).toEqual(['2026-03-05 receipt silver', '2026-06-01 receipt gold'])
  })

  test('buying and returning everything in the grace begins no second one', async () => {
    const member = await goldMember()
    await reviewAt(noonOf('2027-06-01'))
    shop.clock.moveTo(noonOf('2027-06-20'))
    const receiptIds: string[] = []
    for (let visit = 1; visit <= 12; visit++) {
      const { body } = await shop.post('/v1/checkouts', receipt([line(2000)], member.by))
      receiptIds.unshift(body.receiptId)
    }
    expect(await levelOf(shop, member)).toBe('diamond')
    for (const receiptId of receiptIds) expect((await shop.post('/v1/refunds', refundOf(receiptId))).status).toBe(201)
    expect(await stateOf(member)).toEqual({ level: 'gold', review_on: '2027-07-01', grace_through: '2027-06-30' })
    await reviewAt(noonOf('2027-07-01'))
    expect(await levelOf(shop, member)).toBe('silver')
  })

  test('money without visits is not enough', async () => {
    const member = await goldMember()
    await reviewAt(noonOf('2027-06-01'))
    await buy(member, 7000, { at: noonOf('2027-06-30'), times: 7 })
    await reviewAt(noonOf('2027-07-01'))
    expect(await levelOf(shop, member)).toBe('silver')
    const [move] = await shop.db.rows<{ reasons: { values: Record<string, unknown> }[] }>(
      `select reasons from levels.move join members.member using (member_id) where member_number = $1 and cause = 'review'`,
      [member.memberNumber],
    )
    expect(move?.reasons).toMatchObject([{ code: 'level-reviewed-down', values: { value: 7, threshold: 8 } }])
  })

  test('periods that were missed are judged one after the other, and end at the lowest level', async () => {
    const member = await goldMember()
    await reviewAt(noonOf('2031-01-01'))
    expect(await standingOf(member)).toEqual({
      level: 'ordinary',
      sinceOn: '2028-07-31',
      reviewOn: null,
      moves: [
        '2026-03-05 receipt silver',
        '2026-06-01 receipt gold',
        '2027-07-01 review silver',
        '2028-07-31 review ordinary',
      ],
    })
    expect(await announcedFor(member)).toMatchObject([
      { payload: { from: 'gold', to: 'silver', movedOn: '2027-07-01' } },
      { payload: { from: 'silver', to: 'ordinary', movedOn: '2028-07-31' } },
    ])
    expect(await reviewAt(noonOf('2041-01-01'))).toBe(0)
  })

  test('of missed periods, each is judged by the sales of its own window', async () => {
    const member = await goldMember()
    await buy(member, 600, { at: noonOf('2028-03-01'), times: 4 })
    await reviewAt(noonOf('2029-01-01'))
    expect(await standingOf(member)).toMatchObject({
      level: 'silver',
      sinceOn: '2027-07-01',
      reviewOn: '2029-07-01',
    })
  })

  test('sales of the evening before are enough to be kept', async () => {
    const member = await goldMember()
    await buy(member, 1000, { at: noonOf('2027-05-30'), times: 12 })
    await reviewAt(noonOf('2027-06-01'))
    expect(await standingOf(member)).toMatchObject({ level: 'gold', reviewOn: '2028-06-01' })
  })
})

const yearText = programText({
  levels: `levels:
  window: calendar year
  review: every 1 January
  ladder:
    - { level: ordinary, name: { zh-CN: 普通 } }
    - { level: silver, name: { zh-CN: 银卡 }, from: ¥1000 }
    - { level: gold, name: { zh-CN: 金卡 }, from: ¥5000 }`,
})

describe('calendar year, judged every 1 January', () => {
  openWith({ program: 'p07-accessory-shop', document: yearText })

  test('the whole old year is judged, and what was reached in it is kept for the new one', async () => {
    const member = await joinMember(shop)
    await buy(member, 600, { at: noonOf('2026-03-05') })
    await buy(member, 400, { at: noonOf('2026-11-20') })
    expect(await standingOf(member)).toMatchObject({ level: 'silver', reviewOn: '2027-01-01' })
    await reviewAt(noonOf('2027-01-01'))
    expect(await standingOf(member)).toMatchObject({ level: 'silver', reviewOn: '2028-01-01' })
    await reviewAt(endOf('2027-12-31'))
    expect(await levelOf(shop, member)).toBe('silver')
    await reviewAt(startOf('2028-01-01'))
    expect(await standingOf(member)).toMatchObject({ level: 'ordinary', sinceOn: '2028-01-01', reviewOn: null })
  })

  test('a sale in the first and one in the last millisecond of the year are of that year', async () => {
    const [first, last, before] = [await joinMember(shop), await joinMember(shop), await joinMember(shop)]
    for (const member of [first, last, before]) await buy(member, 1000, { at: noonOf('2026-05-01') })
    await buy(before, 1000, { at: endOf('2026-12-31') })
    await reviewAt(startOf('2027-01-01'))
    await buy(first, 1000, { at: startOf('2027-01-01') })
    await buy(last, 1000, { at: endOf('2027-12-31') })
    await reviewAt(startOf('2028-01-01'))
    expect(await levelOf(shop, first)).toBe('silver')
    expect(await levelOf(shop, last)).toBe('silver')
    expect(await levelOf(shop, before)).toBe('ordinary')
  })
})

describe('a program that changes', () => {
  openWith({ program: 'p07-accessory-shop' })

  const trackText = (track: string) =>
    programText({
      levels: `levels:
  track: ${track}
  ladder:
    - { level: ordinary, name: { zh-CN: 普通 } }
    - { level: silver, name: { zh-CN: 银卡 }, from: ¥3000 }`,
    })

  // Each test publishes later than the one before it.
  test('a version without levels that is not in force yet changes neither reviews nor what is shown', async () => {
    const member = await silverAt('2026-06-01')
    await publishNext(shop, programText(), '2029-01-01T00:00:00+08:00')
    expect(await levelOf(shop, member)).toBe('silver')
    await reviewAt(noonOf('2028-06-01'))
    expect(await stateOf(member)).toEqual({ level: 'ordinary', review_on: null, grace_through: null })
  })

  test('a version without levels ends the reviews and moves nobody', async () => {
    const member = await silverAt('2028-02-01')
    await reviewAt(endOf('2028-12-31'))
    expect(await stateOf(member)).toMatchObject({ level: 'silver', review_on: '2029-02-01' })
    await reviewAt(noonOf('2030-01-01'))
    expect(await stateOf(member)).toMatchObject({ level: 'silver', review_on: null })
    expect(await announcedFor(member)).toEqual([])
    const { body } = await shop.get(`/v1/members/${member.memberNumber}/levels`)
    expect(body.tracks).toEqual([])
  })

  test('a track of another name ends the reviews of the old one', async () => {
    await publishNext(shop, trackText('club'), '2031-01-01T00:00:00+08:00')
    const member = await silverAt('2031-02-01')
    await publishNext(shop, trackText('circle'), '2031-03-01T00:00:00+08:00')
    expect(await reviewAt(noonOf('2032-02-01'))).toBe(1)
    expect(await stateOf(member)).toMatchObject({ level: 'silver', review_on: null })
  })

  test('two tracks of one member are told apart', async () => {
    const member = await silverAt('2031-02-01')
    await buy(member, 3000, { at: noonOf('2031-04-01') })
    await reviewAt(noonOf('2033-06-01'))
    const states = await shop.db.rows(
      `select track, level, review_on from levels.state join members.member using (member_id) where member_number = $1 order by track`,
      [member.memberNumber],
    )
    expect(states).toEqual([
      { track: 'circle', level: 'ordinary', review_on: null },
      { track: 'club', level: 'silver', review_on: null },
    ])
  })

  test('a version without levels ends the reviews of a track with a name of its own', async () => {
    await publishNext(shop, trackText('guild'), '2034-01-01T00:00:00+08:00')
    const member = await silverAt('2034-02-01')
    await publishNext(shop, programText(), '2034-03-01T00:00:00+08:00')
    expect(await reviewAt(noonOf('2035-02-01'))).toBe(1)
    expect(await stateOf(member)).toMatchObject({ level: 'silver', review_on: null })
  })

  async function silverAt(day: string): Promise<Member> {
    const member = await joinMember(shop)
    await buy(member, 3000, { at: noonOf(day) })
    expect(await stateOf(member)).toMatchObject({ level: 'silver' })
    return member
  }
})
