import type { CompiledOffer } from './compiled-offers.ts'
import type { Reduction } from './offer-effects.ts'
import type { PlacedOffer } from './place-offer.ts'
import { type Reason, reason } from './reasons.ts'

/** Why an offer took off what it did, before the guard. */
export function appliedReason({ offer, name, gives }: CompiledOffer, { offCents, figures }: Reduction): Reason {
  const { baseCents, count, fromCents, isCapped } = figures
  switch (gives.kind) {
    case 'off':
      return gives.everyCents === null
        ? reason('offer-off', offer, { name, baseCents, offCents })
        : reason('offer-every', offer, { name, baseCents, everyCents: gives.everyCents, times: count, offCents })
    case 'percent': {
      const values = { name, baseCents, discountPercent: gives.basisPoints, offCents }
      return reason(isCapped ? 'offer-percent-most' : 'offer-percent', offer, values)
    }
    case 'steps':
      return reason('offer-step', offer, { name, baseCents, fromCents, offCents })
    case 'pay':
      return reason('offer-pay', offer, { name, paid: gives.paid, of: gives.of, free: count, offCents })
    case 'prices':
      return reason('offer-price', offer, { name, baseCents, offCents })
    case 'gift':
      return reason('offer-gift', offer, { name, sku: gives.sku, offCents })
    case 'exchange':
      return reason('offer-exchange', offer, { name, sku: gives.sku, forCents: gives.cents, offCents })
    case 'free-shipping':
      return reason('offer-shipping', offer, { name, offCents })
  }
}

type Winning = { chosen: readonly PlacedOffer[]; totalCents: number; offCents: number }

/** Why an offer did not count, what it would have taken off by itself, and to which it lost. */
export function lostReason({ offer }: PlacedOffer, { chosen, totalCents, offCents }: Winning): Reason {
  const { name, group } = offer
  const rival = chosen.find(other => group !== null && other.offer.group === group)
  if (rival) return reason('offer-lost-group', offer.offer, { name, offCents, winner: rival.offer.name })
  const lone = chosen.find(other => other.offer.isAlone)
  if (lone) return reason('offer-lost-alone', offer.offer, { name, offCents, winner: lone.offer.name })
  if (offer.isAlone) return reason('offer-alone-less', offer.offer, { name, offCents, totalCents })
  return reason('offer-adds-nothing', offer.offer, { name, offCents, totalCents })
}
