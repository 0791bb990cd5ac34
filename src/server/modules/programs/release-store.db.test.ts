import { expect, test } from 'vitest'
import { freshDatabase } from '../../../../test/support/database.ts'
import { applyOnce } from '../../platform/migrate.ts'
import { listReleases } from './release-store.ts'

const migration = '0020-program-releases.sql'

test('versions that were published before there were releases are in force as they were', async () => {
  const { db, drop } = await freshDatabase()
  // As the database was before: without the tables of the migration, and without its name.
  await db.run('drop table programs.change_request, programs.release cascade')
  await db.run('drop trigger version_is_released on programs.version')
  await db.run('drop function programs.release_whole_version(), programs.refuse_release_change()')
  await db.run('drop function programs.refuse_change_of_decided()')
  await db.run('delete from platform.migration where name = $1', [migration])
  await db.run(
    `insert into programs.version (program_code, version, document, in_force_from, published_at, published_by, note)
     values ('b', 1, 'x', '2026-01-01', '2025-12-01', 'Olive', 'why'), ('b', 2, 'y', '2026-02-01', '2026-01-15', 'Paul', null),
       ('a', 1, 'z', '2026-03-01', '2026-03-01', 'Vera', null)`,
  )
  expect(await db.transaction(tx => applyOnce(tx, migration))).toBe(true)
  const releases = await listReleases(db)
  await drop()
  expect(releases).toMatchObject([
    { programCode: 'a', number: 1, version: 1, kind: 'full', releasedBy: 'Vera' },
    { programCode: 'b', number: 1, version: 1, kind: 'full', storeCodes: null, releasedBy: 'Olive', note: 'why' },
    { programCode: 'b', number: 2, version: 2, kind: 'full', releasedBy: 'Paul', approvedBy: null },
  ])
  expect(releases.map(({ inForceFrom }) => inForceFrom.toISOString().slice(0, 7))).toEqual([
    '2026-03',
    '2026-01',
    '2026-02',
  ])
})
