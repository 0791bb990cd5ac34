import type { CompiledProgram } from './compiled.ts'
import type { SaleDecision } from './decide-sale.ts'
import type { SaleFacts } from './facts.ts'
import { compiled, decided, head, member, points } from './program-for-tests.ts'
import { reasonSentence } from './reasons.ts'

/** Short ways to write programs with offers in tests. */

const named = (offer: string, rest: string) => `  - { offer: ${offer}, name: { zh-CN: ${offer} }, ${rest} }\n`

/** A program of these offers, each as its code and what it gives in one line, and whatever else. */
export function offering(offers: Readonly<Record<string, string>>, more = ''): CompiledProgram {
  const lines = Object.entries(offers).map(([offer, rest]) => named(offer, rest))
  return compiled(`${head}${points}${more}${lines.length > 0 ? `offers:\n${lines.join('')}` : ''}`)
}

export function priced(program: CompiledProgram, what: SaleFacts, who = member()): SaleDecision {
  return decided(program, who, what)
}

/** What each offer that counts took off, in 分. */
export function takenBy({ offers }: SaleDecision): Record<string, number> {
  return Object.fromEntries(offers.map(({ offer, offCents }) => [offer, offCents]))
}

/** Every sentence about offers, in English. */
export function saidOf({ offers, offerReasons }: SaleDecision): string[] {
  return [...offers.flatMap(({ reasons }) => reasons), ...offerReasons].map(reason => reasonSentence(reason, 'en'))
}
