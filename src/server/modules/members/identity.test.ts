import { expect, test } from 'vitest'
import { memberNumberOf } from '../../../shared/member-number.ts'
import { DomainError } from '../../platform/errors.ts'
import { identitiesIn, identityOf, keyNameOf, keyOf, takenError } from './identity.ts'
import { testCipher } from './members-for-tests.ts'

const number = memberNumberOf(7)
const codeOf = (outcome: object) => (outcome instanceof DomainError ? outcome.code : undefined)

test('a reference is brought to one notation', () => {
  expect(identityOf({ memberNumber: ` ${number.slice(0, 4)} ${number.slice(4)}` })).toEqual({
    kind: 'member-number',
    value: number,
  })
  expect(identityOf({ phone: '138 1234 1234' })).toEqual({ kind: 'phone', value: '+8613812341234' })
  expect(identityOf({ card: ' 8888 0001\n' })).toEqual({ kind: 'card', value: '88880001' })
  expect(identityOf({ externalId: ' wx-1 ' })).toEqual({ kind: 'external-id', value: 'wx-1' })
})

test('a reference that can be nobody is told why', () => {
  const mistyped = number.slice(0, -1) + ((Number(number.at(-1)) + 1) % 10)
  expect(codeOf(identityOf({ memberNumber: mistyped }))).toBe('members/number-mistyped')
  expect(codeOf(identityOf({ phone: '1381234' }))).toBe('members/phone-malformed')
  expect(codeOf(identityOf({ card: ' ' }))).toBe('members/card-malformed')
  expect(codeOf(identityOf({ externalId: '\u0000' }))).toBe('members/external-id-malformed')
})

test('a scanned text is everything that it may be', () => {
  expect(identitiesIn('13812341234').map(({ kind }) => kind)).toEqual(['phone', 'card', 'external-id'])
  expect(identitiesIn(number).map(({ kind }) => kind)).toContain('member-number')
  expect(identitiesIn('Ann@example.com').map(({ kind }) => kind)).toContain('email')
  expect(identitiesIn(' ')).toEqual([])
})

test.each([
  `https://shop.example/m/${number}`,
  `https://shop.example/m?number=${number}`,
  `regulars:${number}`,
  `${number}\r\n`,
])('the QR code %s carries a member number', text => {
  expect(identitiesIn(text)).toContainEqual({ kind: 'member-number', value: number })
})

test('keys tell kinds apart and need the key file', () => {
  const [ours, theirs] = [testCipher(), testCipher()]
  const key = keyOf({ kind: 'card', value: '1' }, ours)
  expect(keyNameOf(key)).toBe(keyNameOf(keyOf({ kind: 'card', value: '1' }, ours)))
  expect(key.keyHash).not.toEqual(keyOf({ kind: 'external-id', value: '1' }, ours).keyHash)
  expect(key.keyHash).not.toEqual(keyOf({ kind: 'card', value: '1' }, theirs).keyHash)
})

test('a taken phone is not repeated in the refusal', () => {
  const refusal = takenError({ kind: 'phone', value: '+8613812341234' })
  expect(refusal.code).toBe('members/phone-taken')
  expect(JSON.stringify([refusal.details, refusal.message])).not.toContain('1381234')
})
