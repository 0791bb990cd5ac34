import { expect, test } from 'vitest'
import { guessableParts, refuseWeakPassword } from './password-strength.ts'
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
  for (const password of ['olive@shop.example', 'olivewang1234', 'WangOlive1234'])
    expect(await judged(password), password).toBe('access/password-personal')
  expect(await refuseWeakPassword('olivewang-84-kettle', []).then(() => 'fine')).toBe('fine')
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
