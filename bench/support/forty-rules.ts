import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Engine, type RuleProperties } from 'json-rules-engine'
import { plainMember, readProgram } from '../../src/program/index.ts'
import { type Purchase, purchases } from '../rules/purchases.ts'
import type { Basket } from './baskets.ts'
import type { Contest } from './contest.ts'

/**
 * Forty rules in the form of json-rules-engine, translated word by word into a program of ours: the same rules must hold
 * on the same receipts. Bonuses of different rules add up there; here, too.
 */
export async function fortyRules(count: number): Promise<Contest> {
  const rules: ForeignRule[] = JSON.parse(
    await readFile(join(import.meta.dirname, '../rules/forty-rules.json'), 'utf8'),
  )
  const { program, findings } = readProgram(JSON.stringify(documentOf(rules)), { version: 1, zone: 'Asia/Shanghai' })
  if (!program) throw new Error(JSON.stringify(findings))
  const receipts = purchases(count)
  return {
    name: '40 rules',
    program,
    sample: receipts.map(basketOf),
    engine: new Engine(
      rules.map(({ conditions, priority, event }): RuleProperties => ({ conditions, priority, event })),
    ),
    facts: receipts,
  }
}

type Foreign =
  | { all: Foreign[] }
  | { any: Foreign[] }
  | { fact: string; operator: string; value: string | number | boolean | string[] }
type ForeignRule = Required<Pick<RuleProperties, 'conditions' | 'priority' | 'event'>> & {
  name: string
  conditions: Foreign
  event: { params: { multiplier?: number; bonus?: number } }
}
type Words = Record<string, unknown>

function documentOf(rules: readonly ForeignRule[]) {
  return {
    program: 'forty-rules',
    name: '四十条规则',
    assets: { points: { name: '积分' } },
    earning: { rules: rules.map(ruleOf) },
    levels: {
      ladder: ['basic', 'silver', 'gold', 'platinum'].map((level, rank) => ({
        level,
        name: level,
        ...(rank > 0 && { from: `¥${rank * 1000}` }),
      })),
    },
  }
}

function ruleOf({ name, conditions, event }: ForeignRule) {
  const { multiplier, bonus } = event.params
  const when = wordsOf(conditions)
  if (multiplier !== undefined) return { rule: name, times: multiplier, when }
  return bonus === undefined
    ? { rule: name, points: 1, per: '¥1', when }
    : { rule: name, points: bonus, per: 'receipt', when }
}

function wordsOf(condition: Foreign): Words {
  if ('all' in condition) return { all: condition.all.map(wordsOf) }
  if ('any' in condition) return { any: condition.any.map(wordsOf) }
  const { fact, operator, value } = condition
  const said = `${fact} ${operator}`
  const list = Array.isArray(value) ? value : [value]
  const more = Number(value) + 1
  switch (said) {
    case 'total greaterThan':
      return { 'basket-from': yuan(more) }
    case 'total greaterThanInclusive':
      return { 'basket-from': yuan(Number(value)) }
    case 'tier equal':
    case 'tier in':
      return { level: list }
    case 'tier notEqual':
      return { none: [{ level: list }] }
    case 'categories contains':
      return { 'basket-has': [{ class: list }] }
    case 'weekday equal':
    case 'weekday in':
      return { weekday: list }
    case 'store in':
      return { store: list }
    case 'channel equal':
      return { channel: list }
    case 'hour lessThan':
      return { hours: `00:00-${hour(value)}` }
    case 'hour greaterThanInclusive':
      return { hours: `${hour(value)}-24:00` }
    case 'isBirthdayMonth equal':
      return { birthday: 'month' }
    case 'firstPurchase equal':
      return { 'first-purchase': value }
    case 'maxLine greaterThan':
      return { 'basket-has': [{ 'line-from': yuan(more) }] }
    case 'units greaterThan':
      return { 'pieces-from': more }
  }
  throw new Error(`the language cannot say "${said}"`)
}

const yuan = (cents: number) => `¥${(cents / 100).toFixed(2)}`
const hour = (value: unknown) => `${String(value).padStart(2, '0')}:00`

/** A day of that month and weekday; birthdays lie on the 1st. */
function basketOf(purchase: Purchase): Basket {
  const weekday = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'].indexOf(purchase.weekday)
  const first = new Date(Date.UTC(2026, purchase.month - 1, 1))
  const soldOn = new Date(first.getTime() + ((weekday - first.getUTCDay() + 7) % 7) * 86_400_000)
  const day = soldOn.toISOString().slice(0, 10)
  return {
    member: {
      ...plainMember,
      joinedOn: '2024-01-01',
      birthday: `1990-${String(purchase.birthMonth).padStart(2, '0')}-01`,
      level: purchase.tier,
      hasBought: !purchase.firstPurchase,
    },
    sale: {
      storeCode: purchase.store,
      soldAt: new Date(soldOn.getTime() + (purchase.hour - 8) * 3_600_000),
      soldOn: day,
      soldMinute: purchase.hour * 60,
      channel: purchase.channel,
      tenders: null,
      promoter: null,
      redeem: [],
      lines: purchase.lines.map((line, index) => ({
        sku: `${line.category}-${index}`,
        class: line.category,
        brand: null,
        kind: 'goods',
        units: line.qty,
        isWeighed: false,
        grossCents: line.amount,
        manualDiscountCents: 0,
        taxCents: 0,
        costCents: null,
      })),
    },
  }
}
