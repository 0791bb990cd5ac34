import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestShop, type TestShop } from '../../../../test/support/test-shop.ts'
import { forgetEndedLimits } from './index.ts'

let shop: TestShop
beforeAll(async () => {
  shop = await openTestShop({ program: 'p07-accessory-shop' })
})
afterAll(() => shop.close())

test('periods are forgotten after 26 months, and what counts for life never', async () => {
  shop.clock.moveTo('2026-03-05T04:00:00Z')
  await shop.db.run(
    `insert into limits.used (member_id, program_code, scope, period, starts_on, points, times)
     values (1, 'p', 'r', 'day', '2024-01-04', 1, 1), (1, 'p', 'r', 'day', '2024-01-05', 1, 1), (1, 'p', 'r', 'life', '0001-01-01', 1, 1)`,
  )
  expect(await forgetEndedLimits(shop.context)).toBe(1)
  const rows = await shop.db.rows('select period from limits.used order by starts_on')
  expect(rows).toEqual([{ period: 'life' }, { period: 'day' }])
})
