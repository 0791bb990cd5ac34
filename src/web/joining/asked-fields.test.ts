import { expect, test } from 'vitest'
import type { JoiningWay, JoiningWays } from '../api/answers.ts'
import { asksReceipt, chosenWay, openWays, wishOf } from './asked-fields.ts'

const name = { 'zh-CN': '', 'zh-TW': '', en: '' }
const way = (code: string, more: Partial<JoiningWay> = {}): JoiningWay => ({
  way: code,
  name,
  from: null,
  through: null,
  channels: null,
  isOpen: true,
  receiptFromCents: null,
  fee: null,
  needsApproval: false,
  ...more,
})
const among = (...ways: JoiningWay[]): JoiningWays => ({ usual: null, ways })
const place = { storeCode: 'S01', tillCode: 'T1' }

test('where the program has no ways, or nobody knows them yet, nothing is asked and nothing is said', () => {
  expect([wishOf(undefined, {}, place), wishOf(among(), {}, place)]).toEqual([undefined, undefined])
})

test('a way that is closed today is not offered', () => {
  const ways = among(way('free'), way('spring', { isOpen: false }))
  expect(openWays(ways).map(open => open.way)).toEqual(['free'])
  expect(chosenWay(ways, {})?.way).toBe('free')
  expect(chosenWay(among(way('a'), way('b'), way('c', { isOpen: false })), { way: 'c' })).toBe(undefined)
})

test('a receipt is named by its number at this till, by all three in the console, and only where it is asked', () => {
  const ways = among(
    way('free'),
    way('basket', { receiptFromCents: 0 }),
    way('paid', { fee: { cents: 500, sku: 'F' } }),
  )
  const values = { receiptStoreCode: 'S02', receiptTillCode: 'T9', receiptNumber: '7' }
  expect(wishOf(ways, { way: 'free', ...values }, place)).toEqual({ way: 'free' })
  expect(wishOf(ways, { way: 'basket', ...values }, place)).toEqual({
    way: 'basket',
    receipt: { ...place, receiptNumber: '7' },
  })
  expect(wishOf(ways, { way: 'paid', ...values }, null)).toEqual({
    way: 'paid',
    receipt: { storeCode: 'S02', tillCode: 'T9', receiptNumber: '7' },
  })
  expect(asksReceipt(undefined)).toBe(false)
})

test('a reason goes along only where somebody has to agree', () => {
  const ways = among(way('free'), way('known', { needsApproval: true }))
  expect(wishOf(ways, { way: 'known', reason: '老顾客' }, place)).toEqual({ way: 'known', reason: '老顾客' })
  expect(wishOf(ways, { way: 'free', reason: '老顾客' }, place)).toEqual({ way: 'free' })
})
