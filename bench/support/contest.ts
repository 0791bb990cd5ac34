import type { Engine } from 'json-rules-engine'
import type { CompiledProgram } from '../../src/program/index.ts'
import type { Basket } from './baskets.ts'

/** The same receipts for both: as our facts, and as those of json-rules-engine. */
export type Contest = {
  name: string
  program: CompiledProgram
  sample: readonly Basket[]
  engine: Engine
  facts: readonly Record<string, unknown>[]
}
