import { expect } from 'vitest'
import type { Reaction } from '../../../src/server/platform/events.ts'
import { relayOutbox } from '../../../src/server/platform/relay-outbox.ts'
import { line, receipt } from '../../support/test-shop.ts'
import { type Race, times } from './arena.ts'

// What several background processes do at once.

const reactions: readonly Reaction[] = [
  {
    topic: 'checkout/receipt-settled',
    react: async (tx, { payload }) => {
      await tx.run('insert into proof_delivered (payload) values ($1)', [JSON.stringify(payload)])
    },
  },
]

export const backgroundRaces: readonly Race[] = [
  {
    name: 'four relays deliver each event once',
    isAlone: true,
    run: async ({ shop, apps }) => {
      await shop.db.run('create table if not exists proof_delivered (payload jsonb not null)')
      const sold = await Promise.all(times(12, () => shop.post('/v1/checkouts', receipt([line(1)]))))
      const relays = [...apps.map(({ db }) => db), shop.db]
      await Promise.all(relays.map(db => relayOutbox({ db, clock: shop.clock, reactions })))
      const rows = await shop.db.rows<{ receipt: string; times: number }>(
        `select payload->>'receiptId' as receipt, count(*) as times from proof_delivered group by 1`,
      )
      const delivered = new Map(rows.map(row => [row.receipt, row.times]))
      for (const { body } of sold) expect(delivered.get(body.receiptId)).toBe(1)
      expect(await shop.db.row('select count(*) as waiting from platform.outbox')).toEqual({ waiting: 0 })
    },
  },
]
