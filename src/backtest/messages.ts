import type { BacktestPlan, NewWords } from './plan.ts'
import type { ShardResult } from './shard.ts'

/** What a thread is begun with, and what it is told afterwards. */
export type ThreadStart = { plan: BacktestPlan; index: number; slots: readonly SharedArrayBuffer[] }
export type ToThread =
  | { kind: 'walk'; slot: number; receipts: number; lines: number; words: NewWords }
  | { kind: 'finish' }
export type FromThread = { kind: 'walked'; slot: number } | { kind: 'finished'; result: ShardResult }
