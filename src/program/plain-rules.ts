import type { EarnRule, RedeemRule } from './document.ts'

/** Where a file may say one thing in two ways, the one that the rest of the code knows. */

/** A rule that gives another asset says the same as one that names asset and points. */
export function plainGift({ gives, ...rule }: EarnRule): EarnRule {
  const [gift] = Object.entries(gives ?? {})
  return gift ? { ...rule, asset: gift[0], points: gift[1] } : rule
}

/** A way that uses another asset says the same as one that names asset and points. */
export function plainUse({ uses, ...rule }: RedeemRule): RedeemRule {
  const [use] = Object.entries(uses ?? {})
  return use ? { ...rule, asset: use[0], points: use[1] } : rule
}

export function isOfPurchase({ on }: EarnRule): boolean {
  return (on ?? 'purchase') === 'purchase'
}
