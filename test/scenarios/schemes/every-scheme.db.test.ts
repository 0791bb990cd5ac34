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

/** Everything of a member that a receipt can change; what is owed and what is held included. */
async function stateOf({ shop }: Scheme, member: SchemeMember) {
  const balances = await shop.get(`/v1/members/${member.memberNumber}/balances`)
  const levels = await shop.get(`/v1/members/${member.memberNumber}/levels`)
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
    used: rows,
  }
}

describe.each(programs)('%s', program => {
  test('whatever is bought and given back line by line, in any order, leaves the member as before', async () => {
    // A birthday, and a day on which every one of them lets people join for nothing.
    const scheme = await openScheme(program, '2026-03-05T04:00:00Z')
    const member = await scheme.join({ birthday: '1990-03-05', gender: 'female' })
    const check = fc.asyncProperty(anyBasket, fc.infiniteStream(fc.nat()), async (basket, chances) => {
      const before = await stateOf(scheme, member)
      const bought = await member.buys(basket)
      for (const lines of inAnyOrder(basket, chances)) await member.refunds(bought.receiptId, { lines })
      expect(await stateOf(scheme, member)).toEqual(before)
    })
    await fc.assert(check, { numRuns: 6, seed: 20_261_122 })
    await scheme.close()
  })
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
