import { type MemberFacts, plainMember, type SaleFacts } from '../../src/program/index.ts'

export type Basket = { member: MemberFacts; sale: SaleFacts }

const levels = ['ordinary', 'silver', 'gold', 'diamond']

/** Receipts of three lines, the same on every machine: levels evenly, a fifth redeeming 500 points. */
export function baskets(count: number): Basket[] {
  const random = mulberry32(20261122)
  const below = (most: number) => Math.floor(random() * most)
  return Array.from({ length: count }, () => ({
    member: {
      ...plainMember,
      joinedOn: '2024-01-01',
      level: levels[below(levels.length)] ?? null,
      hasBought: true,
      usable: { points: 1_500 },
      measures: { 'net-spend': below(800_000) },
    },
    sale: {
      storeCode: 'S01',
      soldAt: new Date('2026-03-05T04:00:00Z'),
      soldOn: '2026-03-05',
      soldMinute: 720,
      channel: 'till',
      tenders: null,
      promoter: null,
      redeem: random() < 0.2 ? [{ rule: 'cash-off', points: 500 }] : [],
      lines: [1, 2, 3].map(() => ({
        sku: `sku-${below(2_000)}`,
        class: null,
        brand: null,
        kind: 'goods' as const,
        units: 1 + below(3),
        isWeighed: false,
        grossCents: 2_000 + below(25_000),
        manualDiscountCents: 0,
        taxCents: 0,
        costCents: null,
      })),
    },
  }))
}

/** A small generator of pseudo-random numbers with a seed, by Tommy Ettinger (public domain). */
export function mulberry32(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
