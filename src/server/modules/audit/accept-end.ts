import { rename } from 'node:fs/promises'
import type { Config } from '../../platform/config.ts'
import type { Database } from '../../platform/database.ts'
import { invariant } from '../../platform/errors.ts'
import { trailAudit } from './audit.ts'
import { headFileOf, readHead, writeHead } from './head-file.ts'
import { insertRecords } from './record-store.ts'
import { findLastSeal, findTrailId } from './seal-store.ts'

type Accepting = { db: Database; config: Pick<Config, 'keyFile'>; now: Date; by: string }

/**
 * Takes the end that the trail has now for its right end, as after an older database was put back on purpose. The old
 * head file stays beside the new one, and the trail tells that this was done.
 */
export async function acceptEnd({ db, config, now, by }: Accepting): Promise<{ number: number }> {
  const trailId = await findTrailId(db)
  invariant(trailId, 'the audit trail has an id')
  const path = headFileOf(config.keyFile, trailId)
  const last = await findLastSeal(db)
  const told = await readHead(path).catch(() => undefined)
  await rename(path, `${path}.${now.toISOString().replaceAll(':', '-')}.old`).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error
  })
  if (last) await writeHead(path, { number: last.number, hash: last.hash.toString('hex') })
  await db.transaction(tx =>
    insertRecords(tx, [
      {
        at: now,
        callerKind: 'server',
        callerId: by,
        address: '',
        requestId: '',
        action: trailAudit.action('accept-end').word,
        memberNumber: null,
        thing: `seal/${told?.number ?? 0}/${last?.number ?? 0}`,
        storeId: null,
        shownMembers: null,
        outcome: 'done',
        code: null,
      },
    ]),
  )
  return { number: last?.number ?? 0 }
}
