import { type CouponOfferCode, rules } from '../program.ts'
import type { CouponWish } from '../requests.ts'

// Coupons and what their limits count, written from the words of the program language.

export type Coupon = {
  couponId: string
  card: string
  offer: CouponOfferCode
  code: string | null
  validFrom: string
  /** Included. Null: for ever. */
  validThrough: string | null
  state: 'open' | 'used'
  holdId: string | null
  heldUntilMs: number | null
  receiptId: string | null
  offCents: number | null
}

export type Asking = { card: string; basketCents: number; soldOn: string; nowMs: number; holdId: string | null }

/** Every change can be taken back until it is noted as written: a transaction is tried at several instants. */
export class CouponBook {
  readonly #coupons = new Map<string, Coupon>()
  readonly #ofCard = new Map<string, string[]>()
  readonly #ofCode = new Map<string, string>()
  readonly #ofReceipt = new Map<string, readonly string[]>()
  /** How many were given, by offer and whatever counts: `in all`, a day, the card of a member. */
  readonly given = new Map<string, number>()
  #undo: (() => void)[] = []
  /** What one transaction is expected to write, and what it came by. */
  changed = new Set<string>()
  happened: string[] = []
  /** Given so lately that somebody at work at the moment may not have seen them yet. */
  hidden: ReadonlySet<string> = new Set()

  get all(): readonly Coupon[] {
    return [...this.#coupons.values()]
  }

  get(couponId: string): Coupon | undefined {
    return this.#coupons.get(couponId)
  }

  noteWritten(): void {
    this.#undo = []
    this.changed = new Set()
    this.happened = []
  }

  undo(): void {
    for (const undoOne of this.#undo.toReversed()) undoOne()
    this.noteWritten()
  }

  byCode(code: string): Coupon | undefined {
    return this.#coupons.get(this.#ofCode.get(code) ?? '')
  }

  usedOn({ receiptId }: { receiptId: string }): Coupon[] {
    return (this.#ofReceipt.get(receiptId) ?? [])
      .flatMap(couponId => this.#coupons.get(couponId) ?? [])
      .filter(coupon => coupon.receiptId === receiptId)
  }

  /** Every limit that leaves no room. */
  refusalsOf(offer: CouponOfferCode, { card, today }: { card: string; today: string }): string[] {
    const { perMember, perDay, inAll, budgetCents, offCents } = couponOffer(offer)
    const isFull = (counted: string, limit: number | null) =>
      limit !== null && (this.given.get(`${offer}/${counted}`) ?? 0) >= limit
    const affordable = budgetCents === null ? null : Math.floor(budgetCents / offCents)
    return [
      ...(isFull(card, perMember) ? ['coupons/limit-of-member'] : []),
      ...(isFull('in all', inAll) || isFull('in all', affordable) ? ['coupons/limit-in-all'] : []),
      ...(isFull(today, perDay) ? ['coupons/limit-of-day'] : []),
    ]
  }

  give(coupon: Pick<Coupon, 'couponId' | 'card' | 'offer' | 'code' | 'validFrom' | 'validThrough'>): void {
    const { couponId, card, offer, code, validFrom } = coupon
    for (const counted of [card, 'in all', validFrom]) this.#count(`${offer}/${counted}`)
    const own = this.#ofCard.get(card) ?? []
    this.#ofCard.set(card, [...own, couponId])
    if (code !== null) this.#ofCode.set(code, couponId)
    this.#undo.push(() => {
      this.#ofCard.set(card, own)
      if (code !== null) this.#ofCode.delete(code)
    })
    this.#put({ ...coupon, state: 'open', holdId: null, heldUntilMs: null, receiptId: null, offCents: null })
    this.happened.push('a coupon given')
  }

  /** The coupons that a basket uses, one of each offer, and why those that were asked for cannot be. */
  choose(
    { use, without }: CouponWish,
    { card, basketCents, soldOn, nowMs, holdId }: Asking,
  ): { used: Coupon[]; refusals: string[] } {
    const free = this.#of(card).filter(
      coupon =>
        coupon.state === 'open' &&
        (coupon.validThrough === null || coupon.validThrough >= soldOn) &&
        (coupon.holdId === null || coupon.holdId === holdId || (coupon.heldUntilMs ?? 0) <= nowMs),
    )
    const refusals = use
      .filter(id => !free.some(({ couponId }) => couponId === id))
      .map(id => `program/coupon-${this.#fateOf(id, { card, soldOn })}`)
    const isWanted = ({ couponId }: Coupon) => use.includes(couponId)
    const inOrder = free
      .filter(({ couponId }) => !without.includes(couponId))
      .sort((a, b) => Number(isWanted(b)) - Number(isWanted(a)) || byEnd(a, b))
    const used: Coupon[] = []
    for (const coupon of inOrder.filter(
      (one, place) => inOrder.findIndex(({ offer }) => offer === one.offer) === place,
    )) {
      const why =
        coupon.validFrom > soldOn ? 'not-yet' : basketCents < couponOffer(coupon.offer).fromCents ? 'not-now' : null
      if (why === null) used.push(coupon)
      else if (isWanted(coupon)) refusals.push(`program/coupon-${why}`)
    }
    return { used, refusals }
  }

  heldBy({ card, holdId, nowMs }: { card: string; holdId: string; nowMs: number }): Coupon[] {
    return this.#of(card).filter(coupon => coupon.holdId === holdId && (coupon.heldUntilMs ?? 0) > nowMs)
  }

  hold(used: readonly Coupon[], { holdId, untilMs }: { holdId: string; untilMs: number }): void {
    for (const coupon of used) this.#put({ ...coupon, holdId, heldUntilMs: untilMs })
    if (used.length > 0) this.happened.push('a coupon held')
  }

  /** Whoever is over may not have been read any more: then it is let go without a word. */
  release(held: readonly Coupon[], soldOn: string): void {
    for (const coupon of held) {
      const isOver = coupon.validThrough !== null && coupon.validThrough < soldOn
      this.#put({ ...coupon, holdId: null, heldUntilMs: null }, isOver)
    }
  }

  use(used: readonly Coupon[], { receiptId, holdId }: { receiptId: string; holdId: string | null }): void {
    for (const coupon of used) {
      if (holdId !== null && coupon.holdId === holdId) this.happened.push('a coupon used that had been held')
      const { offCents } = couponOffer(coupon.offer)
      this.#put({ ...coupon, state: 'used', holdId: null, heldUntilMs: null, receiptId, offCents })
      this.happened.push('a coupon used')
    }
    if (used.length > 1) this.happened.push('several coupons on one receipt')
    this.#ofReceipt.set(
      receiptId,
      used.map(({ couponId }) => couponId),
    )
  }

