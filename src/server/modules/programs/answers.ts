import {
  type CompiledProgram,
  diffPrograms,
  goodsNamedIn,
  type ProgramSummary,
  readProgram,
  summarise,
} from '../../../program/index.ts'
import type { Caller } from '../../platform/caller.ts'
import type { StoreDirectory } from '../organisation/index.ts'
import { type Change, documentHash, type Person } from './change.ts'
import { programErrors } from './errors.ts'
import type { ProgramBook, PublishedProgram } from './program-book.ts'
import { periodOf, type Release, releaseIn } from './release.ts'
import { storesOf } from './release-document.ts'

/** A member of staff, or the key of a machine, which no person stands behind. */
export function personOf({ id, staffId, name }: Caller): Person {
  return { id: staffId ?? id, name }
}

/** @throws programs/not-found, programs/no-such-version */
export function publishedVersion(programs: ProgramBook, code: string, version: number): PublishedProgram {
  refuseUnknown(programs, code)
  const found = programs.published(code, version)
  if (!found) throw programErrors.make('no-such-version', { code, version })
  return found
}

function refuseUnknown(programs: ProgramBook, code: string): void {
  if (!programs.all().some(({ programCode }) => programCode === code)) throw programErrors.make('not-found', { code })
}

/** The version of a program that is in force at large, or the newest of one that has not begun. */
function shownVersion(programs: ProgramBook, code: string, now: Date): PublishedProgram {
  refuseUnknown(programs, code)
  const ofCode = ({ programCode }: PublishedProgram) => programCode === code
  const found = programs.current(now).find(ofCode) ?? programs.newest().find(ofCode)
  if (!found) throw programErrors.make('not-found', { code })
  return found
}

export function programListAnswer(
  programs: ProgramBook,
  { directory, waiting, now }: { directory: StoreDirectory; waiting: readonly Change[]; now: Date },
) {
  return programs.newest().map(({ programCode: code }) => {
    const { program, publishedBy, version } = shownVersion(programs, code, now)
    const standing = programs.standing(code)
    return {
      code,
      name: program.name,
      version,
      brandCode: program.brand ?? directory.stores[0]?.brandCode ?? '',
      storeCodes: program.stores ? [...program.stores] : null,
      inForceFrom: periodOf(standing, version)?.from.toISOString() ?? null,
      publishedBy,
      isTried: storesOf(program, directory).some(store => releaseIn(standing, store, now)?.version !== version),
      scheduled: standing.filter(({ inForceFrom }) => inForceFrom > now).length,
      waiting: waiting.filter(({ programCode }) => programCode === code).length,
    }
  })
}

/** What the shop calls goods. The catalogue stands on the same floor as programs: the wiring brings it. */
export type NamesOfGoods = (skus: readonly string[]) => Promise<ReadonlyMap<string, string>>

export async function summaryOf(program: CompiledProgram, goodsNames: NamesOfGoods): Promise<ProgramSummary> {
  const names = await goodsNames(goodsNamedIn(program))
  return summarise(program, sku => names.get(sku) ?? null)
}

export async function programAnswer(
  programs: ProgramBook,
  code: string,
  { directory, goodsNames, now }: { directory: StoreDirectory; goodsNames: NamesOfGoods; now: Date },
) {
  const shown = shownVersion(programs, code, now)
  const standing = programs.standing(code)
  const releases = programs.releases().filter(({ programCode }) => programCode === code)
  const versions = programs.all().filter(({ programCode }) => programCode === code)
  const own = new Set(versions.flatMap(({ program }) => storesOf(program, directory)))
  return {
    code,
    name: shown.program.name,
    version: shown.version,
    document: shown.document,
    summary: await summaryOf(shown.program, goodsNames),
    lastRelease: releases.length,
    inForce: directory.stores
      .filter(store => own.has(store.code))
      .map(store => ({
        storeCode: store.code,
        storeName: store.name,
        version: versionIn(programs, { code, storeCode: store.code, directory }, now),
      })),
    versions: versions.toReversed().map(({ version, publishedBy, publishedAt, note }) => {
      const period = periodOf(standing, version)
      return {
        version,
        inForceFrom: period?.from.toISOString() ?? null,
        inForceTo: period?.to?.toISOString() ?? null,
        publishedBy,
        publishedAt: publishedAt.toISOString(),
        note,
      }
    }),
    releases: releases.toReversed().map(release => releaseAnswer(release, { releases, standing, directory, now })),
  }
}

