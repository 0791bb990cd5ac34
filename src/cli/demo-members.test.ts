import { expect, test } from 'vitest'
import { demoPerson, joinedBefore } from './demo-members.ts'

test('4,372 people have 4,000 names and as many phones as people', () => {
  const people = Array.from({ length: 4372 }, (_, index) => demoPerson(index))
  expect(new Set(people.map(person => person.phone)).size).toBe(4372)
  expect(new Set(people.map(person => person.name)).size).toBeGreaterThan(3900)
  expect(people[14]).toMatchObject({ name: '白露·杏仁'.replace('杏仁', people[14]!.name.split('·')[1]!) })
  for (const { birthday } of people) expect(birthday).toMatch(/^(19|20)\d\d-\d\d-\d\d$/)
})

test('a member joins before the first receipt, on the same day', () => {
  expect(joinedBefore(new Date('2026-03-05T04:00:00Z'), 'Asia/Shanghai').toISOString()).toBe('2026-03-05T03:55:00.000Z')
  expect(joinedBefore(new Date('2026-03-04T16:02:00Z'), 'Asia/Shanghai').toISOString()).toBe('2026-03-04T16:00:00.000Z')
})
