import { afterAll, beforeAll, expect, test } from 'vitest'
import { programText } from '../../../../test/support/program-text.ts'
import { openTestShop, type TestShop } from '../../../../test/support/test-shop.ts'
import { balanceOf, joinMember } from '../../../../test/support/till.ts'
import { greetBirthdays } from './index.ts'

let shop: TestShop
beforeAll(async () => {
  shop = await openTestShop({ startAt: '2026-02-27T16:10:00Z' })
  await shop.publish(
    programText({ points: 'valid: never ends', rules: ['{ rule: birthday, on: birthday, points: 88 }'] }),
    '2000-01-02T00:00:00Z',
  )
})
afterAll(async () => {
  expect(await shop.check()).toMatchObject({ isSound: true })
  await shop.close()
})

test('a birthday is greeted on its day, once a year, and 29 February on the 28th of common years', async () => {
  const leap = await joinMember(shop, { birthday: '1992-02-29' })
  const plain = await joinMember(shop, { birthday: '1990-02-28' })
  const march = await joinMember(shop, { birthday: '1990-03-01' })
  await joinMember(shop)
  const balances = () => Promise.all([leap, plain, march].map(async member => (await balanceOf(shop, member)).balance))
  expect(await greetBirthdays(shop.context)).toBe(2)
  expect(await greetBirthdays(shop.context)).toBe(0)
  expect(await balances()).toEqual([88, 88, 0])
  shop.clock.moveTo('2026-02-28T16:10:00Z')
  expect(await greetBirthdays(shop.context)).toBe(1)
  shop.clock.moveTo('2028-02-27T16:10:00Z')
  expect(await greetBirthdays(shop.context)).toBe(1)
  shop.clock.moveTo('2028-02-28T16:10:00Z')
  expect(await greetBirthdays(shop.context)).toBe(1)
  expect(await balances()).toEqual([176, 176, 88])
})
