import { expect, test } from 'vitest'
import { kindOf, withKind } from './offer-kinds.ts'

const source = `program: a
offers:
  # agreed in May
  - offer: ten
    name: 满减 # ours
    off: ¥10
    every: ¥100
    when: { basket-from: ¥100 }
  - { offer: nine, name: 九折, discount: 10 %, most: ¥50 }
`

test('another kind takes the words of the old one along, and keeps the rest with its comments', () => {
  expect(withKind(source, ['offers', 0], 'steps')).toBe(`program: a
offers:
  # agreed in May
  - offer: ten
    name: 满减 # ours
    when: { basket-from: ¥100 }
    steps: { ¥300: ¥40 }
  - { offer: nine, name: 九折, discount: 10 %, most: ¥50 }
`)
  expect(withKind(source, ['offers', 1], 'free')).toContain('{ offer: nine, name: 九折, free: shipping }')
})

test('a kind that names goods is begun in the text alone', () => {
  expect(withKind(source, ['offers', 0], 'gift')).toBeNull()
})

test('the kind of an offer is the word that it has', () => {
  expect(kindOf({ offer: 'a', gift: 'MUG' })?.word).toBe('gift')
  expect(kindOf({ offer: 'a' })).toBeNull()
  expect(kindOf('a')).toBeNull()
})
