import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Batcher, type BatcherOptions } from './batcher.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

/** A batcher of words; the name of a word is what stands before its dot. `finish` lets the oldest running batch end. */
function openBatcher(options: Partial<BatcherOptions<string, string>> = {}) {
  const batches: string[][] = []
  const running: { resolve: () => void; reject: (cause: Error) => void }[] = []
  const batcher = new Batcher<string, string>({
    weightOf: item => item.length,
    weightMax: 1_000,
    namesOf: word => [word.split('.')[0] ?? ''],
    itemsMax: 4,
    waitMs: 2,
    batchesMax: 1,
    run: async words => {
      batches.push([...words])
      await new Promise<void>((resolve, reject) => running.push({ resolve, reject }))
      return words.map(word => word.toUpperCase())
    },
    ...options,
  })
  const turn = () => vi.advanceTimersByTimeAsync(0)
  return {
    batcher,
    batches,
    pass: (ms: number) => vi.advanceTimersByTimeAsync(ms),
    finish: async () => {
      running.shift()?.resolve()
      await turn()
    },
    fail: async (cause = new Error('no')) => {
      running.shift()?.reject(cause)
      await turn()
    },
  }
}

test('what arrives within a moment runs together, and each gets its own answer', async () => {
  const { batcher, batches, pass, finish } = openBatcher()
  const answers = [batcher.submit('a'), batcher.submit('b')]
  await pass(1)
  answers.push(batcher.submit('c'))
  expect([batches, batcher.waiting]).toEqual([[], 3])
  await pass(1)
  expect([batches, batcher.waiting]).toEqual([[['a', 'b', 'c']], 0])
  await finish()
  expect(await Promise.all(answers)).toEqual(['A', 'B', 'C'])
})

test('a full batch starts at once, and none is larger', async () => {
  const { batcher, batches, finish } = openBatcher()
  const answers = ['a', 'b', 'c', 'd', 'e'].map(word => batcher.submit(word))
  expect(batches).toEqual([['a', 'b', 'c', 'd']])
  await finish()
  expect(batches[1]).toEqual(['e'])
  await finish()
  expect(await Promise.all(answers)).toEqual(['A', 'B', 'C', 'D', 'E'])
})

test('what arrives while all batches run waits, and goes together when one ends', async () => {
  const { batcher, batches, pass, finish } = openBatcher()
  void batcher.submit('a')
  await pass(2)
  for (const word of ['b', 'c']) void batcher.submit(word)
  await pass(50)
  expect(batches).toEqual([['a']])
  await finish()
  expect(batches).toEqual([['a'], ['b', 'c']])
})

test('so many batches run beside each other and no more', async () => {
  const { batcher, batches, pass, finish } = openBatcher({ itemsMax: 1, batchesMax: 2 })
  for (const word of ['a', 'b', 'c']) void batcher.submit(word)
  await pass(2)
  expect(batches).toEqual([['a'], ['b']])
  await finish()
  expect(batches).toEqual([['a'], ['b'], ['c']])
})

test('things of one name never meet in a batch and keep their order', async () => {
  const { batcher, batches, pass, finish } = openBatcher({ itemsMax: 10 })
  for (const word of ['a.1', 'b.1', 'a.2', 'a.3', 'b.2']) void batcher.submit(word)
  await pass(2)
  await finish()
  await finish()
  expect(batches).toEqual([['a.1', 'b.1'], ['a.2', 'b.2'], ['a.3']])
})

test('a thing waits for a running batch that has its name, and lets others pass', async () => {
  const { batcher, batches, pass, finish } = openBatcher({ batchesMax: 3 })
  for (const word of ['a.1', 'a.2']) void batcher.submit(word)
  await pass(2)
  expect(batches).toEqual([['a.1']])
  for (const word of ['b.1', 'a.3']) void batcher.submit(word)
  await pass(2)
  expect(batches).toEqual([['a.1'], ['b.1']])
  await finish()
  expect(batches).toEqual([['a.1'], ['b.1'], ['a.2']])
  await finish()
  await finish()
  expect(batches.at(-1)).toEqual(['a.3'])
})

test('a thing with two names waits for both', async () => {
  const { batcher, batches, pass, finish } = openBatcher({ namesOf: word => word.split('+'), batchesMax: 3 })
  for (const word of ['a', 'b', 'a+b', 'b+c', 'c']) void batcher.submit(word)
  await pass(2)
  expect(batches).toEqual([['a', 'b']])
  await finish()
  expect(batches).toEqual([['a', 'b'], ['a+b']])
  await finish()
  await finish()
  expect(batches).toEqual([['a', 'b'], ['a+b'], ['b+c'], ['c']])
})

test('a batch that fails is run one by one, in order, and the bad one fails alone', async () => {
  const batches: string[][] = []
  const { batcher, pass } = openBatcher({
    run: async words => {
      batches.push([...words])
      if (words.includes('bad')) throw new Error('not this one')
      return words.map(word => word.toUpperCase())
    },
  })
  const answers = ['a', 'bad', 'c'].map(word => batcher.submit(word).catch((cause: Error) => cause.message))
  await pass(2)
  expect(await Promise.all(answers)).toEqual(['A', 'not this one', 'C'])
  expect(batches).toEqual([['a', 'bad', 'c'], ['a'], ['bad'], ['c']])
})

test('after a failure the next batch runs as ever', async () => {
  const { batcher, batches, pass, fail, finish } = openBatcher()
  const failed = batcher.submit('a').catch((cause: Error) => cause.message)
  await pass(2)
  await fail()
  expect(await failed).toBe('no')
  const next = batcher.submit('a')
  await pass(2)
  await finish()
  expect([await next, batches]).toEqual(['A', [['a'], ['a']]])
})

test('a missing answer fails its own item only', async () => {
  const { batcher, pass } = openBatcher({ run: async () => ['A'] })
  const answers = ['a', 'b'].map(word => batcher.submit(word).catch((cause: Error) => cause.message))
  await pass(2)
  expect(await Promise.all(answers)).toEqual(['A', 'a batch answers each of its items'])
})
