import { expect, test } from 'vitest'
import { guessableParts, refuseWeakPassword, withoutParts } from './password-strength.ts'
import { randomPassword } from './passwords.ts'

const words = ['Regulars 熟客', 'Olive Wang', 'olive@shop.example']
const judged = (password: string) =>
  refuseWeakPassword(password, words).then(
    () => 'fine',
    (error: { code: string }) => error.code,
  )

test('what is known from leaks, repeated or in a row is refused', async () => {
  for (const password of [
    'password1234',
    'Qwertyuiop12345',
    'iloveyou12345',
    '123456789012',
    'aaaaaaaaaaaa',
    'abcdefghijkl',
    'hunter2hunter2',
    'x'.repeat(128),
  ])
    expect(await judged(password), password).toBe('access/password-known')
})

test('the names of the shop and the person are what a guesser tries first', async () => {
  for (const password of [
    'olive@shop.example',
    'olivewang1234',
    'WangOlive1234',
    'Wang.Olive.1',
    'wang_olive_2024',
    'Wang-1988-Olive',
    'shop-olive-regulars-99',
    'olivewang-84-kettle',
    'ＷＡＮＧ＿ＯＬＩＶＥ１２３４',
  ])
    expect(await judged(password), password).toBe('access/password-personal')
})

test('the name of somebody else says nothing, and one’s own is no harm beside enough that is unknown', async () => {
  expect(await refuseWeakPassword('olivewang-84-kettle', ['Paul Li']).then(() => 'fine')).toBe('fine')
  expect(await judged('olivewang-84-green-kettle')).toBe('fine')
  expect(await judged('olive kettle under stairs')).toBe('fine')
})

test('beside one word of theirs seven unknown letters are enough, six are not', async () => {
  expect(await judged('olive...qzxvjkm')).toBe('fine')
  expect(await judged('olive...qzxvjk')).toBe('access/password-personal')
})

test('a word is taken out wherever it stands, the longest first, and counts once', () => {
  expect(withoutParts('Wang.Olive-WANG_7', ['Olive', 'Wang', 'OliveWang'])).toEqual({ rest: '7', taken: 2 })
  expect(withoutParts('oliveWang 7', ['Olive', 'Wang', 'OliveWang'])).toEqual({ rest: '7', taken: 1 })
  expect(withoutParts('o-l-i-v-e', ['Olive'])).toEqual({ rest: 'olive', taken: 0 })
})

test('a sentence of four words, Chinese, and what we make ourselves pass; nothing asks for digits or signs', async () => {
  for (const password of ['blue kettle under stairs', '我家门口有两棵枣树一棵是枣树', randomPassword()])
    expect(await judged(password), password).toBe('fine')
})

test('a password of the greatest length passes', async () => {
  expect(await judged(Array.from({ length: 8 }, randomPassword).join(''))).toBe('fine')
})

test('a name is guessed whole, in either order and in its parts, never by one letter', () => {
  expect(guessableParts(['Olive B. Wang'])).toEqual(['Olive B. Wang', 'OliveBWang', 'WangBOlive', 'Olive', 'Wang'])
  expect(guessableParts(['o@shop.example'])).toContain('shop')
  expect(guessableParts(['o@shop.example'])).not.toContain('o')
})
