import { type Language, languages, type Texts } from '../../../shared/languages.ts'
import type { Database } from '../../platform/database.ts'
import type { ProgramBook } from '../programs/index.ts'
import { type Asset, listAssets } from './asset-store.ts'

/** An asset as people and integrators call it. */
export type NamedAsset = Asset & { shownCode: string; name: Texts }

/** Every asset of one moment, by id and by what the API calls it. */
export class AssetDirectory {
  readonly assets: readonly NamedAsset[]
  readonly #byId: ReadonlyMap<number, NamedAsset>
  readonly #byShownCode: ReadonlyMap<string, NamedAsset>

  /** @param assets in the order in which they were made */
  constructor(assets: readonly Asset[], programs: ProgramBook) {
    const named: NamedAsset[] = []
    const taken = new Set<string>()
    for (const asset of assets) {
      // The first asset of a code keeps the plain code for ever; one of a later program says whose it is.
      const shownCode = taken.has(asset.code) ? `${asset.programCode}:${asset.code}` : asset.code
      taken.add(asset.code)
      named.push({ ...asset, shownCode, name: assetName(programs, asset) })
    }
    this.assets = named
    this.#byId = new Map(named.map(asset => [asset.assetId, asset]))
    this.#byShownCode = new Map(named.map(asset => [asset.shownCode, asset]))
  }

  byId(assetId: number): NamedAsset | undefined {
    return this.#byId.get(assetId)
  }

  byShownCode(code: string): NamedAsset | undefined {
    return this.#byShownCode.get(code)
  }
}

/**
 * Reads the assets, after making those of programs whose first receipt is still to come, so that a new shop shows a
 * balance of nothing rather than nothing. Runs outside of any transaction.
 */
export async function assetDirectory(
  db: Database,
  {
    programs,
    assets,
  }: { programs: ProgramBook; assets: { idsOf(programCode: string, codes: readonly string[]): Promise<unknown> } },
): Promise<AssetDirectory> {
  await programs.refresh()
  for (const { program } of programs.newest())
    await assets.idsOf(
      program.code,
      program.assets.map(asset => asset.code),
    )
  return new AssetDirectory(await listAssets(db), programs)
}

/** The name by the newest version that has the asset; its code where no program knows it any more. */
function assetName(programs: ProgramBook, { programCode, code }: Asset): Texts {
  const named = programs
    .all()
    .filter(version => version.programCode === programCode)
    .flatMap(version => version.program.assets.filter(asset => asset.code === code))
    .at(-1)
  return named?.name ?? sameInAll(code)
}

function sameInAll(text: string): Texts {
  const [cn, tw, en] = languages
  return { [cn]: text, [tw]: text, [en]: text } satisfies Record<Language, string>
}
