import { afterAll, expect, test } from 'vitest'
import { freshDatabase } from '../../../../test/support/database.ts'
import { joinMember } from './join-member.ts'
import { keepInScope } from './keep-in-scope.ts'
import { testCipher } from './members-for-tests.ts'
import { rememberVisits } from './remember-visits.ts'

const { db, drop } = await freshDatabase()
afterAll(drop)
await db.run(`insert into organisation.brand (code, name) values ('B1', 'Brand')`)
for (const code of ['S1', 'S2'])
  await db.run(
    'insert into organisation.store (code, name, brand_id) select $1, $1, brand_id from organisation.brand',
    [code],
  )
const storeIds = (await db.rows<{ id: number }>('select store_id as id from organisation.store order by code')).map(
  ({ id }) => id,
)
const [first = 0, second = 0] = storeIds
const today = '2026-03-05'

const cipher = testCipher()
async function join(name: string, homeStoreId: number | null): Promise<number> {
  const joining = { name, homeStoreId, source: 'till' as const, joinedAt: new Date('2024-01-01T00:00:00Z') }
  const { memberId } = await db.transaction(tx => joinMember(tx, joining, { cipher, today: '2024-01-01' }))
  return memberId
}

test('a store sees those at home there and those who bought there within two years, to the day', async () => {
  const [atHome, elsewhere, visitor, longAgo] = [
    await join('A', first),
    await join('B', second),
    await join('C', second),
    await join('D', null),
  ]
  await db.transaction(tx =>
    rememberVisits(tx, [
      { memberId: visitor, storeId: first, onDay: '2024-03-05' },
      { memberId: longAgo, storeId: first, onDay: '2024-03-04' },
    ]),
  )
  const memberIds = [atHome, elsewhere, visitor, longAgo]
  const kept = (ids: 'all' | number[]) => keepInScope(db, { memberIds, storeIds: ids, today })
  expect([...(await kept([first]))].sort()).toEqual([atHome, visitor].sort())
  expect([...(await kept([first, second]))].sort()).toEqual([atHome, elsewhere, visitor].sort())
  expect([...(await kept([]))]).toEqual([])
  expect([...(await kept('all'))]).toEqual(memberIds)
})
