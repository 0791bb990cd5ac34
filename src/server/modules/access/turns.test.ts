import { expect, test } from 'vitest'
import { Turns } from './turns.ts'

/** Work that goes on until it is told to end, and how much of it runs. */
function bench() {
  const ends: (() => void)[] = []
  let running = 0
  let most = 0
  const work = async () => {
    running += 1
    most = Math.max(most, running)
    await new Promise<void>(resolve => ends.push(resolve))
    running -= 1
  }
  return { work, ends, mostAtOnce: () => most }
}

test('no more than four run at once, and all get their turn', async () => {
  const { work, ends, mostAtOnce } = bench()
  const turns = new Turns({ atOnce: 4, waitingMax: 100 })
  const all = Promise.all(Array.from({ length: 12 }, () => turns.take(work)))
  for (let ended = 0; ended < 12; ended++) {
    await new Promise(setImmediate)
    ends.shift()?.()
  }
  await all
  expect(mostAtOnce()).toBe(4)
})

test('the last that may wait waits, the next is told to come again', async () => {
  const { work, ends } = bench()
  const turns = new Turns({ atOnce: 1, waitingMax: 1 })
  const first = turns.take(work)
  const waiting = turns.take(work)
  await expect(turns.take(work)).rejects.toThrow('access/sign-in-busy')
  for (const _ of [first, waiting]) {
    await new Promise(setImmediate)
    ends.shift()?.()
  }
  await Promise.all([first, waiting])
  const again = turns.take(work)
  await new Promise(setImmediate)
  ends.shift()?.()
  await again
})

test('work that fails gives its turn on', async () => {
  const turns = new Turns({ atOnce: 1, waitingMax: 1 })
  const failing = turns.take(async () => {
    throw new Error('no')
  })
  const next = turns.take(async () => 'done')
  await expect(failing).rejects.toThrow('no')
  expect(await next).toBe('done')
})
