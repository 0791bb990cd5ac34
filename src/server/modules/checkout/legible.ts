import { isLegible } from '../../platform/legible.ts'
import { checkoutErrors } from './errors.ts'

/**
 * A request is read for this when it arrives; a file that is imported comes another way, and one receipt of it that the
 * database cannot keep must not spoil the others.
 * @throws checkout/text-not-legible
 */
export function refuseIllegible(value: unknown): void {
  if (!isLegible(value)) throw checkoutErrors.make('text-not-legible')
}
