import type { Transaction } from '../../platform/database.ts'
import { newId } from '../../platform/ids.ts'
import type { StoreDirectory } from '../organisation/index.ts'
import { type Change, type Person, readWhy, refusePassed, refuseStale } from './change.ts'
import { findChange, insertChange, markChangeDecided, updateChange } from './change-store.ts'
import { programErrors } from './errors.ts'
import { lockPrograms } from './program-store.ts'
import { checkedProgram } from './release-document.ts'
import { listReleases } from './release-store.ts'

/** What the author writes. `ask`: it is ready for another person; otherwise it stays a draft, whatever is wrong with it. */
export type Writing = Pick<Change, 'document' | 'inForceFrom' | 'storeCodes' | 'why' | 'baseRelease'> & { ask: boolean }
type Setting = { now: Date; zone: string; directory: StoreDirectory }

/**
 * Writes a new change.
 * @throws what askable throws, when it asks
 */
export async function writeChange(
  tx: Transaction,
  { programCode, author, writing }: { programCode: string; author: Person; writing: Writing },
  setting: Setting,
): Promise<Change> {
  await lockPrograms(tx)
  const blank: Change = {
    changeId: newId(setting.now),
    programCode,
    ...contentOf(writing),
    state: 'draft',
    askedBy: author,
    createdAt: setting.now,
    askedAt: null,
    decidedBy: null,
    decidedAt: null,
    declineReason: null,
    approvedHash: null,
    isApprovedAlone: false,
    releaseNumber: null,
  }
  const change = writing.ask ? await asked(tx, blank, setting) : blank
  await insertChange(tx, change)
  return change
}

/**
 * Edits a change that nobody decided yet. What was asked for is a draft again, unless it asks anew.
 * @throws programs/no-such-change, programs/not-your-change, programs/already-decided
 */
export async function editChange(
  tx: Transaction,
  { changeId, author, writing }: { changeId: string; author: Person; writing: Writing },
  setting: Setting,
): Promise<Change> {
  await lockPrograms(tx)
  const draft: Change = {
    ...(await ownChange(tx, changeId, author)),
    ...contentOf(writing),
    state: 'draft',
    askedAt: null,
  }
  const change = writing.ask ? await asked(tx, draft, setting) : draft
  await updateChange(tx, change)
  return change
}

function contentOf({ document, inForceFrom, storeCodes, why, baseRelease }: Writing) {
  return { document, inForceFrom, storeCodes, why: why.trim(), baseRelease }
}

/**
 * The change as it is put before another person: it could be released as it stands.
 * @throws programs/has-errors and the other refusals of checkedProgram, programs/other-program
 * @throws programs/why-missing, programs/instant-has-passed, programs/stale-base
 */
async function asked(tx: Transaction, change: Change, { now, ...places }: Setting): Promise<Change> {
  const { code } = checkedProgram({ ...change, ...places })
  if (code !== change.programCode) throw programErrors.make('other-program', { code: change.programCode, found: code })
  const why = readWhy(change.why)
  refusePassed(change, now)
  refuseStale(change, await lastRelease(tx, code))
  return { ...change, why, state: 'requested', askedAt: now }
}

/** The number of the last release of a program; 0 before the first. */
export async function lastRelease(tx: Transaction, programCode: string): Promise<number> {
  return (await listReleases(tx)).filter(release => release.programCode === programCode).length
}

/**
 * The author takes a change back.
 * @throws programs/no-such-change, programs/not-your-change, programs/already-decided
 */
export async function withdrawChange(
  tx: Transaction,
  { changeId, author, now }: { changeId: string; author: Person; now: Date },
): Promise<Change> {
  await lockPrograms(tx)
  const change = await ownChange(tx, changeId, author)
  const withdrawn: Change = { ...change, state: 'withdrawn', decidedBy: author, decidedAt: now }
  await markChangeDecided(tx, withdrawn)
  return withdrawn
}

async function ownChange(tx: Transaction, changeId: string, author: Person): Promise<Change> {
  const change = await findChange(tx, changeId)
  if (!change) throw programErrors.make('no-such-change')
  if (change.askedBy.id !== author.id) throw programErrors.make('not-your-change', { author: change.askedBy.name })
  if (change.state !== 'draft' && change.state !== 'requested') throw programErrors.make('already-decided')
  return change
}
