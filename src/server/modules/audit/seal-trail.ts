import type { Cipher } from '../../platform/cipher.ts'
import type { Config } from '../../platform/config.ts'
import type { Database, Transaction } from '../../platform/database.ts'
import { invariant } from '../../platform/errors.ts'
import { type Head, headFileOf, readHead, writeHead } from './head-file.ts'
import {
  findLastSeal,
  findSeal,
  findTrailId,
  insertSeals,
  type Seal,
  takeUnsealed,
  tryLockSealing,
} from './seal-store.ts'
import { firstHash, linkHash, sealedBytes } from './sealed-bytes.ts'

type Sealing = { db: Database; cipher: Cipher; config: Pick<Config, 'keyFile'> }

const recordsPerSealing = 1_000

/**
 * Gives the records that wait their numbers and hashes, and writes the new end of the chain beside the key file. One
 * process at a time; the others pass.
 * @returns how many were sealed
 * @throws when the trail is not the one whose end was written down: whoever cut it off must not get a new end for it
 */
export async function sealTrail({ db, cipher, config }: Sealing): Promise<number> {
  const sealed = await db.transaction(async tx => {
    if (!(await tryLockSealing(tx))) return undefined
    const trailId = await findTrailId(tx)
    invariant(trailId, 'the audit trail has an id')
    const path = headFileOf(config.keyFile, trailId)
    const first = firstHash(cipher, trailId)
    const last = await findLastSeal(tx)
    const head = await readHead(path)
    const refusal = await headRefusal(tx, { path, head, last, first })
    if (refusal) throw new Error(refusal)
    // Before the first seal, so that a process killed right after it leaves no trail without a head file.
    if (!head) await writeHead(path, { number: 0, hash: first.toString('hex') })

    const records = await takeUnsealed(tx, recordsPerSealing)
    const seals: Seal[] = []
    let number = last?.number ?? 0
    let before = last?.hash ?? first
    for (const { recordId, columns } of records) {
      if (!columns) throw new Error(`Record ${recordId} of the audit trail was removed before it was sealed.`)
      number += 1
      before = linkHash(cipher, before, sealedBytes(number, columns))
      seals.push({ number, recordId, hash: before })
    }
    if (seals.length === 0) return undefined
    await insertSeals(tx, seals)
    return { path, count: seals.length, head: { number, hash: before.toString('hex') } }
  })
  if (!sealed) return 0
  await writeHead(sealed.path, sealed.head)
  return sealed.count
}

type Ends = { path: string; head: Head | undefined; last: Seal | undefined; first: Buffer }

/** Why a chain is not the one whose end was written down; null when it is, or when nothing was written down yet. */
export async function headRefusal(tx: Transaction, { path, head, last, first }: Ends): Promise<string | null> {
  if (!head && !last) return null
  if (!head)
    return `The head file ${path} is missing, so nobody can say whether the end of the audit trail was cut off.`
  const there = head.number === 0 ? first : (await findSeal(tx, head.number))?.hash
  if (!there)
    return `The audit trail ends at number ${last?.number ?? 0}, but ${path} says that it reached ${head.number}: its end was cut off, or an older database was put back.`
  if (there.toString('hex') !== head.hash)
    return `Number ${head.number} of the audit trail is not the one that ${path} knows: the trail was made anew.`
  return null
}
