import {
  type CompiledProgram,
  type GoodsMeasure,
  laddersOf,
  type OtherLadders,
  readProgram,
} from '../../../program/index.ts'
import type { Database } from '../../platform/database.ts'
import { invariant } from '../../platform/errors.ts'
import { listVersions, type ProgramVersion } from './program-store.ts'
import { type Release, releaseIn, standingReleases } from './release.ts'
import { countReleases, listReleases } from './release-store.ts'

/** A published version, compiled. */
export type PublishedProgram = ProgramVersion & {
  program: CompiledProgram
  /** The ladders of other versions that it was compiled with. */
  ladderKey: string
}

type VersionLadders = { programCode: string; version: number; ladders: OtherLadders }

/** What the book must know of a store to choose its program. */
export type StoreScope = { code: string; brandCode: string; isFirstBrand: boolean }

/** What a till says that it decided under. */
export type NamedVersion = { program: string; version: number }

/** From this instant to the next one in the list a store has this program; null: none. */
type Turn = { from: Date; program: CompiledProgram | null }

/** How long a release made by another process may stay unseen. */
const lifeMs = 1_000

/** What any book of this process has read and compiled: each task of the background opens one of its own. */
type Known = {
  ladders: Map<string, OtherLadders>
  compiled: Map<string, Pick<PublishedProgram, 'document' | 'program'>>
}

const knownOf = new WeakMap<Database, Known>()

/** Every published version, compiled once per process, and the releases that say where and when each is in force. */
export class ProgramBook {
  readonly #db: Database
  readonly #zone: string
  readonly #known: Known
  #published: PublishedProgram[] = []
  #releases: Release[] = []
  #standing: ReadonlyMap<string, Release[]> = new Map()
  /** By store: on the way of every receipt, so each is worked out once per reading. */
  #turns = new Map<string, Turn[]>()
  #goodsMeasures: ReadonlyMap<string, readonly GoodsMeasure[]> = new Map()
  #readAtMs = 0
  #reading: Promise<void> | null = null

  constructor(db: Database, zone: string) {
    this.#db = db
    this.#zone = zone
    this.#known = knownOf.get(db) ?? { ladders: new Map(), compiled: new Map() }
    knownOf.set(db, this.#known)
  }

  /** Looks for new releases, at most once a second. Versions never change, so those already known are kept. */
  async refresh(): Promise<void> {
    if (performance.now() - this.#readAtMs < lifeMs && this.#readAtMs > 0) return
    this.#reading ??= this.#read().finally(() => {
      this.#reading = null
    })
    await this.#reading
  }

