import { expect, test } from 'vitest'
import { isRightCode } from './authenticator-code.ts'

// Appendix B of RFC 6238, the last six of its eight digits.
const secret = '12345678901234567890'
const at = (seconds: number) => new Date(seconds * 1000)

test('the codes are those of RFC 6238', () => {
  for (const [seconds, code] of [
    [59, '287082'],
    [1_111_111_109, '081804'],
    [20_000_000_000, '353130'],
  ] as const)
    expect(isRightCode({ secret, code, at: at(seconds) })).toBe(true)
})

test('a code counts in its half minute and the ones beside it, and not in the next but one', () => {
  // 287082 is the code of the seconds 30 to 59.
  const isRight = (seconds: number) => isRightCode({ secret, code: '287082', at: at(seconds) })
  expect([30, 59, 60, 89, 90].map(isRight)).toEqual([true, true, true, true, false])
  // 081804 is the code of 1111111080 to 1111111109.
  const later = (seconds: number) => isRightCode({ secret, code: '081804', at: at(seconds) })
  expect([1_111_111_049, 1_111_111_050].map(later)).toEqual([false, true])
  expect(isRightCode({ secret, code: '287083', at: at(59) })).toBe(false)
  expect(isRightCode({ secret, code: '', at: at(59) })).toBe(false)
})
