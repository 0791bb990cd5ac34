import { expect, test } from 'vitest'
import { problemOfBetterAuth, tooManyTries } from './better-auth-problems.ts'

test('who works here is told by nobody: three reasons, one answer', () => {
  const problems = ['INVALID_EMAIL_OR_PASSWORD', 'INVALID_EMAIL', 'STAFF_INACTIVE'].map(code => {
    const problem = problemOfBetterAuth({ status: 401, code })
    return [problem?.code, problem?.failure, problem?.sentence('en')]
  })
  expect(new Set(problems.map(problem => JSON.stringify(problem))).size).toBe(1)
  expect(problems[0]?.[0]).toBe('access/sign-in-wrong')
})

test('what better-auth may say some day is a refusal all the same, and its bugs are bugs', () => {
  expect(problemOfBetterAuth({ status: 400, code: 'NEW_CODE' })?.code).toBe('access/not-understood')
  expect(problemOfBetterAuth({ status: 500, code: 'FAILED' })).toBeUndefined()
})

test('the wait is told in whole minutes, rounded up', () => {
  expect(tooManyTries(61).sentence('en')).toContain('2 minutes')
  expect(tooManyTries(60).sentence('en')).toContain('1 minute ')
})
