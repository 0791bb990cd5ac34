import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bestCombination, exactOffersMax, isAdmissible, type Setting, worthOf } from './combine-offers.ts'
import { inOrderOfUse } from './compile-offers.ts'
import type { CompiledOffer, OfferGift } from './compiled-offers.ts'
import { decideSale } from './decide-sale.ts'
import { netCentsOf, type SaleLine } from './facts.ts'
import { reductionOf } from './offer-effects.ts'
import { guardOf } from './offer-guard.ts'
import { roomOfOffer } from './offer-limits.ts'
import { offering, priced } from './offers-for-tests.ts'
import { compiled, head, line, member, points, sale } from './program-for-tests.ts'

const skus = ['A', 'B', 'C'] as const

const anyLine: fc.Arbitrary<SaleLine> = fc
  .record({
    sku: fc.constantFrom(...skus),
    kind: fc.constantFrom('goods', 'goods', 'goods', 'service', 'shipping', 'gift-card'),
    units: fc.integer({ min: 1, max: 7 }),
    isWeighed: fc.boolean(),
    grossCents: fc.integer({ min: 0, max: 40_000 }),
    share: fc.nat(30),
    costShare: fc.option(fc.nat(110), { nil: null }),
  })
  .map(({ share, costShare, ...facts }) => ({
    ...line(0),
    ...facts,
    manualDiscountCents: Math.floor((facts.grossCents * share) / 100),
    costCents: costShare === null ? null : Math.floor((facts.grossCents * costShare) / 100),
  }))
const anyLines = fc.array(anyLine, { minLength: 1, maxLength: 6 })

const cents = (max: number) => fc.integer({ min: 1, max })
const anyGift: fc.Arbitrary<OfferGift> = fc.oneof(
  fc.record({
    kind: fc.constant('off' as const),
    cents: cents(9_000),
    everyCents: fc.constantFrom(null, 5_000, 9_000),
  }),
  fc.record({
    kind: fc.constant('percent' as const),
    basisPoints: fc.integer({ min: 1, max: 10_000 }),
    mostCents: fc.option(cents(5_000), { nil: null }),
  }),
  fc.constant({
    kind: 'steps' as const,
    steps: [
      { fromCents: 3_000, offCents: 400 },
      { fromCents: 9_000, offCents: 2_000 },
    ],
  }),
  fc.constantFrom({ kind: 'pay' as const, paid: 2, of: 3 }, { kind: 'pay' as const, paid: 1, of: 2 }),
  cents(3_000).map(price => ({ kind: 'prices' as const, cents: new Map(skus.map(sku => [sku, price])) })),
  fc.record({ kind: fc.constant('gift' as const), sku: fc.constantFrom(...skus) }),
  fc.record({ kind: fc.constant('exchange' as const), sku: fc.constantFrom(...skus), cents: cents(2_000) }),
  fc.constant({ kind: 'free-shipping' as const }),
)

const always = { isAboutLines: false, failing: () => null }
const ofReceipt = { scope: 'offer/o', counts: 'points', period: 'receipt', isMoney: true } as const
const anyLimits = fc.option(cents(3_000), { nil: null }).map(amount => (amount ? [{ ...ofReceipt, amount }] : []))
const anyOffers = (max: number, min = 0): fc.Arbitrary<CompiledOffer[]> =>
  fc
    .array(
      fc.record({
        gives: anyGift,
        isAlone: fc.integer({ min: 0, max: 5 }).map(chance => chance === 0),
        group: fc.constantFrom(null, null, 'g', 'h'),
        keepsLevelPrice: fc.boolean(),
        sku: fc.constantFrom(null, ...skus),
        limits: anyLimits,
      }),
      { maxLength: max, minLength: min },
    )
    .map(offers =>
      offers
        .map(({ sku, ...offer }, index) => ({
          ...offer,
          coupon: null,
          offer: `o${String(index).padStart(2, '0')}`,
          name: { 'zh-CN': '促', 'zh-TW': '促', en: 'o' },
          when: null,
          test: sku
            ? { isAboutLines: true, failing: (_: unknown, at: SaleLine | null) => (at?.sku === sku ? null : 'sku') }
            : always,
        }))
        .toSorted(inOrderOfUse),
    )

