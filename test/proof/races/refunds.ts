import { expect } from 'vitest'
import { line, receipt, refundOf } from '../../support/test-shop.ts'
import { balanceOf } from '../../support/till.ts'
import { codesOf, memberWith, type Race, sale, statusesOf, times, untilDone } from './arena.ts'

// Goods that come back once, whoever takes them.

const place = { storeCode: 'S01', tillCode: 'T1' }

export const refundRaces: readonly Race[] = [
  {
    name: 'one line comes back once, however many tills refund it, by id and by number',
    run: async (arena, round) => {
      const member = await memberWith(arena, 0)
      const sold = round % 2 === 0 ? sale(member, { yuan: 10 }) : receipt([line(10)])
      const { receiptId } = (await arena.shop.post('/v1/checkouts', sold)).body
      const byNumber = { receipt: { ...place, receiptNumber: sold.receiptNumber } }
      const answers = await arena.atOnce(
        times(
          6,
          index => app =>
            untilDone(app, '/v1/refunds', { ...refundOf(receiptId), ...(index % 3 === 0 ? byNumber : {}) }),
        ),
      )
      expect(codesOf(answers).sort()).toEqual([...times(5, () => 'checkout/nothing-left-to-refund'), 'done'])
      expect(await balanceOf(arena.shop, member)).toMatchObject({ balance: 0, debt: 0 })
    },
  },
  {
    name: 'parts that come back at once are never more than was bought, and take back what they earned',
    run: async arena => {
      const member = await memberWith(arena, 0)
      const sold = receipt([line(10, { quantity: 3 })], member.by)
      const { receiptId } = (await arena.shop.post('/v1/checkouts', sold)).body
      const part = { lines: [{ lineNumber: 1, quantity: 1 }] }
      const answers = await arena.atOnce(
        times(5, () => app => untilDone(app, '/v1/refunds', refundOf(receiptId, part))),
      )
      expect(statusesOf(answers), codesOf(answers).join()).toEqual([201, 201, 201, 422, 422])
      const cents = answers.map(({ body }) => body.refundCents ?? 0)
      expect(cents.reduce((a, b) => a + b, 0)).toBe(3000)
      expect(await balanceOf(arena.shop, member)).toMatchObject({ balance: 0, debt: 0 })
    },
  },
  {
    name: 'a sale and its refund that arrive at once end the same, whichever was first',
    run: async arena => {
      const member = await memberWith(arena, 0)
      const sold = sale(member, { yuan: 10 })
      const back = { ...refundOf(''), receipt: { ...place, receiptNumber: sold.receiptNumber } }
      const [settled, refunded] = await arena.atOnce([
        app => untilDone(app, '/v1/checkouts', sold),
        app => untilDone(app, '/v1/refunds', back),
      ])
      expect(settled?.status, settled?.text).toBe(201)
      expect([201, 202]).toContain(refunded?.status)
      expect((await arena.shop.get(`/v1/checkouts/${settled?.body.receiptId}`)).body.state).toBe('refunded')
      expect(await balanceOf(arena.shop, member)).toMatchObject({ balance: 0, debt: 0 })
    },
  },
  {
    name: 'of a void and a refund, one happens',
    run: async (arena, round) => {
      const member = await memberWith(arena, 0)
      const { receiptId } = (
        await arena.shop.post('/v1/checkouts', round % 2 === 0 ? sale(member) : receipt([line(100)]))
      ).body
      const answers = await arena.atOnce([
        app => untilDone(app, `/v1/checkouts/${receiptId}/void`, {}),
        app => untilDone(app, '/v1/refunds', refundOf(receiptId)),
      ])
      expect(answers.filter(({ status }) => status < 300).length, codesOf(answers).join()).toBe(1)
      expect(await balanceOf(arena.shop, member)).toMatchObject({ balance: 0, debt: 0 })
    },
  },
  {
    name: 'a receipt is voided once, and its redeemed points are back once',
    run: async arena => {
      const member = await memberWith(arena, 500)
      const { receiptId } = (await arena.shop.post('/v1/checkouts', sale(member, { yuan: 5, points: 500 }))).body
      const answers = await arena.atOnce(times(6, () => app => untilDone(app, `/v1/checkouts/${receiptId}/void`, {})))
      expect(codesOf(answers).sort()).toEqual([...times(5, () => 'checkout/already-voided'), 'done'])
      expect(await balanceOf(arena.shop, member)).toMatchObject({ balance: 500, debt: 0 })
    },
  },
]
