import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  fraction,
  leastCommonMultiple,
  readDiscount,
  readFraction,
  readHours,
  readMoney,
  readPercent,
  readPeriod,
} from './scalars.ts'

test('money is read to the 分, with either yuan sign, with commas or none', () => {
  expect(['¥3000', '￥3,000', '¥ 3,000.50', '19.9', '0.05', 300].map(readMoney)).toEqual([
    300_000, 300_000, 300_050, 1_990, 5, 30_000,
  ])
})

test('what is not quite money is not money', () => {
  for (const text of [
    '¥',
    '¥,,',
    '¥1,00',
    '¥1.234',
    '1e3',
    '-5',
    '¥-5',
    '一百',
    '',
    null,
    true,
    0.001,
    '¥99999999999999999',
  ])
    expect(readMoney(text), String(text)).toBeUndefined()
})

test('every amount of 分 survives being written and read', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 10 ** 12 }), cents => readMoney(`¥${(cents / 100).toFixed(2)}`) === cents),
  )
})

test('per cents are hundredths of a percent, and never more than all', () => {
  expect(['5 %', '5%', '2.5 %', '0.05％', '100 %', '0 %'].map(readPercent)).toEqual([500, 500, 250, 5, 10_000, 0])
  expect(['100.01 %', '150 %', '5', '-5 %', '5 % off', 5].map(readPercent)).toEqual(Array(6).fill(undefined))
})

test('a discount can be said as per cent off or, as shops do, in tenths left to pay', () => {
  expect(['5 %', '9.5 折', '95折', '8 折', '8.25折', '9折'].map(readDiscount)).toEqual([
    500, 500, 500, 2000, 1750, 1000,
  ])
  expect(['10折', '90折', '0折', '9.5'].map(readDiscount)).toEqual(Array(4).fill(undefined))
})

test('lengths of time have a unit, in the singular or plural', () => {
  expect(readPeriod('2 years')).toEqual({ count: 2, unit: 'years' })
  expect(readPeriod('1 year')).toEqual({ count: 1, unit: 'years' })
  expect(readPeriod('30 days')).toEqual({ count: 30, unit: 'days' })
  expect(['0 days', 'years', '2years', '2 decades', 2, '-1 days'].map(readPeriod)).toEqual(Array(6).fill(undefined))
})

test('hours run from a minute to a later one, to midnight at the latest', () => {
  expect(readHours('10:00-14:30')).toEqual({ fromMinute: 600, toMinute: 870 })
  expect(readHours('9:00 - 24:00')).toEqual({ fromMinute: 540, toMinute: 1440 })
  expect(readHours('23:59-24:00')).toEqual({ fromMinute: 1439, toMinute: 1440 })
  expect(['14:00-10:00', '10:00-10:00', '22:00-24:01', '10-14', ''].map(readHours)).toEqual(Array(5).fill(undefined))
})

test('decimals become exact fractions up to four places, and no further', () => {
  expect(readFraction(1.2)).toEqual({ num: 6, den: 5 })
  expect(readFraction(0)).toEqual({ num: 0, den: 1 })
  expect(readFraction(0.0001)).toEqual({ num: 1, den: 10_000 })
  expect([0.00001, 1 / 3, -1, Number.NaN, Number.POSITIVE_INFINITY].map(readFraction)).toEqual(Array(5).fill(undefined))
})

test('every decimal of four places is read exactly', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 10 ** 10 }), tenThousandths => {
      const read = readFraction(tenThousandths / 10_000)
      return read !== undefined && read.num * 10_000 === tenThousandths * read.den
    }),
  )
})

test('fractions are in lowest terms, and the least common multiple is one', () => {
  expect(fraction(100, 10_000)).toEqual({ num: 1, den: 100 })
  expect([leastCommonMultiple(4, 6), leastCommonMultiple(1, 7), leastCommonMultiple(100, 100)]).toEqual([12, 7, 100])
})
