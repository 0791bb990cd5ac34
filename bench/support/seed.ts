import { putGoods } from '../../src/server/modules/catalog/index.ts'
import { joinMembers } from '../../src/server/modules/members/index.ts'
import type { Cipher } from '../../src/server/platform/cipher.ts'
import type { Database } from '../../src/server/platform/database.ts'
import { DomainError } from '../../src/server/platform/errors.ts'
import { insertDayTotals, insertLevels, insertPoints } from './seed-store.ts'

const membersPerCall = 500

type Members = {
  cipher: Cipher
  members: number
  lotsPerMember: number
  /** The last member gets so many instead, where it is said. */
  lotsOfLast?: number | undefined
  assetId: number
}

/** Lets members join as an import does, and gives them lots of 300 points, and a level. @returns their numbers */
export async function seedMembers(
  db: Database,
  { cipher, members, lotsPerMember, lotsOfLast = lotsPerMember, assetId }: Members,
): Promise<string[]> {
  const joinedAt = new Date(Date.now() - 400 * 86_400_000)
  const numbers: string[] = []
  const ids: number[] = []
  const joinSome = async (first: number) => {
    const requests = Array.from({ length: Math.min(membersPerCall, members - first) }, (_, index) => ({
      name: `Member ${first + index}`,
      externalId: `bench-${first + index}`,
      source: 'import' as const,
      joinedAt,
    }))
    const joined = await db.transaction(tx => joinMembers(tx, requests, { cipher, today: '2026-01-01' }))
    for (const outcome of joined) {
      if (outcome instanceof DomainError) throw outcome
      numbers.push(outcome.memberNumber)
      ids.push(outcome.memberId)
    }
  }
  for (let first = 0; first < members; first += membersPerCall * 2)
    await Promise.all([
      joinSome(first),
      ...(first + membersPerCall < members ? [joinSome(first + membersPerCall)] : []),
    ])
  await insertPoints(db, { ids: ids.slice(0, -1), assetId, lotsPerMember })
  await insertPoints(db, { ids: ids.slice(-1), assetId, lotsPerMember: lotsOfLast })
  await insertDayTotals(db)
  await insertLevels(db, ids)
  return numbers
}

export async function seedGoods(db: Database, count: number, now: Date): Promise<void> {
  const goods = Array.from({ length: count }, (_, index) => ({
    sku: `sku-${index}`,
    name: `Goods ${index}`,
    class: `class-${index % 40}`,
    brand: `brand-${index % 25}`,
  }))
  await db.transaction(tx => putGoods(tx, goods, now))
}
