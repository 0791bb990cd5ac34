import type { EarnRule, ProgramDocument, RedeemRule } from './document.ts'

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

/** The older spelling reads as if the member were refused; whichever is better counts. */
export function withPlainOffers(document: ProgramDocument): ProgramDocument {
  if (!document.offers?.some(offer => offer['level-price'] === 'not together')) return document
  const offers = document.offers.map(offer =>
    offer['level-price'] === 'not together' ? { ...offer, 'level-price': 'the better one' as const } : offer,
  )
  return { ...document, offers }
}

export function isOfPurchase({ on }: EarnRule): boolean {
  return (on ?? 'purchase') === 'purchase'
}