/** Which version a store has: none where the version that is released for it no longer names the store. */
function versionIn(
  programs: ProgramBook,
  { code, storeCode, directory }: { code: string; storeCode: string; directory: StoreDirectory },
  at: Date,
): number | null {
  const release = releaseIn(programs.standing(code), storeCode, at)
  const program = release && programs.version(code, release.version)
  return program && storesOf(program, directory).includes(storeCode) ? program.version : null
}

type Around = { releases: readonly Release[]; standing: readonly Release[]; directory: StoreDirectory; now: Date }

export function releaseAnswer(release: Release, around: Around) {
  const { storeCodes, inForceFrom, releasedAt, programCode: _, ...facts } = release
  return {
    ...facts,
    state: stateOf(release, around),
    storeCodes: storeCodes && [...storeCodes],
    inForceFrom: inForceFrom.toISOString(),
    releasedAt: releasedAt.toISOString(),
  }
}

function stateOf({ kind, number, inForceFrom }: Release, { releases, standing, directory, now }: Around) {
  if (kind === 'cancel') return 'cancel'
  if (releases.some(({ cancels }) => cancels === number)) return 'cancelled'
  if (inForceFrom > now) return 'scheduled'
  const scopes = [null, ...directory.stores.map(({ code }) => code)]
  return scopes.some(scope => releaseIn(standing, scope, now)?.number === number) ? 'live' : 'over'
}

/** What a text changes, against the version that would be in force without it. */
export function diffAnswer(
  programs: ProgramBook,
  { document, storeCode, at }: { document: string; storeCode: string | null; at: Date },
  zone: string,
) {
  const after = readProgram(document, { version: 1, zone }).document
  const code = after?.program ?? null
  const release = code === null ? undefined : releaseIn(programs.standing(code), storeCode, at)
  const before = code === null || !release ? undefined : programs.published(code, release.version)
  return {
    code,
    fromVersion: before?.version ?? null,
    toVersion: null,
    isSameText: before?.document === document,
    differences: before && after ? differencesOf(before.document, document, zone) : [],
  }
}

export function differencesOf(before: string, after: string, zone: string) {
  const [old, now] = [before, after].map(text => readProgram(text, { version: 1, zone }).document)
  return old && now ? diffPrograms(old, now) : []
}

export function changeAnswer(change: Change, { programs, caller }: { programs: ProgramBook; caller: Caller }) {
  const { inForceFrom, storeCodes, createdAt, askedAt, decidedAt, document, approvedHash: _, ...facts } = change
  const last = programs.releases().filter(({ programCode }) => programCode === change.programCode).length
  const isOpen = change.state === 'draft' || change.state === 'requested'
  return {
    ...facts,
    documentHash: documentHash(document),
    inForceFrom: inForceFrom?.toISOString() ?? null,
    storeCodes: storeCodes && [...storeCodes],
    isStale: isOpen && change.baseRelease !== last,
    isMine: change.askedBy.id === personOf(caller).id,
    askedBy: change.askedBy.name,
    createdAt: createdAt.toISOString(),
    askedAt: askedAt?.toISOString() ?? null,
    decidedBy: change.decidedBy?.name ?? null,
    decidedAt: decidedAt?.toISOString() ?? null,
  }
}

/** An open change is compared with what would be in force without it, a released one with what was when it began. */
export function wholeChangeAnswer(
  change: Change,
  { programs, caller, now, zone }: { programs: ProgramBook; caller: Caller; now: Date; zone: string },
) {
  const { code: _, toVersion: __, ...diff } = diffAnswer(programs, placeOf(programs, change, now), zone)
  return { ...changeAnswer(change, { programs, caller }), document: change.document, ...diff }
}

function placeOf(
  programs: ProgramBook,
  { document, storeCodes, inForceFrom, programCode, releaseNumber }: Change,
  now: Date,
) {
  const released = programs
    .releases()
    .find(release => release.programCode === programCode && release.number === releaseNumber)
  const at = released ? new Date(released.inForceFrom.getTime() - 1) : (inForceFrom ?? now)
  return { document, storeCode: storeCodes?.[0] ?? null, at }
}
