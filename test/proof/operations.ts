import fc from 'fast-check'
import { lines, redeemSteps } from './baskets.ts'
import { activity, type DeskOperation, finish, redeem } from './desk-operations.ts'
import { rules } from './program.ts'
import type { CallerName, LineRequest } from './requests.ts'

// What happens in a run, made from a seed: the same seed is the same list. Operations name others by how long ago they
// were, because ids are known only when they have been answered.

/** How one operation is sent, besides once and patiently. */
export type Sending = 'once' | 'twice-at-once' | 'walks-away'

/** `everything`: all the points that the member was last told of. */
type Basket = {
  member: number | null
  lines: LineRequest[]
  redeemSteps: number | 'everything'
  /** What becomes of the newest coupon that the member is known to have; `any`: what is best. */
  newestCoupon: 'any' | 'wanted' | 'kept'
}

export type Operation = { sending: Sending; caller: CallerName } & (
  | ({
      kind: 'sale'
      soldDaysAgo: number | null
      /**
       * `own`: the newest hold of the member, which is refused when it is over or used. `last`: the newest hold that
       * nobody came for yet, with the basket that it was placed for, as a till settles what it has just quoted.
       */
      usesHold: 'none' | 'own' | 'last'
      /** Asks for the price before; `misread`: and expects another one. */
      quote: 'none' | 'asked' | 'misread'
      /** Uses the number of an earlier sale. */
      repeatsNumberOf: number | null
    } & Basket)
  | ({ kind: 'hold' } & Basket)
  /** `back` 0 is the next sale to come: its refund is earlier than itself. */
  | {
      kind: 'refund'
      back: number
      /** Of the receipt that was refunded last, whatever is left of it. */
      isAgain: boolean
      isByNumber: boolean
      lines: { lineNumber: number; quantity: number }[] | null
    }
  | { kind: 'void'; back: number }
  | { kind: 'adjust'; member: number; points: number; lastingDays: number | null }
  | { kind: 'decide'; back: number; isApproved: boolean }
  | { kind: 'join'; card: number }
  | { kind: 'transfer'; member: number; other: number; points: number }
  /** `personal`: by a code that somebody was given, often not this member. */
  | { kind: 'coupon'; member: number; what: (typeof couponWays)[number] }
  | DeskOperation
  | { kind: 'repeat'; back: number; hasOtherBody: boolean }
  | { kind: 'clock'; minutes: number }
)

const member = (members: number) => fc.nat({ max: members - 1 })

const basket = (members: number) => ({
  // A few more than there are: some join on the way, the others are nobody.
  member: fc.oneof({ weight: 9, arbitrary: member(Math.ceil(1.05 * members)) }, fc.constant(null)),
  lines,
  redeemSteps,
  newestCoupon: fc.oneof(
    { weight: 16, arbitrary: fc.constant('any' as const) },
    fc.constantFrom('wanted' as const, 'kept' as const),
  ),
})

const hold = (members: number) =>
  fc.record({
    kind: fc.constant('hold' as const),
    ...basket(members),
    redeemSteps: fc.oneof({ weight: 9, arbitrary: fc.integer({ min: 1, max: 12 }) }, redeemSteps),
  })

const sale = (members: number) =>
  fc.record({
    kind: fc.constant('sale' as const),
    ...basket(members),
    // Some tills were offline: their receipts come days late, a few when their points are over.
    soldDaysAgo: fc.oneof(
      { weight: 12, arbitrary: fc.constant(null) },
      { weight: 2, arbitrary: fc.integer({ min: 0, max: 29 }) },
      fc.integer({ min: 30, max: 70 }),
    ),
    usesHold: fc.oneof(
      { weight: 6, arbitrary: fc.constant('none' as const) },
      { weight: 1, arbitrary: fc.constant('own' as const) },
      { weight: 1, arbitrary: fc.constant('last' as const) },
    ),
    quote: fc.oneof(
      { weight: 25, arbitrary: fc.constant('none' as const) },
      { weight: 4, arbitrary: fc.constant('asked' as const) },
      { weight: 1, arbitrary: fc.constant('misread' as const) },
    ),
    repeatsNumberOf: fc.oneof(
      { weight: 60, arbitrary: fc.constant(null) },
      { weight: 1, arbitrary: fc.integer({ min: 0, max: 30 }) },
    ),
  })

const refund = fc.record({
  kind: fc.constant('refund' as const),
  back: fc.oneof(
    { weight: 1, arbitrary: fc.constant(0) },
    { weight: 8, arbitrary: fc.integer({ min: 1, max: 40 }) },
    // Old enough for its points to have been spent.
    { weight: 5, arbitrary: fc.integer({ min: 41, max: 600 }) },
  ),
  isAgain: fc.integer({ min: 0, max: 9 }).map(number => number === 0),
  isByNumber: fc.boolean(),
  lines: fc.option(
    fc.array(fc.record({ lineNumber: fc.integer({ min: 1, max: 3 }), quantity: fc.integer({ min: 1, max: 3 }) }), {
      minLength: 1,
      maxLength: 2,
    }),
    { nil: null, freq: 2 },
  ),
})

const adjust = (members: number) =>
  fc.record({
    kind: fc.constant('adjust' as const),
    member: member(members),
    points: fc.oneof(
      { weight: 6, arbitrary: fc.integer({ min: -400, max: 400 }) },
      { weight: 2, arbitrary: fc.integer({ min: -900, max: 900 }) },
      fc.constantFrom(0, 500, 501, -500, -501),
    ),
    lastingDays: fc.oneof(
      fc.constant(null),
      { weight: 2, arbitrary: fc.integer({ min: 0, max: 20 }) },
      fc.integer({ min: -2, max: 0 }),
    ),
  })

