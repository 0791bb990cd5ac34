import type { Database } from '../../platform/database.ts'
import { findStoreRows, findTillRows, type StoreRow, type TillRow } from './organisation-store.ts'

export type Till = TillRow
export type Store = StoreRow & { tills: readonly Till[] }

/** Every store and till of one moment. */
export class StoreDirectory {
  readonly stores: readonly Store[]
  readonly #byCode: ReadonlyMap<string, Store>
  readonly #byId: ReadonlyMap<number, Store>
  readonly #tillById: ReadonlyMap<number, Till>

  constructor(stores: readonly StoreRow[], tills: readonly TillRow[]) {
    const tillsOf = Map.groupBy(tills, till => till.storeId)
    this.stores = stores.map(store => ({ ...store, tills: tillsOf.get(store.storeId) ?? [] }))
    this.#byCode = new Map(this.stores.map(store => [store.code, store]))
    this.#byId = new Map(this.stores.map(store => [store.storeId, store]))
    this.#tillById = new Map(tills.map(till => [till.tillId, till]))
  }

  storeByCode(code: string): Store | undefined {
    return this.#byCode.get(code)
  }

  storeById(storeId: number): Store | undefined {
    return this.#byId.get(storeId)
  }

  tillById(tillId: number): Till | undefined {
    return this.#tillById.get(tillId)
  }
}

/** How long changes that another process made may stay unseen. */
const lifeMs = 3_000
/** Something that is missing is looked for again, so that a new store works at once; but not on every request. */
const missPauseMs = 250

type Held = { directory: Promise<StoreDirectory>; loadedAtMs: number }
const held = new WeakMap<Database, Held>()

/**
 * Stores and tills, held in this process: each receipt asks for them, and there are some thousands at most.
 * Answers are at most three seconds old; after a change of our own they are new, see forgetStores.
 */
export function storeDirectory(db: Database): Promise<StoreDirectory> {
  return directoryNotOlderThan(db, lifeMs)
}

/**
 * The directory as it is held, however old: for use within a transaction, where a second connection must not be waited
 * for. Whoever begins the transaction has asked for a fresh one before.
 */
export function heldDirectory(db: Database): Promise<StoreDirectory> {
  return directoryNotOlderThan(db, Number.POSITIVE_INFINITY)
}

/** Called after the commit of whatever changes stores or tills. */
export function forgetStores(db: Database): void {
  held.delete(db)
}

export function findStoreByCode(db: Database, code: string): Promise<Store | undefined> {
  return find(db, directory => directory.storeByCode(code))
}

export function findStoreById(db: Database, storeId: number): Promise<Store | undefined> {
  return find(db, directory => directory.storeById(storeId))
}

export function findTillByCode(
  db: Database,
  { storeCode, tillCode }: { storeCode: string; tillCode: string },
): Promise<Till | undefined> {
  return find(db, directory => directory.storeByCode(storeCode)?.tills.find(till => till.code === tillCode))
}

export function findTillById(db: Database, tillId: number): Promise<Till | undefined> {
  return find(db, directory => directory.tillById(tillId))
}

async function find<Found>(db: Database, lookUp: (directory: StoreDirectory) => Found | undefined) {
  return lookUp(await directoryNotOlderThan(db, lifeMs)) ?? lookUp(await directoryNotOlderThan(db, missPauseMs))
}

function directoryNotOlderThan(db: Database, ageMs: number): Promise<StoreDirectory> {
  const now = performance.now()
  const last = held.get(db)
  if (last && now - last.loadedAtMs < ageMs) return last.directory
  const directory = load(db)
  held.set(db, { directory, loadedAtMs: now })
  // A failed load must not be held; whoever asked gets the error itself.
  directory.catch(() => {
    if (held.get(db)?.directory === directory) held.delete(db)
  })
  return directory
}

async function load(db: Database): Promise<StoreDirectory> {
  const [stores, tills] = await Promise.all([findStoreRows(db), findTillRows(db)])
  return new StoreDirectory(stores, tills)
}
