import { setTimeout as pause } from 'node:timers/promises'
import { expect } from 'vitest'
import { sweepAccounts } from '../../../src/server/modules/ledger/index.ts'
import { refundOf } from '../../support/test-shop.ts'
import { balanceOf, entriesOf } from '../../support/till.ts'
import { appAt, codesOf, endMs, memberWith, type Race, sale, statusesOf, times } from './arena.ts'

// Points that several want at once, or that end while somebody wants them.

export const pointRaces: readonly Race[] = [
  {
    name: 'of twelve redemptions of a whole balance, one succeeds',
    run: async arena => {
      const member = await memberWith(arena, 500)
      const answers = await arena.atOnce(
        times(12, () => app => app.post('/v1/checkouts', sale(member, { yuan: 5, points: 500 }))),
      )
      expect(statusesOf(answers)).toEqual([201, ...times(11, () => 422)])
      expect(new Set(codesOf(answers))).toEqual(new Set(['done', 'program/redeem-not-enough']))
      expect(await balanceOf(arena.shop, member)).toMatchObject({ balance: 0, debt: 0 })
    },
  },
  {
    name: 'twelve redemptions of a hundred leave five hundred with none, and seven refused',
    run: async arena => {
      const member = await memberWith(arena, 500)
      // What costs nothing earns nothing, so that only the redemptions move points.
      const answers = await arena.atOnce(
        times(12, () => app => app.post('/v1/checkouts', sale(member, { yuan: 1, points: 100 }))),
      )
      expect(statusesOf(answers)).toEqual([...times(5, () => 201), ...times(7, () => 422)])
      expect(await balanceOf(arena.shop, member)).toMatchObject({ balance: 0, debt: 0 })
    },
  },
  {
    name: 'a redemption and an adjustment that want the same points: one has them',
    run: async arena => {
      const member = await memberWith(arena, 500)
      const taking = { asset: 'points', points: -500, reason: 'for a race' }
      const answers = await arena.atOnce([
        app => app.post('/v1/checkouts', sale(member, { yuan: 5, points: 500 })),
        app => app.post(`/v1/members/${member.memberNumber}/adjustments`, taking),
      ])
      expect(statusesOf(answers)).toEqual([201, 422])
      expect(await balanceOf(arena.shop, member)).toMatchObject({ balance: 0, debt: 0 })
    },
  },
  {
    name: 'a redemption at the instant at which its points end has them before it or not at all',
    isAlone: true,
    run: async (arena, round) => {
      const member = await memberWith(arena, 500)
      arena.shop.clock.moveTo(new Date(endMs - 1))
      const racing = arena.atOnce(
        times(3, () => app => app.post('/v1/checkouts', sale(member, { yuan: 5, points: 500 }))),
      )
      await pause(round % 8)
      arena.shop.clock.moveTo(new Date(endMs))
      const answers = await racing
      const done = answers.filter(({ status }) => status === 201).length
      expect(statusesOf(answers)).toEqual(done === 1 ? [201, 422, 422] : [422, 422, 422])
      // A touch writes whatever has ended and nobody looked at yet.
      await appAt(arena.apps, round).post('/v1/checkouts', sale(member, { yuan: 1 }))
      const moved = (await entriesOf(arena.shop, member)).map(({ kind, amount }) => `${kind} ${amount}`)
      expect(moved).toEqual(['adjust 500', done === 1 ? 'redeem -500' : 'expire -500', 'earn 1'])
    },
  },
  {
    name: 'sweepers and tills that meet points at their end write one end, dated at its instant',
    isAlone: true,
    run: async arena => {
      const member = await memberWith(arena, 500)
      arena.shop.clock.moveTo(new Date(endMs + 1))
      const { clock, config } = arena.shop
      const sweeping = arena.apps.map(({ db }) => sweepAccounts({ db, clock, timeZone: config.timeZone }))
      const selling = arena.atOnce(times(3, () => app => app.post('/v1/checkouts', sale(member, { yuan: 1 }))))
      await Promise.all([selling, ...sweeping])
      const entries = await entriesOf(arena.shop, member)
      expect(entries.filter(({ kind }) => kind === 'expire')).toMatchObject([
        { amount: -500, postedAt: new Date(endMs).toISOString() },
      ])
      expect(await balanceOf(arena.shop, member)).toMatchObject({ balance: 3 })
    },
  },
  {
    name: 'points that come back and are used at once are used or owed, never both gone',
    run: async arena => {
      const member = await memberWith(arena, 0)
      const earned = await arena.shop.post('/v1/checkouts', sale(member, { yuan: 500 }))
      const [back, used] = await arena.atOnce([
        app => app.post('/v1/refunds', refundOf(earned.body.receiptId)),
        app => app.post('/v1/checkouts', sale(member, { yuan: 5, points: 500 })),
      ])
      expect(back?.status, back?.text).toBe(201)
      expect([201, 422]).toContain(used?.status)
      const isUsed = used?.status === 201
      expect(await balanceOf(arena.shop, member)).toMatchObject(
        isUsed ? { balance: -500, debt: 500, usable: 0 } : { balance: 0, debt: 0 },
      )
    },
  },
]
