import { afterAll, expect, test } from 'vitest'
import { freshDatabase } from '../../../../test/support/database.ts'
import { Assets } from './assets.ts'

const { db, drop } = await freshDatabase()
afterAll(drop)

test('assets are made at their first use, once, whoever asks', async () => {
  const asks = await Promise.all(Array.from({ length: 8 }, () => new Assets(db).idsOf('club', ['points', 'growth'])))
  expect(new Set(asks.map(ids => JSON.stringify([...ids]))).size).toBe(1)
  expect([...(asks[0]?.keys() ?? [])]).toEqual(['points', 'growth'])
})

test('an asset of another program is another asset, even of the same code', async () => {
  const assets = new Assets(db)
  const [club, other] = [await assets.idsOf('club', ['points']), await assets.idsOf('other', ['points'])]
  expect(club.get('points')).not.toBe(other.get('points'))
  expect(await assets.idsOf('club', ['points'])).toEqual(club)
})
