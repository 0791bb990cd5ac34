import type { Texts } from '../shared/languages.ts'
import type { CompiledLimit } from './compiled.ts'
import type { Test } from './conditions.ts'
import type { CompiledCoupon } from './coupons.ts'

/** An offer after compiling: money in 分, discounts in hundredths of a per cent. */
export type CompiledOffer = {
  offer: string
  name: Texts
  test: Test
  when: Texts | null
  gives: OfferGift
  /** Counts only where no other offer does. */
  isAlone: boolean
  /** Of the offers of one group only one counts. */
  group: string | null
  /** Whether goods that it reduces still have the level price. */
  keepsLevelPrice: boolean
  /** How often it may count, and how much it may take off, in which spans. None where it needs a coupon. */
  limits: readonly CompiledLimit[]
  /** Only for members who hold a coupon, under these terms; null: for every member. */
  coupon: CompiledCoupon | null
}

/** What an offer gives. */
export type OfferGift =
  | { kind: 'off'; cents: number; everyCents: number | null }
  | { kind: 'percent'; basisPoints: number; mostCents: number | null }
  | { kind: 'steps'; steps: readonly { fromCents: number; offCents: number }[] }
  | { kind: 'pay'; paid: number; of: number }
  | { kind: 'prices'; cents: ReadonlyMap<string, number> }
  | { kind: 'gift'; sku: string }
  | { kind: 'exchange'; sku: string; cents: number }
  | { kind: 'free-shipping' }

/** Hundredths of a per cent; null: no such limit. */
export type CompiledGuard = { marginBasisPoints: number | null; discountBasisPoints: number | null }