const base = compiled(`${head}${points}redemption:
  - { rule: cash, points: 1, off: ¥0.10 }
levels:
  ladder:
    - { level: a, name: { zh-CN: 甲 }, discount: 7.5 % }
`)
const anyGuard = fc.option(
  fc.record({
    marginBasisPoints: fc.option(fc.nat(6_000), { nil: null }),
    discountBasisPoints: fc.option(fc.nat(10_000), { nil: null }),
  }),
  { nil: null },
)
const who = member({ level: 'a', usable: { points: 1_000_000 } })
const runs = { numRuns: 400 }

test('what lies on the lines is what the receipt says, and nothing costs less than nothing', () => {
  fc.assert(
    fc.property(anyLines, anyOffers(6), anyGuard, (lines, offers, guard) => {
      const decision = priced({ ...base, offers, guard }, sale(lines), who)
      for (const [index, one] of lines.entries()) {
        const offered = decision.offers.reduce((sum, { perLine }) => sum + (perLine[index] ?? 0), 0)
        expect(offered).toBe(decision.offerDiscounts[index])
        const parts = offered + (decision.levelDiscounts[index] ?? 0) + (decision.payable[index] ?? 0)
        expect(parts).toBe(netCentsOf(one))
        expect(decision.payable[index]).toBeGreaterThanOrEqual(0)
      }
      for (const { offCents, perLine } of decision.offers) expect(perLine.reduce((a, b) => a + b, 0)).toBe(offCents)
    }),
    runs,
  )
})

test('the guard holds whatever is offered, redeemed and sold', () => {
  fc.assert(
    fc.property(anyLines, anyOffers(6), anyGuard, fc.boolean(), (lines, offers, guard, spends) => {
      const program = { ...base, offers, guard }
      const most = priced(program, sale(lines), who).choices[0]?.pointsMax ?? 0
      const redeem = spends && most > 0 ? [{ rule: 'cash', points: most }] : []
      const decision = priced(program, sale(lines, { redeem }), who)
      if (!guard) return
      const { discountRoomCents, marginRoomCents, isCostKnown } = guardOf(guard, lines)
      const taken = lines.map((one, index) => netCentsOf(one) - (decision.payable[index] ?? 0))
      const known = taken.filter((_, index) => isCostKnown[index])
      const sum = (all: number[]) => all.reduce((a, b) => a + b, 0)
      if (discountRoomCents !== null) expect(sum(taken)).toBeLessThanOrEqual(discountRoomCents)
      if (marginRoomCents !== null) expect(sum(known)).toBeLessThanOrEqual(marginRoomCents)
    }),
    runs,
  )
})

test('a wish above what the guard leaves is refused, never shortened', () => {
  fc.assert(
    fc.property(anyLines, anyOffers(3), anyGuard, (lines, offers, guard) => {
      const program = { ...base, offers, guard }
      const most = priced(program, sale(lines), who).choices[0]?.pointsMax ?? 0
      const outcome = decideSale(program, who, sale(lines, { redeem: [{ rule: 'cash', points: most + 1 }] }))
      expect('refusal' in outcome).toBe(true)
    }),
    runs,
  )
})

/** The search sees the lines as they are, with a level price of 7.5 %, or two of two tracks, and perhaps a guard. */
const anySetting = (max: number, min = 0) =>
  fc.tuple(anyLines, anyOffers(max, min), anyGuard, fc.nat(2)).map(([lines, offers, guard, prices]): Setting => {
    const netCents = lines.map(netCentsOf)
    const placed = offers.map(offer => ({
      offer,
      lines,
      room: roomOfOffer(offer, who),
      isTarget: lines.map(one => (offer.gives.kind === 'free-shipping') === (one.kind === 'shipping')),
    }))
    return {
      candidates: placed.filter(candidate => reductionOf(candidate, netCents).offCents > 0),
      netCents,
      levelPrices: [
        { isCounted: lines.map(({ sku }) => prices < 2 || sku === 'A'), basisPoints: 750 },
        { isCounted: lines.map(({ sku }) => sku !== 'A'), basisPoints: 1_310 },
      ].slice(0, prices),
      guard: guard && guardOf(guard, lines),
    }
  })

const subsetsOf = (count: number) =>
  Array.from({ length: 2 ** count }, (_, bits) =>
    Array.from({ length: count }, (__, place) => place).filter(place => bits & (2 ** place)),
  )

