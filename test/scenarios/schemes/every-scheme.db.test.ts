import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { linesOfProgram, openScheme, type Scheme, type SchemeMember } from '../../support/scheme.ts'

// What must hold under every reference program, whatever it says.

const programs = readdirSync(join(import.meta.dirname, '../../../programs'))
  .filter(name => name.endsWith('.yaml'))
  .map(name => name.slice(0, -'.yaml'.length))

test('every scheme from P01 to P26 is there', () => {
  const numbers = new Set(programs.map(name => name.slice(0, 3)))
  expect([...numbers].sort()).toEqual(
    Array.from({ length: 26 }, (_, index) => `p${String(index + 1).padStart(2, '0')}`),
  )
})

test('short schemes are short files', async () => {
  expect(await linesOfProgram('p02-basics-brand')).toBeLessThanOrEqual(15)
  expect(await linesOfProgram('p07-accessory-shop')).toBeLessThanOrEqual(60)
})

const classes = ['项链', '美妆', '特价', '新品', '小件', '医保', undefined]
const anyLine = fc.record({
  yuan: fc.integer({ min: 1, max: 900 }).map(tens => tens / 2),
  quantity: fc.integer({ min: 1, max: 3 }),
  class: fc.constantFrom(...classes),
  costCents: fc.option(fc.integer({ min: 1, max: 20_000 }), { nil: undefined }),
})
const anyBasket = fc.array(anyLine, { minLength: 1, maxLength: 4 })

type Basket = { yuan: number; quantity: number }[]

/** What a member may bring to the till: points of each kind that pays, and a coupon of each offer that has coupons. */
async function fillPurse({ shop }: Scheme, member: SchemeMember): Promise<void> {
  const { choices } = await member.quote(100)
  const assets = new Set(choices.map(({ asset }: { asset: string }) => asset))
  for (const asset of assets) await member.gets(60_000, String(asset))
  const { offers } = (await shop.get('/v1/offers')).body
  for (const { program, offer, codes } of offers)
    if (codes !== null) {
      const issued = await shop.post(`/v1/members/${member.memberNumber}/coupons`, { program, offer })
      expect(issued.status, issued.text).toBeLessThan(300)
    }
}

type Choice = { rule: string; pointsMin: number; pointsMax: number; pointsStep: number }

/** How many of the receipts were paid with points, and how many with a coupon: none of either would prove nothing. */
const paidWith = { points: 0, coupons: 0 }

/** A share of the points that this basket takes, by the first rule that takes any. */
async function redemptionOf(member: SchemeMember, basket: Basket, share: number) {
  const { choices, coupons } = await member.quote(basket)
  const wishes = choices.flatMap(({ rule, pointsMin, pointsMax, pointsStep }: Choice) => {
    const points = Math.floor((pointsMax * share) / pointsStep) * pointsStep
    return points > 0 && points >= pointsMin ? [{ rule, points }] : []
  })
  if (wishes.length > 0) paidWith.points += 1
  if (coupons.some(({ isUsed }: { isUsed: boolean }) => isUsed)) paidWith.coupons += 1
  return wishes.slice(0, 1)
}

/** Everything of a member that a receipt can change; what is owed and held, coupons and what was issued included. */
async function stateOf({ shop }: Scheme, member: SchemeMember) {
  const balances = await shop.get(`/v1/members/${member.memberNumber}/balances`)
  const levels = await shop.get(`/v1/members/${member.memberNumber}/levels`)
  const coupons = await shop.get(`/v1/members/${member.memberNumber}/coupons`)
  const benefits = await shop.get(`/v1/members/${member.memberNumber}/benefits`)
  const rows = await shop.db.rows(
    `select program_code, scope, period, starts_on, points, times from limits.used where points <> 0 or times <> 0 order by 1, 2, 3, 4`,
  )
  return {
    balances: balances.body.balances
      .map(({ asset, balance, usable, held, debt }: Record<string, unknown>) => ({
        asset,
        balance,
        usable,
        held,
        debt,
      }))
      .filter(({ balance, debt }: { balance: number; debt: number }) => balance !== 0 || debt !== 0),
    levels: levels.body.tracks.map(({ level, measures }: Record<string, unknown>) => ({ level, measures })),
    coupons: coupons.body.coupons.map(({ offer, state, validThrough }: Record<string, unknown>) => ({
      offer,
      state,
      validThrough,
    })),
    issues: benefits.body.issues.map(({ benefit, state }: Record<string, unknown>) => ({ benefit, state })),
    used: rows,
  }
}

describe.each(programs)('%s', program => {
  test('whatever is bought and given back line by line, in any order, leaves the member as before', async () => {
    // A birthday, and a day on which every one of them lets people join for nothing.
    const scheme = await openScheme(program, '2026-03-05T04:00:00Z')
    const member = await scheme.join({ birthday: '1990-03-05', gender: 'female' })
    await fillPurse(scheme, member)
    await scheme.issues()
    // Of the doubles between 0 and 1 nearly all are nearly 0: hundredths are meant.
    const anyShare = fc.integer({ min: 0, max: 100 }).map(percent => percent / 100)
    const check = fc.asyncProperty(anyBasket, anyShare, fc.infiniteStream(fc.nat()), async (basket, share, chances) => {
      const before = await stateOf(scheme, member)
      const bought = await member.buys(basket, { redeem: await redemptionOf(member, basket, share) })
      for (const lines of inAnyOrder(basket, chances)) await member.refunds(bought.receiptId, { lines })
      expect(await stateOf(scheme, member)).toEqual(before)
    })
    await fc.assert(check, { numRuns: 6, seed: 20_261_122 })
    await scheme.close()
  })
})

test('points and coupons did pay', () => {
  expect(paidWith.points).toBeGreaterThan(programs.length)
  expect(paidWith.coupons).toBeGreaterThan(programs.length / 2)
})

/** Each piece of each line once, in single pieces or whole lines, shuffled. */
function inAnyOrder(basket: Basket, chances: Iterator<number>): { lineNumber: number; quantity: number }[][] {
  const chance = () => chances.next().value ?? 0
  const parts = basket.flatMap(({ quantity }, index) =>
    chance() % 2 === 0
      ? [{ lineNumber: index + 1, quantity }]
      : Array.from({ length: quantity }, () => ({ lineNumber: index + 1, quantity: 1 })),
  )
  return parts
    .map(part => ({ part, at: chance() }))
    .sort((a, b) => a.at - b.at)
    .map(({ part }) => [part])
}
