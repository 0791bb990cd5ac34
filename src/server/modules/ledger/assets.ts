import type { Database } from '../../platform/database.ts'
import { invariant } from '../../platform/errors.ts'
import { type Asset, insertAssets, listAssets } from './asset-store.ts'

/** The assets of all programs. They are few and never change, so each process remembers those it has met. */
export class Assets {
  readonly #db: Database
  #known = new Map<string, Asset>()

  constructor(db: Database) {
    this.#db = db
  }

  /** The id of each asset of a program, made at its first use. Runs outside of any transaction: what it remembers is committed. */
  async idsOf(programCode: string, codes: readonly string[]): Promise<Map<string, number>> {
    const name = (code: string) => `${programCode}/${code}`
    if (!codes.every(code => this.#known.has(name(code)))) {
      await insertAssets(this.#db, { programCode, codes })
      this.#known = new Map((await listAssets(this.#db)).map(asset => [`${asset.programCode}/${asset.code}`, asset]))
    }
    return new Map(
      codes.map(code => {
        const asset = this.#known.get(name(code))
        invariant(asset, 'an asset that was made is listed')
        return [code, asset.assetId]
      }),
    )
  }
}
