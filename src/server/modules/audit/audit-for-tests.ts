import { randomBytes, randomUUID } from 'node:crypto'
import { freshDatabase } from '../../../../test/support/database.ts'
import { removeFolder, temporaryFolder } from '../../../../test/support/temporary-folder.ts'
import { Cipher } from '../../platform/cipher.ts'
import type { Transaction } from '../../platform/database.ts'
import type { AuditRecord } from '../../platform/deed.ts'
import { checkTrail } from './check-trail.ts'
import { headFileOf } from './head-file.ts'
import { insertRecords } from './record-store.ts'
import { findTrailId } from './seal-store.ts'
import { sealTrail } from './seal-trail.ts'

export const noon = new Date('2026-03-05T04:00:00Z')

/** One deed; only what a test is about is named. */
export function deedOf(facts: Partial<AuditRecord> = {}): AuditRecord {
  return {
    at: noon,
    callerKind: 'staff',
    callerId: 'f2b0a5a4-0000-4000-8000-000000000001',
    address: '127.0.0.1',
    requestId: randomUUID(),
    action: 'members/read',
    memberNumber: null,
    thing: null,
    storeId: null,
    shownMembers: null,
    outcome: 'done',
    code: null,
    ...facts,
  }
}

/** A trail in a database of its own, with a key file folder of its own. */
export async function openTrail() {
  const { db, drop, target } = await freshDatabase()
  const folder = await temporaryFolder()
  const config = { keyFile: `${folder}/regulars.key` }
  const cipher = new Cipher({ encryption: randomBytes(32), index: randomBytes(32), auth: randomBytes(32) })
  const trailId = (await findTrailId(db)) ?? ''
  return {
    db,
    target,
    config,
    cipher,
    headFile: headFileOf(config.keyFile, trailId),
    write: (...records: AuditRecord[]) => insertRecords(db, records),
    seal: () => sealTrail({ db, cipher, config }),
    check: (tx: Transaction = db, now = noon) => checkTrail(tx, { cipher, keyFile: config.keyFile, now }),
    close: async () => {
      await drop()
      await removeFolder(folder)
    },
  }
}
