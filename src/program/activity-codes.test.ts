import { expect, test } from 'vitest'
import { activitiesKnownTo } from './activity-codes.ts'
import { aName, compiled, head, points } from './program-for-tests.ts'

test('a program knows the activities that it gives points for, counts for levels or grants a level for', () => {
  const program = compiled(`${head}${points}earning:
  rules:
    - { rule: base, points: 1, per: ¥1 }
    - { rule: check-in, on: check-in, points: 5 }
levels:
  measure: score
  score: { visits: 5, review: 10 }
  ladder:
    - { level: a, ${aName} }
    - { level: b, ${aName}, from: 100 }
    - { level: c, ${aName}, from: { referral: 3 } }
    - { level: d, ${aName}, granted: { event: challenge } }
`)
  expect([...activitiesKnownTo(program)].sort()).toEqual(['challenge', 'check-in', 'referral', 'review'])
  expect(activitiesKnownTo(compiled(`${head}${points}`)).size).toBe(0)
})
