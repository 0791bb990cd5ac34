import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Batcher, type BatcherOptions, later } from './batcher.ts'

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
    besideMin: 1,
    besideMs: 25,
    waitingMax: { items: 1_000, weight: 10_000 },
    againMs: 10,
    patienceMs: 100,
    triesMin: 3,
    refusals: { full: () => new Error('full'), busy: () => new Error('busy') },
    isOutside: cause => cause instanceof Error && cause.message === 'away',
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

test('beside a running batch another starts only for so many, or when one of fewer has waited long enough', async () => {
  const { batcher, batches, pass } = openBatcher({ batchesMax: 3, besideMin: 3 })
  void batcher.submit('a')
  await pass(2)
  for (const word of ['b', 'c']) void batcher.submit(word)
  await pass(2)
  expect(batches).toEqual([['a']])
  void batcher.submit('d')
  await pass(2)
  expect(batches).toEqual([['a'], ['b', 'c', 'd']])
  void batcher.submit('e')
  await pass(26)
  expect(batches).toHaveLength(2)
  await pass(1)
  expect(batches[2]).toEqual(['e'])
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

test('when the database is away a batch fails as one, and is not tried in pieces', async () => {
  const { batcher, batches, pass, fail } = openBatcher()
  const answers = ['a', 'b'].map(word => batcher.submit(word).catch((cause: Error) => cause.message))
  await pass(2)
  await fail(new Error('away'))
  expect([await Promise.all(answers), batches]).toEqual([['away', 'away'], [['a', 'b']]])
})

/** A batcher in which some words are busy: they are put off for as long as they are in the set. */
function openBusyBatcher(options: Partial<BatcherOptions<string, string>> = {}) {
  const busy = new Set<string>()
  const batches: string[][] = []
  const run = async (words: readonly string[]) => {
    batches.push([...words])
    return words.map(word => (busy.has(word) ? later : word.toUpperCase()))
  }
  return { busy, tried: batches, ...openBatcher({ run, ...options }) }
}

test('what is put off holds nobody up, and is tried again a moment later', async () => {
  const { batcher, busy, tried, pass } = openBusyBatcher()
  busy.add('a')
  const answers = ['a', 'b'].map(word => batcher.submit(word))
  await pass(2)
  expect(await answers[1]).toBe('B')
  await pass(9)
  expect([tried, batcher.waiting]).toEqual([[['a', 'b']], 1])
  busy.delete('a')
  await pass(2)
  expect([await answers[0], tried]).toEqual(['A', [['a', 'b'], ['a']]])
})

test('what is put off goes along with a batch of others once it is due, never before', async () => {
  const { batcher, busy, tried, pass } = openBusyBatcher()
  busy.add('a')
  void batcher.submit('a')
  await pass(5)
  void batcher.submit('b')
  await pass(6)
  void batcher.submit('c')
  await pass(1)
  expect(tried).toEqual([['a'], ['b'], ['a', 'c']])
})

test('things of one name keep their order although the first was put off', async () => {
  const { batcher, busy, tried, pass } = openBusyBatcher()
  busy.add('a.1')
  for (const word of ['a.1', 'a.2']) void batcher.submit(word)
  await pass(5)
  expect(tried).toEqual([['a.1']])
  busy.clear()
  await pass(10)
  expect(tried).toEqual([['a.1'], ['a.1'], ['a.2']])
})

test('what stays busy is refused when patience is over, not before, and the next one is tried as ever', async () => {
  const { batcher, busy, pass } = openBusyBatcher()
  busy.add('a')
  const answer = batcher.submit('a').catch((cause: Error) => cause.message)
  let isAnswered = false
  void answer.then(() => {
    isAnswered = true
  })
  await pass(95)
  expect(isAnswered).toBe(false)
  await pass(20)
  expect([await answer, batcher.waiting]).toEqual(['busy', 0])
  busy.clear()
  const next = batcher.submit('a')
  await pass(2)
  expect(await next).toBe('A')
})

test('where a batch takes long, patience is also a number of tries', async () => {
  const { batcher, tried, pass } = openBusyBatcher({
    run: async () => {
      await new Promise(resolve => setTimeout(resolve, 90))
      return [later]
    },
  })
  let told = ''
  void batcher.submit('a').catch((cause: Error) => {
    told = cause.message
  })
  // Two tries are over after 192 ms, the third after 292.
  await pass(250)
  expect([told, tried.length]).toEqual(['', 0])
  await pass(60)
  expect(told).toBe('busy')
})

test('two that were put off at different times are both tried again', async () => {
  const { batcher, busy, pass } = openBusyBatcher()
  for (const word of ['a', 'b']) busy.add(word)
  const first = batcher.submit('a')
  await pass(8)
  const second = batcher.submit('b')
  await pass(8)
  busy.clear()
  await pass(25)
  expect(await Promise.all([first, second])).toEqual(['A', 'B'])
})

test('as many as there is room for may wait; the next is refused at once, and room that comes free is used', async () => {
  const { batcher, pass, finish } = openBatcher({ itemsMax: 1, waitingMax: { items: 2, weight: 1_000 } })
  const submit = (word: string) => batcher.submit(word).catch((cause: Error) => cause.message)
  const answers = ['a', 'b', 'c', 'd'].map(submit)
  expect([await answers[3], batcher.waiting]).toEqual(['full', 2])
  await finish()
  answers.push(submit('e'))
  expect(batcher.waiting).toBe(2)
  for (let round = 0; round < 3; round++) await finish()
  await pass(2)
  expect(await Promise.all(answers)).toEqual(['A', 'B', 'C', 'full', 'E'])
})

test('what waits is bounded by its weight, too; into an empty queue even the heaviest comes', async () => {
  const { batcher } = openBatcher({ waitingMax: { items: 100, weight: 10 } })
  const submit = (word: string) => batcher.submit(word).catch((cause: Error) => cause.message)
  void submit('a'.repeat(50))
  expect(await submit('b')).toBe('full')
  const light = openBatcher({ waitingMax: { items: 100, weight: 10 } }).batcher
  void light.submit('a'.repeat(5))
  void light.submit('b'.repeat(5))
  expect([await light.submit('c').catch((cause: Error) => cause.message), light.waiting]).toEqual(['full', 2])
})
