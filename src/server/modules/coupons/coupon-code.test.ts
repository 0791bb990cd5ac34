import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { codeBytes, couponCode, isMistyped, normalCode, shownCode } from './coupon-code.ts'

const anyCode = fc.uint8Array({ minLength: codeBytes, maxLength: codeBytes }).map(couponCode)

test('every bit of chance is in the code: other bytes, another code', () => {
  expect(couponCode(new Uint8Array(codeBytes))).toBe('00000000000000000')
  expect(couponCode(new Uint8Array(codeBytes).fill(255)).slice(0, 16)).toBe('ZZZZZZZZZZZZZZZZ')
  fc.assert(
    fc.property(fc.uint8Array({ minLength: codeBytes, maxLength: codeBytes }), fc.nat(79), (bytes, bit) => {
      const other = Uint8Array.from(bytes)
      other[Math.floor(bit / 8)] = (other[Math.floor(bit / 8)] ?? 0) ^ (1 << (bit % 8))
      expect(couponCode(other)).not.toBe(couponCode(bytes))
    }),
  )
})

test('one mistyped sign is found, wherever it is', () => {
  fc.assert(
    fc.property(anyCode, fc.nat(16), fc.constantFrom(...'0123456789ABCDEFGHJKMNPQRSTVWXYZ'), (code, at, sign) => {
      const typed = code.slice(0, at) + sign + code.slice(at + 1)
      expect(isMistyped(typed)).toBe(typed !== code)
    }),
  )
})

test('a code is read however it was written', () => {
  fc.assert(
    fc.property(anyCode, code => {
      expect(normalCode(shownCode(code).toLowerCase())).toBe(code)
      expect(normalCode(` ${code.replaceAll('0', 'o').replaceAll('1', 'l')} `)).toBe(code)
    }),
  )
  expect(isMistyped(normalCode('student-10'))).toBe(false)
})

test('ten thousand codes are ten thousand', () => {
  expect(new Set(Array.from({ length: 10_000 }, () => couponCode(randomBytes(codeBytes)))).size).toBe(10_000)
})
