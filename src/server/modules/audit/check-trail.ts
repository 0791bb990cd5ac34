import type { Cipher } from '../../platform/cipher.ts'
import type { Transaction } from '../../platform/database.ts'
import { invariant } from '../../platform/errors.ts'
import { headFileOf, readHead } from './head-file.ts'
import { countUnsealed, findLastSeal, findTrailId, readSeals, type SealedRecord } from './seal-store.ts'
import { headRefusal } from './seal-trail.ts'
import { firstHash, linkHash, sealedBytes } from './sealed-bytes.ts'

export type TrailCheck = {
  /** How many sealed records were looked at. */
  lookedAt: number
  /** One sentence for each thing that does not hold; the first ones only. */
  findings: string[]
}

type Checking = { cipher: Cipher; keyFile: string; now: Date }

const recordsPerPage = 5_000
const findingsMax = 20
/** The background process seals all the time; what waits for longer waits for somebody to look. */
const waitMinutesMax = 5

/** Proves the whole trail: no sealed record was changed, removed, moved or put in, and its end is where it was left. */
export async function checkTrail(tx: Transaction, { cipher, keyFile, now }: Checking): Promise<TrailCheck> {
  const trailId = await findTrailId(tx)
  if (!trailId) return { lookedAt: 0, findings: ['The audit trail has lost its id.'] }
  const { lookedAt, findings } = await checkChain(tx, cipher, trailId)
  findings.push(...(await checkEnd(tx, headFileOf(keyFile, trailId), firstHash(cipher, trailId))))
  findings.push(...(await checkWaiting(tx, now)))
  return { lookedAt, findings: findings.slice(0, findingsMax) }
}

async function checkChain(tx: Transaction, cipher: Cipher, trailId: string): Promise<TrailCheck> {
  const findings: string[] = []
  let lookedAt = 0
  let number = 0
  let before = firstHash(cipher, trailId)
  for (;;) {
    const page = await readSeals(tx, number, recordsPerPage)
    for (const seal of page) {
      const finding = findingAbout(seal, { number: number + 1, before, cipher })
      if (finding && findings.length < findingsMax) findings.push(finding)
      // Goes on from what is there, so that each break is told once.
      number = seal.number
      before = seal.hash
    }
    lookedAt += page.length
    if (page.length < recordsPerPage) return { lookedAt, findings }
  }
}

type Expected = { number: number; before: Buffer; cipher: Cipher }

function findingAbout(seal: SealedRecord, { number, before, cipher }: Expected): string | null {
  const { recordId, columns, hash } = seal
  if (seal.number !== number)
    return seal.number === number + 1
      ? `Number ${number} of the trail is missing.`
      : `Numbers ${number} to ${seal.number - 1} of the trail are missing.`
  if (!columns) return `Number ${number}: its record ${recordId} is missing.`
  if (!linkHash(cipher, before, sealedBytes(number, columns)).equals(hash))
    return `Number ${number}: record ${recordId} is not the one that was sealed here after the one before it.`
  return null
}

async function checkEnd(tx: Transaction, path: string, first: Buffer): Promise<string[]> {
  const last = await findLastSeal(tx)
  try {
    const refusal = await headRefusal(tx, { path, head: await readHead(path), last, first })
    return refusal ? [refusal] : []
  } catch (error) {
    invariant(error instanceof Error, 'whatever goes wrong with a file is an Error')
    return [error.message]
  }
}

async function checkWaiting(tx: Transaction, now: Date): Promise<string[]> {
  const { strayRecords, lateRecords, lostRecords } = await countUnsealed(
    tx,
    new Date(now.getTime() - waitMinutesMax * 60_000),
  )
  const findings: string[] = []
  if (strayRecords > 0) findings.push(`${strayRecords} records have no seal and do not wait for one.`)
  if (lostRecords > 0) findings.push(`${lostRecords} records that waited for their seal are missing.`)
  if (lateRecords > 0)
    findings.push(
      `${lateRecords} records wait for their seal for more than ${waitMinutesMax} minutes: is the background process running?`,
    )
  return findings
}
