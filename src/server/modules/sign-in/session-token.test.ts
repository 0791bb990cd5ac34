import { expect, test } from 'vitest'
import { tokenHash, tokenOfCookies } from './session-token.ts'

test('the token is what stands before the signature, among whatever other cookies', () => {
  expect(tokenOfCookies('a=1; regulars.session_token=abc.def%2Bg%3D; b=2')).toBe('abc')
  expect(tokenOfCookies('__Secure-regulars.session_token=abc.def')).toBe('abc')
})

test('no cookie, an empty one or one that is not ours is no token', () => {
  for (const cookies of [
    undefined,
    '',
    'regulars.session_token=',
    'xregulars.session_token=abc',
    'regulars.session_token=%',
  ])
    expect(tokenOfCookies(cookies), cookies).toBeUndefined()
})

test('what is stored fits the check of the table and is not the token', () => {
  expect(tokenHash('abc')).toMatch(/^[A-Za-z0-9_-]{43}$/)
  expect(tokenHash('abc')).not.toBe(tokenHash('abd'))
})
