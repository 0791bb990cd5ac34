import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Gate } from './gate.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

/** A gate for two, with room for two more. `leave` lets the one who has been inside for longest go. */
function openGate() {
  const gate = new Gate({ passingMax: 2, waitingMax: 2, patienceMs: 100 })
  const inside: { name: string; leave: () => void }[] = []
  const enter = (name: string) =>
    gate
      .pass(async () => {
        await new Promise<void>(resolve => inside.push({ name, leave: resolve }))
        return name
      })
      .catch((cause: { code?: string; message: string }) => cause.code ?? cause.message)
  const turn = () => vi.advanceTimersByTimeAsync(0)
  return {
    gate,
    enter,
    turn,
    names: () => inside.map(guest => guest.name),
    leave: async () => {
      inside.shift()?.leave()
      await turn()
    },
  }
}

test('so many are inside at once, the others follow in the order in which they came', async () => {
  const { gate, enter, names, leave, turn } = openGate()
  const answers = ['a', 'b', 'c', 'd'].map(enter)
  await turn()
  expect([names(), gate.waiting]).toEqual([['a', 'b'], 2])
  await leave()
  expect(names()).toEqual(['b', 'c'])
  for (let round = 0; round < 3; round++) await leave()
  expect(await Promise.all(answers)).toEqual(['a', 'b', 'c', 'd'])
})

test('who finds the waiting room full is told so at once', async () => {
  const { enter, turn } = openGate()
  const answers = ['a', 'b', 'c', 'd', 'e'].map(enter)
  await turn()
  expect(await answers[4]).toBe('request/shop-busy')
})

test('who has waited for too long is told so, and takes no place any more', async () => {
  const { gate, enter, names, leave } = openGate()
  const answers = ['a', 'b', 'c'].map(enter)
  await vi.advanceTimersByTimeAsync(99)
  expect(gate.waiting).toBe(1)
  await vi.advanceTimersByTimeAsync(1)
  expect([await answers[2], gate.waiting]).toEqual(['request/shop-busy', 0])
  await leave()
  void enter('d')
  await leave()
  expect(names()).toEqual(['d'])
})

test('who fails inside leaves like everybody else', async () => {
  const { gate, enter, turn, names } = openGate()
  const failing = () => gate.pass(() => Promise.reject(new Error('no'))).catch((cause: Error) => cause.message)
  expect([await failing(), await failing(), await failing()]).toEqual(['no', 'no', 'no'])
  for (const name of ['a', 'b']) void enter(name)
  await turn()
  expect(names()).toEqual(['a', 'b'])
})
