import { expect, test } from 'vitest'
import { addRefund, addSale } from './chunk.ts'
import { dayNumber } from './days.ts'
import { planFor, replayHere } from './history-for-tests.ts'
import { type BacktestPlan, noWords } from './plan.ts'

const program = (terms: string) => `program: a
name: 甲
assets: { points: { name: 积分, ${terms} } }
earning: { rules: [{ rule: base, points: 1, per: ¥1 }] }
redemption: [{ rule: cash-off, points: 100, off: ¥10 }]
`

const first = dayNumber('2025-03-01')
const everybody = { membersPercent: 100, usedPercent: 100 }

type Event = { after: number; yuan: number } | { after: number; isBack: true }

/** Purchases of one member, so many days after the first of March, and the return of the first of them. */
async function replay(terms: string, events: readonly Event[], more: Partial<BacktestPlan> = {}) {
  let isTold = false
  const plan = planFor(program('valid: 1 year'), program(terms), {
    from: first,
    through: first + 400,
    assumption: { low: everybody, base: everybody, high: everybody },
    ...more,
  })
  const comesBack = events.filter(event => 'isBack' in event).length
  const { draft } = await replayHere(plan, {
    total: events.length,
    async fill(chunk) {
      if (isTold) return null
      isTold = true
      for (const [sale, event] of events.entries()) {
        const day = first + event.after
        const where = { atMs: day * 86_400_000, day, member: 0, place: 0 }
        if ('isBack' in event) addRefund(chunk, { ...where, sale: 0, isVoid: false, lines: [{ line: 0, units: 1 }] })
        else {
          const lines = [{ goods: 0, units: 1, gross: event.yuan * 100, discount: 0, tax: 0, cost: -1 }]
          addSale(chunk, { ...where, minute: 600, sale, comesBack: sale === 0 ? comesBack : 0, id: null, lines })
        }
      }
      const store = { storeCode: 'S', channel: 'till', tenders: ['cash'], promoter: null }
      return {
        ...noWords,
        goods: [{ sku: 'a', class: null, brand: null, kind: 'goods', isWeighed: false }],
        places: [{ ...store, isRuledByLive: true, isRuledByDraft: true }],
        profiles: [{ gender: null, attributes: {}, segments: [] }],
      }
    },
  })
  return draft.assets[0]?.total
}

const waiting = 'valid: 1 year, pending: until delivered'
const again = (after: number): Event[] => [
  { after: 0, yuan: 200 },
  { after, yuan: 50 },
]

test('points that wait for an activity can be used on the day on which it is taken to be reported, not the day before', async () => {
  expect(await replay(waiting, again(2), { waitDays: 3 })).toMatchObject({ redeemed: 0, issued: 250 })
  expect(await replay(waiting, again(3), { waitDays: 3 })).toMatchObject({ redeemed: 200 })
})

test('without a day to wait they can be used at once', async () => {
  expect(await replay(waiting, again(0), { waitDays: 0 })).toMatchObject({ redeemed: 200 })
})

test('what comes back while its points wait takes them, and nobody owes anything', async () => {
  const events: Event[] = [{ after: 0, yuan: 200 }, { after: 1, isBack: true }, ...again(3).slice(1)]
  expect(await replay(waiting, events, { waitDays: 3 })).toMatchObject({
    takenBack: 200,
    absorbed: 0,
    redeemed: 0,
    // Those of the second purchase, after a year.
    expired: 50,
    outstanding: 0,
  })
})

test('they end as the ledger ends them: from the day of earning, but not before they could be used', async () => {
  // A week from the sale, whose last day is the seventh after it.
  const week = (waitDays: number, after: number) =>
    replay('valid: 7 days, pending: until delivered', again(after), { waitDays })
  expect(await week(3, 7)).toMatchObject({ redeemed: 200 })
  expect(await week(3, 8)).toMatchObject({ redeemed: 0 })
  // They would have ended before: the week begins when they can be used.
  expect(await week(10, 17)).toMatchObject({ redeemed: 200 })
  expect(await week(10, 18)).toMatchObject({ redeemed: 0 })
})

test('points that all end on one day are used through it and given through it', async () => {
  // 31 March is 30 days after the first. The ¥20 that 200 points pay earn nothing.
  const through = 'valid: { through: 2025-03-31 }'
  expect(await replay(through, again(30))).toMatchObject({ issued: 230, redeemed: 200 })
  expect(await replay(through, again(31))).toMatchObject({ issued: 200, redeemed: 0, expired: 200, outstanding: 0 })
})
