import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Cipher } from '../../platform/cipher.ts'
import { firstHash, linkHash, sealedBytes } from './sealed-bytes.ts'

const newCipher = () => new Cipher({ encryption: randomBytes(32), index: randomBytes(32), auth: randomBytes(32) })
const cipher = newCipher()

test('two different records never have the same bytes', () => {
  const columns = fc.array(
    fc.option(fc.string({ unit: fc.constantFrom('a', '\u0000', '\u0001', '，', '') }), { nil: null }),
    {
      minLength: 3,
      maxLength: 3,
    },
  )
  fc.assert(
    fc.property(columns, columns, (one, other) => {
      const isSame = JSON.stringify(one) === JSON.stringify(other)
      expect(sealedBytes(1, one).equals(sealedBytes(1, other))).toBe(isSame)
    }),
    { numRuns: 2_000 },
  )
})

test('a text that moves to the next column is another record, and so is an empty text in place of none', () => {
  const different = [
    ['ab', ''],
    ['a', 'b'],
    ['', 'ab'],
    [null, 'ab'],
    ['ab', null],
  ].map(columns => sealedBytes(1, columns).toString('hex'))
  expect(new Set(different).size).toBe(different.length)
})

test('the number is part of what is sealed', () => {
  expect(sealedBytes(1, ['a']).equals(sealedBytes(2, ['a']))).toBe(false)
})

test('a link depends on the one before it, on the record and on the key', () => {
  const before = firstHash(cipher, 'a')
  const link = linkHash(cipher, before, sealedBytes(1, ['a']))
  expect(linkHash(cipher, before, sealedBytes(1, ['a'])).equals(link)).toBe(true)
  expect(linkHash(cipher, firstHash(cipher, 'b'), sealedBytes(1, ['a'])).equals(link)).toBe(false)
  expect(linkHash(cipher, before, sealedBytes(1, ['b'])).equals(link)).toBe(false)
  expect(linkHash(newCipher(), before, sealedBytes(1, ['a'])).equals(link)).toBe(false)
})
