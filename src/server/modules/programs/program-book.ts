import { type CompiledProgram, type GoodsMeasure, laddersOf, readProgram } from '../../../program/index.ts'
import type { Database } from '../../platform/database.ts'
import { invariant } from '../../platform/errors.ts'
import { countVersions, listVersions, type ProgramVersion } from './program-store.ts'

/** A published version, compiled. `inForceTo` is where the next version begins; null for the newest. */
export type PublishedProgram = ProgramVersion & { program: CompiledProgram; inForceTo: Date | null }

/** What the book must know of a store to choose its program. */
export type StoreScope = { code: string; brandCode: string; isFirstBrand: boolean }

/** How long a version published by another process may stay unseen. */
const lifeMs = 1_000

/** Every published version, compiled once per process. */
export class ProgramBook {
  readonly #db: Database
  readonly #zone: string
  #published: PublishedProgram[] = []
  #goodsMeasures: ReadonlyMap<string, readonly GoodsMeasure[]> = new Map()
  #readAtMs = 0
  #reading: Promise<void> | null = null

  constructor(db: Database, zone: string) {
    this.#db = db
    this.#zone = zone
  }

  /** Looks for new versions, at most once a second. Versions never change, so those already known are kept. */
  async refresh(): Promise<void> {
    if (performance.now() - this.#readAtMs < lifeMs && this.#readAtMs > 0) return
    this.#reading ??= this.#read().finally(() => {
      this.#reading = null
    })
    await this.#reading
  }

  /** Looks for new versions now: whoever published sees its own version at once. */
  async reread(): Promise<void> {
    // A reading that is under way may have begun before the publication.
    await this.#reading
    this.#readAtMs = 0
    await this.refresh()
  }

  async #read(): Promise<void> {
    if ((await countVersions(this.#db)) !== this.#published.length) {
      const versions = await listVersions(this.#db)
      this.#published = versions.map(version => this.#compile(version, versions))
      this.#goodsMeasures = goodsMeasuresOf(this.#published)
    }
    this.#readAtMs = performance.now()
  }

  /** Each version knows the ladders of all others of its program: members may stand on a level that it does not have. */
  #compile(version: ProgramVersion, versions: readonly ProgramVersion[]): PublishedProgram {
    const siblings = versions.filter(candidate => candidate.programCode === version.programCode)
    const known = this.#published.find(
      old => old.programCode === version.programCode && old.version === version.version,
    )
    const isComplete = known !== undefined && this.#countOf(version.programCode) === siblings.length
    const next = siblings.find(candidate => candidate.version === version.version + 1)
    const program = isComplete ? known.program : this.#compiled(version, siblings)
    return { ...version, program, inForceTo: next?.inForceFrom ?? null }
  }

  #countOf(programCode: string): number {
    return this.#published.filter(old => old.programCode === programCode).length
  }

  #compiled(version: ProgramVersion, siblings: readonly ProgramVersion[]): CompiledProgram {
    const otherLadders = siblings
      .filter(other => other.version !== version.version)
      .toReversed()
      .flatMap(({ document }) => laddersOf(document))
    const { program } = readProgram(version.document, { version: version.version, zone: this.#zone, otherLadders })
    invariant(program, 'a published program compiles')
    return program
  }

  /** What any version of a program counts of certain goods. */
  goodsMeasures(programCode: string): readonly GoodsMeasure[] {
    return this.#goodsMeasures.get(programCode) ?? []
  }

  /** Every version, oldest first within each program. */
  all(): readonly PublishedProgram[] {
    return this.#published
  }

  /** The newest version of each program. */
  newest(): readonly PublishedProgram[] {
    return this.#published.filter(version => version.inForceTo === null)
  }

  /** The version of each program that is in force at an instant; none of a program that has not begun. */
  current(at: Date): readonly PublishedProgram[] {
    return this.#published.filter(version => isInForce(version, at))
  }

  version(programCode: string, version: number): CompiledProgram | undefined {
    return this.#published.find(candidate => candidate.programCode === programCode && candidate.version === version)
      ?.program
  }

  /**
   * The program that rules a store at an instant; a program that names the store goes before one for its whole brand.
   * @returns null where none was in force: the receipt is recorded and decides nothing
   */
  inForce(store: StoreScope, at: Date): CompiledProgram | null {
    const rules = this.current(at).filter(({ program }) => isRuledBy(store, program))
    const named = rules.find(({ program }) => program.stores !== null)
    return (named ?? rules[0])?.program ?? null
  }
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

function isInForce({ inForceFrom, inForceTo }: PublishedProgram, at: Date): boolean {
  return at >= inForceFrom && (inForceTo === null || at < inForceTo)
}

function isRuledBy(store: StoreScope, program: CompiledProgram): boolean {
  const isOfBrand = program.brand === null ? store.isFirstBrand : program.brand === store.brandCode
  return isOfBrand && (program.stores === null || program.stores.includes(store.code))
}
