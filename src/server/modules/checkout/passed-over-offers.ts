import {
  type CompiledProgram,
  type Reason,
  type ReasonCode,
  reason,
  type SaleDecision,
} from '../../../program/index.ts'
import { type Effect, effect } from './effects.ts'

/** Offers that had nothing to do with a receipt: told at the till with a quote, and kept for whoever asks why. */
const passing: ReadonlySet<ReasonCode> = new Set(['offer-not-applied', 'offer-no-shipping', 'offer-takes-nothing'])

export function isPassing({ code }: Reason): boolean {
  return passing.has(code)
}

/**
 * Why each other offer of the program did not hold, short: the version that decided has the names.
 * Programs whose offers all said something else keep nothing more.
 */
export function passedOver(program: CompiledProgram, { offers, offerReasons }: SaleDecision): Effect[] {
  if (program.offers.length === 0) return []
  const told = new Set([...offers.map(({ offer }) => offer), ...offerReasons.map(({ rule }) => rule)])
  const reasons = [
    ...offerReasons.filter(isPassing).map(withoutName),
    ...program.offers
      .filter(({ offer, coupon }) => coupon !== null && !told.has(offer))
      .map(({ offer, name }) => withoutName(reason('offer-needs-coupon', offer, { name }))),
  ]
  return reasons.length === 0 ? [] : [effect('offers-passed-over', { reasons })]
}

function withoutName({ values: { name: _, ...values }, ...rest }: Reason): Reason {
  return { ...rest, values }
}

/** The reasons of offers that were passed over, with the names that the deciding version gives them. */
export function namedReasons(effects: readonly Effect[], program: CompiledProgram | undefined): Reason[] {
  const nameOf = (code: string | null) => program?.offers.find(({ offer }) => offer === code)?.name ?? code ?? ''
  return effects
    .filter(({ kind }) => kind === 'offers-passed-over')
    .flatMap(({ reasons }) =>
      reasons.map(given => ({ ...given, values: { name: nameOf(given.rule), ...given.values } })),
    )
}
