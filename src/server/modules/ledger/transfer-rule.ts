import type { CompiledLimit } from '../../../program/index.ts'
import type { ProgramBook } from '../programs/index.ts'
import type { Asset } from './asset-store.ts'

/** What a program says about giving points away, and the version that says so. */
export type TransferRule = { limit: CompiledLimit; programVersion: number }

/** By the version in force in stores that try nothing else; null: members cannot give these points to each other. */
export function transferRuleOf(
  programs: Pick<ProgramBook, 'current'>,
  { programCode, code }: Pick<Asset, 'programCode' | 'code'>,
  now: Date,
): TransferRule | null {
  const current = programs.current(now).find(version => version.programCode === programCode)
  const limit = current?.program.assets.find(asset => asset.code === code)?.transfer
  return current && limit ? { limit, programVersion: current.version } : null
}