  /** Reads once where nothing was read yet: for use within a transaction, which a second connection must not keep waiting. */
  async ready(): Promise<void> {
    if (this.#readAtMs === 0) await this.refresh()
  }

  /** Looks for new releases now: whoever published sees its own version at once. */
  async reread(): Promise<void> {
    // A reading that is under way may have begun before the publication.
    await this.#reading
    this.#readAtMs = 0
    await this.refresh()
  }

  async #read(): Promise<void> {
    if ((await countReleases(this.#db)) !== this.#releases.length) {
      // Releases first: whatever version they name is there when versions are read after them.
      const releases = await listReleases(this.#db)
      const versions = await listVersions(this.#db)
      const ladders = versions.map(({ programCode, version, document }) => ({
        programCode,
        version,
        ladders: this.#laddersOf(document),
      }))
      this.#published = versions.map(version => this.#compile(version, ladders))
      this.#goodsMeasures = goodsMeasuresOf(this.#published)
      this.#releases = releases
      const byProgram = Map.groupBy(releases, release => release.programCode)
      this.#standing = new Map([...byProgram].map(([code, ofProgram]) => [code, standingReleases(ofProgram)]))
      this.#turns = new Map()
    }
    this.#readAtMs = performance.now()
  }

  /**
   * Each version knows the ladders of all others of its program: members may stand on a level that it does not have.
   * It is compiled again only where another version brings a ladder that it did not know.
   */
  #compile(version: ProgramVersion, ladders: readonly VersionLadders[]): PublishedProgram {
    const otherLadders = laddersBeside(version, ladders)
    const ladderKey = JSON.stringify(otherLadders)
    const key = [version.programCode, version.version, this.#zone, ladderKey].join('\n')
    const known = this.#known.compiled.get(key)
    if (known?.document === version.document) return { ...version, program: known.program, ladderKey }
    const { program } = readProgram(version.document, { version: version.version, zone: this.#zone, otherLadders })
    invariant(program, 'a published program compiles')
    this.#known.compiled.set(key, { document: version.document, program })
    return { ...version, program, ladderKey }
  }

  #laddersOf(document: string): OtherLadders {
    const { ladders } = this.#known
    const known = ladders.get(document) ?? laddersOf(document)
    ladders.set(document, known)
    return known
  }

  /** What any version of a program counts of certain goods. */
  goodsMeasures(programCode: string): readonly GoodsMeasure[] {
    return this.#goodsMeasures.get(programCode) ?? []
  }

  /** Every version, oldest first within each program. */
  all(): readonly PublishedProgram[] {
    return this.#published
  }

  /** Every release, oldest first within each program. */
  releases(): readonly Release[] {
    return this.#releases
  }

  /** The releases of one program that count, in the order in which they take over. */
  standing(programCode: string): readonly Release[] {
    return this.#standing.get(programCode) ?? []
  }

  /** The newest version of each program, in force or not. */
  newest(): readonly PublishedProgram[] {
    return [...Map.groupBy(this.#published, version => version.programCode).values()].flatMap(
      versions => versions.at(-1) ?? [],
    )
  }

  /**
   * The version of each program that is in force at an instant in stores that try nothing else; of a program that is
   * only tried, the one that is tried. None of a program that has not begun.
   */
  current(at: Date): readonly PublishedProgram[] {
    return [...this.#standing].flatMap(([code, standing]) => {
      const release = releaseIn(standing, null, at) ?? standing.findLast(({ inForceFrom }) => inForceFrom <= at)
      return release ? (this.#find(code, release.version) ?? []) : []
    })
  }

  /** As the text was published, with its numbers. */
  published(programCode: string, version: number): PublishedProgram | undefined {
    return this.#find(programCode, version)
  }

  version(programCode: string, version: number): CompiledProgram | undefined {
    return this.#find(programCode, version)?.program
  }

  /**
   * The program that rules a store at an instant; a program that names the store goes before one for its whole brand.
   * @returns null where none was in force: the receipt is recorded and decides nothing
   */
  inForce(store: StoreScope, at: Date): CompiledProgram | null {
    return this.#turnsOf(store).findLast(turn => turn.from <= at)?.program ?? null
  }

  #find(programCode: string, version: number): PublishedProgram | undefined {
    return this.#published.find(candidate => candidate.programCode === programCode && candidate.version === version)
  }

  /**
   * The version that a till names, if it ruled the store at any instant of a stretch of time, both ends included.
   * @returns undefined when it did not
   */
  inForceWithin(
    store: StoreScope,
    { program: code, version }: NamedVersion,
    { from, to }: { from: Date; to: Date },
  ): CompiledProgram | undefined {
    const turns = this.#turnsOf(store)
    const found = turns.find(({ program, from: begins }, index) => {
      const ends = turns[index + 1]?.from
      const isNamed = program?.code === code && program.version === version
      return isNamed && begins <= to && (ends === undefined || ends > from)
    })
    return found?.program ?? undefined
  }

  #turnsOf(store: StoreScope): Turn[] {
    const name = `${store.code} ${store.brandCode} ${store.isFirstBrand}`
    const known = this.#turns.get(name)
    if (known) return known
    const instants = new Set([...this.#standing.values()].flat().map(({ inForceFrom }) => inForceFrom.getTime()))
    const turns = [...instants]
      .sort((a, b) => a - b)
      .map(instant => ({ from: new Date(instant), program: this.#choose(store, new Date(instant)) }))
    this.#turns.set(name, turns)
    return turns
  }

  #choose(store: StoreScope, at: Date): CompiledProgram | null {
    const rules = [...this.#standing].flatMap(([code, standing]) => {
      const release = releaseIn(standing, store.code, at)
      const program = release && this.version(code, release.version)
      return program && isRuledBy(store, program) ? [program] : []
    })
    return rules.find(({ stores }) => stores !== null) ?? rules[0] ?? null
  }
}

/** The ladders of the other versions of a program, newest first, each once and none that is this version's own. */
function laddersBeside({ programCode, version }: ProgramVersion, all: readonly VersionLadders[]): OtherLadders {
  const ofProgram = all.filter(other => other.programCode === programCode)
  const codesOf = (ladder: OtherLadders[number]) =>
    JSON.stringify([ladder.track, ladder.ladder.map(({ level }) => level)])
  const own = ofProgram.find(other => other.version === version)?.ladders ?? []
  const seen = new Set(own.map(codesOf))
  const others = ofProgram.filter(other => other.version !== version).toReversed()
  return others.flatMap(({ ladders }) =>
    ladders.filter(ladder => {
      const codes = codesOf(ladder)
      const isNew = !seen.has(codes)
      seen.add(codes)
      return isNew
    }),
  )
}

function goodsMeasuresOf(published: readonly PublishedProgram[]): Map<string, GoodsMeasure[]> {
  const found = new Map<string, GoodsMeasure[]>()
  for (const { programCode, program } of published) {
    const known = found.get(programCode) ?? []
    found.set(programCode, known)
    for (const measure of program.goodsMeasures)
      if (!known.some(other => other.measure === measure.measure)) known.push(measure)
  }
  return found
}

function isRuledBy(store: StoreScope, program: CompiledProgram): boolean {
  const isOfBrand = program.brand === null ? store.isFirstBrand : program.brand === store.brandCode
  return isOfBrand && (program.stores === null || program.stores.includes(store.code))
}