test('the best combination is the best of all that are allowed', () => {
  fc.assert(
    fc.property(anySetting(6), setting => {
      const best = bestCombination(setting)
      expect(isAdmissible(setting, best.places)).toBe(true)
      expect(best.totalCents).toBe(worthOf(setting, best.places))
      const all = subsetsOf(setting.candidates.length).filter(places => isAdmissible(setting, places))
      expect(best.totalCents).toBe(Math.max(...all.map(places => worthOf(setting, places))))
      const equal = all.filter(places => worthOf(setting, places) === best.totalCents)
      expect(best.places.length).toBe(Math.min(...equal.map(places => places.length)))
    }),
    runs,
  )
})

/** Adds what helps most until nothing helps; of equal ones that with the earlier codes, as the documents say. */
function greedyWorth(setting: Setting): number {
  const codesOf = (places: readonly number[]) =>
    places
      .map(place => setting.candidates[place]?.offer.offer ?? '')
      .toSorted()
      .join(' ')
  let places: readonly number[] = []
  for (;;) {
    const worth = worthOf(setting, places)
    const next = setting.candidates
      .map((_, place) => [...places, place].toSorted((a, b) => a - b))
      .filter(wider => new Set(wider).size === wider.length && isAdmissible(setting, wider))
      .toSorted((a, b) => worthOf(setting, b) - worthOf(setting, a) || (codesOf(a) < codesOf(b) ? -1 : 1))[0]
    if (!next || worthOf(setting, next) <= worth) return worth
    places = next
  }
}

test('beyond the bound it is allowed, said, and never worse than greedy or than any single offer', () => {
  fc.assert(
    fc.property(anySetting(20, exactOffersMax + 3), setting => {
      const best = bestCombination(setting)
      expect(best.isProven).toBe(setting.candidates.length <= exactOffersMax)
      expect(isAdmissible(setting, best.places)).toBe(true)
      expect(best.totalCents).toBeGreaterThanOrEqual(greedyWorth(setting))
      for (const place of setting.candidates.keys())
        expect(best.totalCents).toBeGreaterThanOrEqual(worthOf(setting, [place]))
    }),
    { numRuns: 60 },
  )
})

test('a price is the same whenever it is asked, and whatever the order of the offers in the file', () => {
  fc.assert(
    fc.property(anyLines, anyOffers(7), anyGuard, (lines, offers, guard) => {
      const first = priced({ ...base, offers, guard }, sale(lines), who)
      expect(priced({ ...base, offers, guard }, sale(lines), who)).toEqual(first)
      const turned = offers.toReversed().toSorted(inOrderOfUse)
      expect(priced({ ...base, offers: turned, guard }, sale(lines), who)).toEqual(first)
    }),
    runs,
  )
})

test('one more offer leaves those that are applied before it as they were; none ever takes more than it would alone', () => {
  fc.assert(
    fc.property(anyLines, anyOffers(4, 1), anyGift, (lines, offers, gives) => {
      const name = { 'zh-CN': '新', 'zh-TW': '新', en: 'new' }
      const more = {
        offer: 'new',
        name,
        when: null,
        test: always,
        gives,
        isAlone: false,
        group: 'other',
        coupon: null,
        limits: [],
        keepsLevelPrice: true,
      }
      const before = priced({ ...base, offers }, sale(lines), who).offers
      const wider = [...offers, more].toSorted(inOrderOfUse)
      const after = priced({ ...base, offers: wider }, sale(lines), who).offers
      const others = after.filter(({ offer }) => offer !== 'new')
      const codes = (list: typeof before) => list.map(({ offer }) => offer).join()
      if (codes(others) !== codes(before)) return
      const place = wider.findIndex(({ offer }) => offer === 'new')
      for (const [index, { offer, offCents }] of before.entries()) {
        const now = others[index]?.offCents ?? 0
        if (wider.findIndex(one => one.offer === offer) < place) expect(now).toBe(offCents)
        const [own] = priced({ ...base, offers: offers.filter(one => one.offer === offer) }, sale(lines), who).offers
        // A 分 for each line may lie elsewhere after rounding.
        if (own) expect(now).toBeLessThanOrEqual(own.offCents + lines.length)
      }
    }),
    runs,
  )
})

test('without offers and guard the price is the level price alone', () => {
  const decision = priced(offering({}), sale([line(10)]))
  expect([decision.offers, decision.offerReasons, decision.giftsDue, decision.offerDiscounts]).toEqual([
    [],
    [],
    [],
    [0],
  ])
})