const couponWays = [...rules.coupons.map(({ offer }) => offer), 'personal' as const]

const coupon = (members: number) =>
  fc.record({
    kind: fc.constant('coupon' as const),
    member: member(Math.ceil(1.05 * members)),
    what: fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom('thanks' as const, 'welcome' as const) },
      fc.constantFrom(...couponWays),
    ),
  })

const transfer = (members: number) =>
  fc.record({
    kind: fc.constant('transfer' as const),
    member: member(members),
    other: member(members),
    points: fc.oneof({ weight: 4, arbitrary: fc.integer({ min: 1, max: 150 }) }, fc.constantFrom(1, 300, 301)),
  })

/** Time stands still between moves. Minutes end holds, days end points and bring reviews. */
const clock = fc.record({
  kind: fc.constant('clock' as const),
  minutes: fc.oneof(
    { weight: 8, arbitrary: fc.integer({ min: 1, max: 20 }) },
    { weight: 3, arbitrary: fc.integer({ min: 30, max: 600 }) },
    { weight: 3, arbitrary: fc.integer({ min: 1_440, max: 10_000 }) },
  ),
})

const sending: fc.Arbitrary<Sending> = fc.oneof(
  { weight: 87, arbitrary: fc.constant('once' as const) },
  { weight: 10, arbitrary: fc.constant('twice-at-once' as const) },
  { weight: 3, arbitrary: fc.constant('walks-away' as const) },
)

const caller: fc.Arbitrary<CallerName> = fc.constantFrom('first', 'second')

function operation(members: number): fc.Arbitrary<Operation> {
  const what = fc.oneof(
    { weight: 42, arbitrary: sale(members) },
    { weight: 9, arbitrary: hold(members) },
    { weight: 16, arbitrary: refund },
    {
      weight: 4,
      arbitrary: fc.record({ kind: fc.constant('void' as const), back: fc.integer({ min: 1, max: 25 }) }),
    },
    { weight: 8, arbitrary: adjust(members) },
    { weight: 6, arbitrary: coupon(members) },
    { weight: 4, arbitrary: transfer(members) },
    { weight: 7, arbitrary: redeem(members) },
    { weight: 4, arbitrary: finish },
    { weight: 5, arbitrary: activity(members) },
    {
      weight: 4,
      arbitrary: fc.record({
        kind: fc.constant('decide' as const),
        back: fc.integer({ min: 1, max: 6 }),
        isApproved: fc.boolean(),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('join' as const),
        card: fc.integer({ min: Math.floor(0.9 * members), max: Math.ceil(1.05 * members) }),
      }),
    },
    {
      weight: 5,
      arbitrary: fc.record({
        kind: fc.constant('repeat' as const),
        back: fc.integer({ min: 1, max: 100 }),
        hasOtherBody: fc.boolean(),
      }),
    },
    { weight: 3, arbitrary: clock },
  )
  return fc.tuple(what, sending, caller).map(([made, how, who]) => ({ ...made, sending: how, caller: who }))
}

/** `answer` is a web process that owes the answer to what is committed already. */
export type KillTarget = 'web' | 'worker' | 'database' | 'answer'
/** Killed while the operation is under way, so many milliseconds after it was sent. */
export type Kill = { atOperation: number; afterMs: number; target: KillTarget }

export type Plan = { seed: number; members: number; operations: Operations; kills: Kill[] }

/** Few members, so that they meet often. More operations have more members, or histories would only grow longer. */
export function membersFor(operations: number): number {
  return Math.min(24 + Math.floor(operations / 10_000), 100)
}

export function planOf(seed: number, size: { operations: number; kills: number }): Plan {
  const members = membersFor(size.operations)
  const moment = fc.tuple(fc.integer({ min: 20, max: 80 }), fc.integer({ min: 0, max: 40 }))
  const targets: readonly KillTarget[] = ['answer', 'database', 'worker', 'database', 'web']
  const kills = fc.sample(moment, { seed: seed + 1, numRuns: size.kills }).map(([percent, afterMs], index) => ({
    atOperation: Math.floor(((index + percent / 100) * size.operations) / size.kills),
    afterMs,
    target: targets[index % targets.length] ?? 'web',
  }))
  return { seed, members, operations: new Operations(seed, { members, length: size.operations }), kills }
}

const pieceLength = 1_000

/** The operations of a seed, made piece by piece when they are wanted: a million of them would fill the memory. */
export class Operations {
  readonly length: number
  readonly #seed: number
  readonly #arbitrary: fc.Arbitrary<Operation>
  readonly #pieces = new Map<number, Operation[]>()

  constructor(seed: number, { members, length }: { members: number; length: number }) {
    this.length = length
    this.#seed = seed
    this.#arbitrary = operation(members)
  }

  at(index: number): Operation | undefined {
    if (index < 0 || index >= this.length) return undefined
    return this.#piece(Math.floor(index / pieceLength))[index % pieceLength]
  }

  #piece(number: number): Operation[] {
    const known = this.#pieces.get(number)
    if (known) return known
    const made = fc.sample(this.#arbitrary, { seed: this.#seed + 7_919 * number, numRuns: pieceLength })
    this.#pieces.set(number, made)
    this.#pieces.delete(number - 3)
    return made
  }
}
