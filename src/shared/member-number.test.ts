import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkDigitOf, isMemberNumber, memberNumberOf, tidyMemberNumber } from './member-number.ts'

const memberId = fc.integer({ min: 0, max: 899_999_999 })

test('the check digit is that of the example in the patent and of the usual test card', () => {
  expect(checkDigitOf('7992739871')).toBe('3')
  expect(checkDigitOf('411111111111111')).toBe('1')
})

test('every id has a number of ten digits with a right check digit', () => {
  fc.assert(fc.property(memberId, id => isMemberNumber(memberNumberOf(id)) && /^\d{10}$/.test(memberNumberOf(id))))
})

test('no two ids have one number', () => {
  fc.assert(fc.property(memberId, memberId, (a, b) => a === b || memberNumberOf(a) !== memberNumberOf(b)))
  const numbers = Array.from({ length: 100_000 }, (_, id) => memberNumberOf(id))
  expect(new Set(numbers).size).toBe(100_000)
})

test('neighbours do not look alike', () => {
  const numbers = Array.from({ length: 1_000 }, (_, id) => memberNumberOf(id + 1))
  expect(new Set(numbers.map(number => number.slice(0, 3))).size).toBeGreaterThan(600)
})

test('a mistyped digit is noticed', () => {
  fc.assert(
    fc.property(memberId, fc.nat(9), fc.integer({ min: 1, max: 9 }), (id, place, by) => {
      const number = memberNumberOf(id)
      const digit = (Number(number[place]) + by) % 10
      return !isMemberNumber(number.slice(0, place) + digit + number.slice(place + 1))
    }),
  )
})

test('two swapped neighbours are noticed, unless they are 0 and 9', () => {
  fc.assert(
    fc.property(memberId, fc.nat(8), (id, place) => {
      const number = memberNumberOf(id)
      const [left = '', right = ''] = number.slice(place, place + 2)
      fc.pre(left !== right && ![`09`, `90`].includes(left + right))
      return !isMemberNumber(number.slice(0, place) + right + left + number.slice(place + 2))
    }),
  )
})

test('ids beyond 900 million are refused rather than given a used number', () => {
  expect(() => memberNumberOf(900_000_000)).toThrow(RangeError)
  expect(() => memberNumberOf(-1)).toThrow(RangeError)
})

test('spaces, dashes and full-width digits are forgiven', () => {
  const number = memberNumberOf(42)
  const fullWidth = [...number].map(digit => String.fromCodePoint(Number(digit) + 0xff10)).join('')
  expect(tidyMemberNumber(` ${number.slice(0, 3)} ${number.slice(3, 6)}-${number.slice(6)}`)).toBe(number)
  expect(tidyMemberNumber(fullWidth)).toBe(number)
})
