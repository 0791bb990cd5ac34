import { mulberry32 } from '../support/baskets.ts'

/** A receipt as the forty rules know it: amounts in 分, hours of the day, months from 1. */
export type Purchase = {
  id: number
  total: number
  categories: string[]
  maxLine: number
  units: number
  tier: string
  weekday: string
  hour: number
  month: number
  birthMonth: number
  store: string
  channel: string
  firstPurchase: boolean
  lines: { category: string; amount: number; qty: number }[]
  isBirthdayMonth: boolean
}

const categories = [
  'grocery',
  'dairy',
  'bakery',
  'produce',
  'meat',
  'beauty',
  'household',
  'electronics',
  'apparel',
  'toys',
  'pet',
  'wine',
]
const tiers = ['basic', 'silver', 'gold', 'platinum']
const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']
const stores = Array.from({ length: 40 }, (_, index) => `S${String(index + 1).padStart(3, '0')}`)
const channels = ['store', 'web', 'app']

/** Receipts of three lines, the same on every machine: seed 20260722 of mulberry32, drawn in this order. */
export function purchases(count: number): Purchase[] {
  const random = mulberry32(20260722)
  const below = (most: number) => Math.floor(random() * most)
  const pick = (list: readonly string[]) => list[below(list.length)] ?? ''
  return Array.from({ length: count }, (_, id) => {
    const lines = Array.from({ length: 3 }, () => ({
      category: pick(categories),
      amount: 100 + below(9900),
      qty: 1 + below(4),
    }))
    const month = 1 + below(12)
    const facts = {
      id,
      total: lines.reduce((sum, line) => sum + line.amount, 0),
      categories: lines.map(line => line.category),
      maxLine: Math.max(...lines.map(line => line.amount)),
      units: lines.reduce((sum, line) => sum + line.qty, 0),
      tier: pick(tiers),
      weekday: pick(days),
      hour: 8 + below(14),
      month,
      birthMonth: 1 + below(12),
      store: pick(stores),
      channel: pick(channels),
      firstPurchase: random() < 0.05,
      lines,
    }
    return { ...facts, isBirthdayMonth: facts.birthMonth === month }
  })
}
