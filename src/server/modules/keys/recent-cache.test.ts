import { expect, test } from 'vitest'
import { RecentCache } from './recent-cache.ts'

function counted(answers: Record<string, string | undefined>) {
  const asked: string[] = []
  const lookUp = async (name: string) => {
    asked.push(name)
    return answers[name]
  }
  return { asked, lookUp }
}

test('what was found is not looked up again', async () => {
  const cache = new RecentCache<string>({ lifeMs: 60_000, entriesMax: 10 })
  const { asked, lookUp } = counted({ a: 'A' })
  expect(await Promise.all([cache.get('a', lookUp), cache.get('a', lookUp)])).toEqual(['A', 'A'])
  expect(await cache.get('a', lookUp)).toBe('A')
  expect(asked).toEqual(['a'])
})

test('what was forgotten or is old is looked up again', async () => {
  const { asked, lookUp } = counted({ a: 'A' })
  const cache = new RecentCache<string>({ lifeMs: 60_000, entriesMax: 10 })
  await cache.get('a', lookUp)
  cache.forget('a')
  await cache.get('a', lookUp)
  const shortLived = new RecentCache<string>({ lifeMs: 0, entriesMax: 10 })
  await shortLived.get('a', lookUp)
  await shortLived.get('a', lookUp)
  expect(asked).toHaveLength(4)
})

test('neither a missing thing nor a failure is remembered', async () => {
  const cache = new RecentCache<string>({ lifeMs: 60_000, entriesMax: 10 })
  const { asked, lookUp } = counted({})
  expect(await cache.get('a', lookUp)).toBeUndefined()
  expect(await cache.get('a', lookUp)).toBeUndefined()
  expect(asked).toHaveLength(2)
  await expect(cache.get('b', () => Promise.reject(new Error('away')))).rejects.toThrow('away')
  expect(await cache.get('b', async () => 'B')).toBe('B')
})

test('the oldest entry makes room', async () => {
  const cache = new RecentCache<string>({ lifeMs: 60_000, entriesMax: 1 })
  const { asked, lookUp } = counted({ a: 'A', b: 'B' })
  for (const name of ['a', 'b', 'b', 'a']) await cache.get(name, lookUp)
  expect(asked).toEqual(['a', 'b', 'a'])
})
