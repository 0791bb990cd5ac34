import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import { balanceOf } from '../../support/till.ts'
import { appAt, codesOf, memberWith, type Race, sale, times, untilDone } from './arena.ts'

// One key, one execution, one answer.

const inFlight = 'idempotency/in-flight'

export const keyRaces: readonly Race[] = [
  {
    name: 'one key with one body, sixteen times at once, is one receipt and one answer',
    run: async arena => {
      const member = await memberWith(arena, 0)
      const [key, body] = [randomUUID(), sale(member)]
      const answers = await arena.atOnce(times(16, () => app => app.post('/v1/checkouts', body, { key })))
      const later = await untilDone(appAt(arena.apps, 1), '/v1/checkouts', body, { key })
      expect(later.status, later.text).toBe(201)
      for (const answer of answers) expect([later.text, inFlight]).toContain(answer.body.code ?? answer.text)
      expect(await balanceOf(arena.shop, member)).toMatchObject({ balance: 100 })
    },
  },
  {
    name: 'one key with one adjustment, sixteen times at once, adds its points once',
    run: async arena => {
      const member = await memberWith(arena, 0)
      const [key, body] = [randomUUID(), { asset: 'points', points: 70, reason: 'for a race' }]
      const url = `/v1/members/${member.memberNumber}/adjustments`
      const answers = await arena.atOnce(times(16, () => app => untilDone(app, url, body, { key })))
      expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1)
      expect(await balanceOf(arena.shop, member)).toMatchObject({ balance: 70 })
    },
  },
  {
    name: 'one key with sixteen bodies is the first of them; the others are refused and write nothing',
    run: async arena => {
      const member = await memberWith(arena, 0)
      const key = randomUUID()
      const answers = await arena.atOnce(
        times(16, index => app => app.post('/v1/checkouts', sale(member, { yuan: 1 + index }), { key })),
      )
      const done = answers.filter(({ status }) => status === 201)
      expect(done.length, codesOf(answers).join()).toBe(1)
      for (const code of codesOf(answers)) expect(['done', inFlight, 'idempotency/other-body']).toContain(code)
      expect(await balanceOf(arena.shop, member)).toMatchObject({ balance: done[0]?.body.payableCents / 100 })
    },
  },
  {
    name: 'one number of a till under sixteen keys is one receipt',
    run: async arena => {
      const member = await memberWith(arena, 0)
      const body = sale(member)
      const answers = await arena.atOnce(times(16, () => app => untilDone(app, '/v1/checkouts', body)))
      expect(codesOf(answers).sort()).toEqual([...times(15, () => 'checkout/receipt-number-used'), 'done'])
      expect(await balanceOf(arena.shop, member)).toMatchObject({ balance: 100 })
    },
  },
]
