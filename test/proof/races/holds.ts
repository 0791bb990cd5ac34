import { setTimeout as pause } from 'node:timers/promises'
import { expect } from 'vitest'
import { refundOf } from '../../support/test-shop.ts'
import { balanceOf, minuteMs } from '../../support/till.ts'
import { codesOf, holdOf, memberWith, type Race, sale, startAt, statusesOf, times } from './arena.ts'

// Points set aside for one receipt.

export const holdRaces: readonly Race[] = [
  {
    name: 'of a hold and a redemption of the same points, one has them',
    run: async arena => {
      const member = await memberWith(arena, 500)
      const { receiptNumber: _, ...basket } = sale(member, { yuan: 5, points: 500 })
      const answers = await arena.atOnce([
        app => app.post('/v1/checkouts/quote', { ...basket, hold: true }),
        app => app.post('/v1/checkouts', sale(member, { yuan: 5, points: 500 })),
      ])
      expect(statusesOf(answers), codesOf(answers).join()).toEqual([201, 422])
      expect(await balanceOf(arena.shop, member)).toMatchObject({ usable: 0, debt: 0 })
    },
  },
  {
    name: 'of six holds of a whole balance, one is placed',
    run: async arena => {
      const member = await memberWith(arena, 500)
      const { receiptNumber: _, ...basket } = sale(member, { yuan: 5, points: 500 })
      const answers = await arena.atOnce(
        times(6, () => app => app.post('/v1/checkouts/quote', { ...basket, hold: true })),
      )
      expect(statusesOf(answers)).toEqual([201, ...times(5, () => 422)])
      expect(await balanceOf(arena.shop, member)).toMatchObject({ balance: 500, held: 500, usable: 0 })
    },
  },
  {
    name: 'a hold is captured once, however many receipts come with it',
    run: async arena => {
      const member = await memberWith(arena, 500)
      const holdId = await holdOf(arena, member, 500)
      const answers = await arena.atOnce(
        times(6, () => app => app.post('/v1/checkouts', sale(member, { yuan: 5, points: 500, holdId }))),
      )
      expect(statusesOf(answers)).toEqual([201, ...times(5, () => 422)])
      expect(await balanceOf(arena.shop, member)).toMatchObject({ balance: 0, held: 0, debt: 0 })
    },
  },
  {
    name: 'a hold captured at the instant at which it ends pays for one receipt, its own or another',
    isAlone: true,
    run: async (arena, round) => {
      const member = await memberWith(arena, 500)
      const holdId = await holdOf(arena, member, 500)
      const endsMs = Date.parse(startAt) + 15 * minuteMs
      arena.shop.clock.moveTo(new Date(endsMs - 1))
      const racing = arena.atOnce([
        app => app.post('/v1/checkouts', sale(member, { yuan: 5, points: 500, holdId })),
        app => app.post('/v1/checkouts', sale(member, { yuan: 5, points: 500 })),
      ])
      await pause(round % 6)
      arena.shop.clock.moveTo(new Date(endsMs))
      const answers = await racing
      // Nobody: it was still held when the other came, and over when its own did.
      const done = answers.filter(({ status }) => status === 201).length
      expect(done, codesOf(answers).join()).toBeLessThanOrEqual(1)
      await arena.shop.post('/v1/checkouts', sale(member, { yuan: 1 }))
      expect(await balanceOf(arena.shop, member)).toMatchObject({ balance: done === 1 ? 1 : 501, held: 0, debt: 0 })
    },
  },
  {
    name: 'a part of a hold is captured while earlier goods come back: nothing is drawn twice',
    run: async arena => {
      const member = await memberWith(arena, 500)
      const earned = await arena.shop.post('/v1/checkouts', sale(member, { yuan: 200 }))
      // Seven hundred points, of which six hundred are held: all of the first lot and a part of the second.
      const holdId = await holdOf(arena, member, 600)
      const answers = await arena.atOnce([
        app => app.post('/v1/checkouts', sale(member, { yuan: 3, points: 300, holdId })),
        app => app.post('/v1/refunds', refundOf(earned.body.receiptId)),
      ])
      expect(statusesOf(answers), codesOf(answers).join()).toEqual([201, 201])
      // Whoever came first, what the hold let go pays what the refund found gone.
      await arena.shop.post('/v1/checkouts', sale(member, { yuan: 1 }))
      expect(await balanceOf(arena.shop, member)).toMatchObject({ balance: 201, usable: 201, held: 0, debt: 0 })
    },
  },
]
