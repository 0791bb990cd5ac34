import { type CompiledProgram, type Finding, readProgram } from '../../../program/index.ts'
import { languages } from '../../../shared/languages.ts'
import type { Transaction } from '../../platform/database.ts'
import { type DomainError, invariant } from '../../platform/errors.ts'
import { publish } from '../../platform/events.ts'
import type { StoreDirectory } from '../organisation/index.ts'
import { programErrors } from './errors.ts'
import { programPublished, programReleased } from './events.ts'
import { insertVersion, listVersions, type ProgramVersion } from './program-store.ts'
import { meet, type Release, releaseIn, standingReleases } from './release.ts'
import { insertRelease, listReleases } from './release-store.ts'

export type ReleaseRequest = {
  document: string
  /** null: every store of the program. */
  storeCodes: readonly string[] | null
  /** null: from now on. */
  inForceFrom: Date | null
  note: string | null
  releasedBy: string
  approval: { approvedBy: string; isAlone: boolean; changeId: string } | null
  now: Date
  zone: string
  directory: StoreDirectory
}

/**
 * Makes a document the next version of its program and releases it. The text of the newest version is not published
 * again: that version is released, which is how a trial becomes the rule everywhere. The caller holds lockPrograms.
 * @throws programs/has-errors with all findings
 * @throws programs/unknown-store, programs/unknown-brand, programs/store-not-of-program
 * @throws programs/unchanged, programs/begins-before-last
 */
export async function releaseDocument(
  tx: Transaction,
  request: ReleaseRequest,
): Promise<{ version: ProgramVersion; release: Release }> {
  const program = checkedProgram(request)
  const versions = (await listVersions(tx)).filter(({ programCode }) => programCode === program.code)
  const releases = (await listReleases(tx)).filter(({ programCode }) => programCode === program.code)
  const inForceFrom = request.inForceFrom ?? request.now
  const last = versions.at(-1)
  const again = last?.document === request.document ? last : undefined
  if (again && isInForce(again.version, releases, { request, inForceFrom })) throw programErrors.make('unchanged')
  refuseEarlier(releases, { storeCodes: request.storeCodes, inForceFrom })
  const version = again ?? nextVersion(program.code, last, request)
  const release: Release = {
    programCode: program.code,
    number: releases.length + 1,
    version: version.version,
    kind: request.storeCodes ? 'canary' : 'full',
    storeCodes: request.storeCodes,
    inForceFrom,
    cancels: null,
    releasedAt: request.now,
    releasedBy: request.releasedBy,
    approvedBy: request.approval?.approvedBy ?? null,
    isApprovedAlone: request.approval?.isAlone ?? false,
    changeId: request.approval?.changeId ?? null,
    note: request.note,
  }
  if (!again) await insertVersion(tx, version)
  await insertRelease(tx, release)
  await announce(tx, { version, release, isNew: !again })
  return { version, release }
}

/** Reads a document as somebody wants it released. @throws what forbids it whatever else is published */
export function checkedProgram({
  document,
  storeCodes,
  zone,
  directory,
}: Pick<ReleaseRequest, 'document' | 'storeCodes' | 'zone' | 'directory'>): CompiledProgram {
  const { program, findings } = readProgram(document, { version: 1, zone })
  if (!program) throw hasErrors(findings)
  const brands = new Set(directory.stores.map(store => store.brandCode))
  if (program.brand !== null && !brands.has(program.brand))
    throw programErrors.make('unknown-brand', { brand: program.brand })
  refuseUnknownStores(program.stores ?? [], directory)
  refuseOtherStores(program, storeCodes, directory)
  return program
}

function refuseUnknownStores(codes: readonly string[], directory: StoreDirectory): void {
  const unknown = codes.find(code => !directory.storeByCode(code))
  if (unknown !== undefined) throw programErrors.make('unknown-store', { store: unknown })
}

/** @throws programs/unknown-store, programs/store-not-of-program */
export function refuseOtherStores(
  program: CompiledProgram,
  storeCodes: readonly string[] | null,
  directory: StoreDirectory,
): void {
  refuseUnknownStores(storeCodes ?? [], directory)
  const own = new Set(storesOf(program, directory))
  const other = storeCodes?.find(code => !own.has(code))
  if (other !== undefined) throw programErrors.make('store-not-of-program', { store: other, code: program.code })
}

/** The codes of the stores that a program is for. */
export function storesOf({ brand, stores }: CompiledProgram, directory: StoreDirectory): string[] {
  const firstBrandId = Math.min(...directory.stores.map(store => store.brandId))
  return directory.stores
    .filter(store => (brand === null ? store.brandId === firstBrandId : store.brandCode === brand))
    .map(store => store.code)
    .filter(code => stores === null || stores.includes(code))
}

/** Whether releasing a version would change nothing anywhere. */
function isInForce(
  version: number,
  releases: readonly Release[],
  { request, inForceFrom }: { request: ReleaseRequest; inForceFrom: Date },
): boolean {
  const standing = standingReleases(releases)
  const scopes = request.storeCodes ?? [null, ...request.directory.stores.map(store => store.code)]
  // A release that is still to come counts as well: publishing its text once more would do nothing new.
  const at = new Date(Math.max(inForceFrom.getTime(), standing.at(-1)?.inForceFrom.getTime() ?? 0))
  return scopes.every(scope => releaseIn(standing, scope, at)?.version === version)
}

/** Whatever was released for a store takes its turn: a new release begins after all that are there. */
function refuseEarlier(
  releases: readonly Release[],
  wanted: { storeCodes: readonly string[] | null; inForceFrom: Date },
): void {
  const last = standingReleases(releases).findLast(release => meet(release, wanted))
  if (last && wanted.inForceFrom <= last.inForceFrom)
    throw programErrors.make('begins-before-last', { lastFrom: last.inForceFrom.toISOString() })
}

function nextVersion(
  programCode: string,
  last: ProgramVersion | undefined,
  { document, inForceFrom, now, releasedBy, note }: ReleaseRequest,
): ProgramVersion {
  return {
    programCode,
    version: (last?.version ?? 0) + 1,
    document,
    inForceFrom: inForceFrom ?? now,
    publishedAt: now,
    publishedBy: releasedBy,
    note,
  }
}

async function announce(
  tx: Transaction,
  { version, release, isNew }: { version: ProgramVersion; release: Release; isNew: boolean },
): Promise<void> {
  const { programCode, number, kind, storeCodes, releasedBy, releasedAt } = release
  const inForceFrom = release.inForceFrom.toISOString()
  const told = { programCode, version: version.version, number, storeCodes, inForceFrom, releasedBy }
  await publish(tx, [
    ...(isNew
      ? [
          programPublished.of(
            { programCode, version: version.version, inForceFrom, publishedBy: releasedBy },
            releasedAt,
          ),
        ]
      : []),
    programReleased.of({ ...told, kind: kind === 'canary' ? 'canary' : 'full' }, releasedAt),
  ])
}

/** The first error in its own language, with all findings in the details. */
function hasErrors(findings: readonly Finding[]): DomainError {
  const first = findings.find(finding => finding.severity === 'error')
  invariant(first, 'a program that is not compiled has an error')
  const error = programErrors.make('has-errors', { line: first.line, column: first.column, findings })
  // The sentence repeats words of the document: given as a function, no "$&" in it means anything.
  for (const language of languages)
    error.texts[language] = error.texts[language].replace('{first}', () => first.texts[language])
  return error
}
