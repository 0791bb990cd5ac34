import { expect, test } from 'vitest'
import { nextStep, type Room, refuseAction } from './room.ts'

const steps: [wanted: boolean, state: Room['state'], isRunning: boolean, step: string][] = [
  [true, 'waiting', false, 'make'],
  [true, 'waiting', true, 'make'],
  [true, 'making', false, 'make'],
  [true, 'open', true, 'nothing'],
  [true, 'open', false, 'start'],
  [true, 'failed', false, 'nothing'],
  [false, 'waiting', true, 'remove'],
  [false, 'failed', false, 'remove'],
  [false, 'closed', false, 'nothing'],
]

test.each(steps)('wanted %s, %s, running %s: %s', (isWanted, state, isRunning, step) => {
  expect(nextStep({ isWanted, state }, isRunning)).toBe(step)
})

test('where nobody ever asked, nothing is done', () => {
  expect(nextStep(undefined, false)).toBe('nothing')
})

test('one is opened where there is none, and reset or removed where there is one', () => {
  expect(() => refuseAction('open', undefined)).not.toThrow()
  expect(() => refuseAction('open', { isWanted: false })).not.toThrow()
  expect(() => refuseAction('open', { isWanted: true })).toThrow('already')
  for (const action of ['reset', 'remove'] as const) {
    expect(() => refuseAction(action, { isWanted: true })).not.toThrow()
    expect(() => refuseAction(action, undefined)).toThrow('open one first')
    expect(() => refuseAction(action, { isWanted: false })).toThrow('open one first')
  }
})