  /** Its whole receipt came back: the coupon comes back, unless it never does or has ended meanwhile. */
  comeBack(coupon: Coupon, { today, isVoid }: { today: string; isVoid: boolean }): void {
    const isKept = !couponOffer(coupon.offer).givesBack && !isVoid
    const isOver = coupon.validThrough !== null && coupon.validThrough < today
    if (!isKept && !isOver) this.#put({ ...coupon, state: 'open', receiptId: null, offCents: null })
    this.happened.push(
      isKept
        ? 'a coupon that never comes back'
        : isOver
          ? 'a coupon that had ended did not come back'
          : 'a coupon came back',
    )
  }

  /** Why a coupon that was asked for is not among those that are free. */
  #fateOf(id: string, { card, soldOn }: Pick<Asking, 'card' | 'soldOn'>): string {
    const coupon = this.#of(card).find(({ couponId }) => couponId === id)
    if (!coupon) return 'not-held'
    if (coupon.state === 'used') return 'used-before'
    return coupon.validThrough !== null && coupon.validThrough < soldOn ? 'over' : 'set-aside'
  }

  #of(card: string): Coupon[] {
    return (this.#ofCard.get(card) ?? [])
      .filter(couponId => !this.hidden.has(couponId))
      .flatMap(couponId => this.#coupons.get(couponId) ?? [])
  }

  #put(coupon: Coupon, isQuiet = false): void {
    const { couponId } = coupon
    const earlier = this.#coupons.get(couponId)
    this.#coupons.set(couponId, coupon)
    if (!isQuiet) this.changed.add(couponId)
    this.#undo.push(() => {
      if (earlier) this.#coupons.set(couponId, earlier)
      else this.#coupons.delete(couponId)
    })
  }

  #count(counted: string): void {
    const earlier = this.given.get(counted) ?? 0
    this.given.set(counted, earlier + 1)
    this.#undo.push(() => this.given.set(counted, earlier))
  }
}

export function couponOffer(code: CouponOfferCode): (typeof rules.coupons)[number] {
  const found = rules.coupons.find(({ offer }) => offer === code)
  if (!found) throw new Error(`there is no offer ${code}`)
  return found
}

/** First to end first, never-ending ones last, then by id. */
function byEnd(a: Coupon, b: Coupon): number {
  const [one, other] = [a, b].map(({ validThrough, couponId }) => `${validThrough ?? '9999'} ${couponId}`)
  return (one ?? '') < (other ?? '') ? -1 : 1
}
