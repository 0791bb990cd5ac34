import { checkoutErrors } from './errors.ts'

/**
 * The database keeps neither NUL nor half of a surrogate pair. A till that sends one has its encoding wrong, and must
 * not be told that we are broken.
 * @throws checkout/text-not-legible
 */
export function refuseIllegible(value: unknown): void {
  if (typeof value === 'string') {
    if (value.includes('\0') || !value.isWellFormed()) throw checkoutErrors.make('text-not-legible')
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, part] of Object.entries(value)) {
      refuseIllegible(name)
      refuseIllegible(part)
    }
  }
}
