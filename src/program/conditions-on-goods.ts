import type { Condition } from './condition-schema.ts'
import { netCentsOf, type SaleLine } from './facts.ts'
import { readMoney, readPercent } from './scalars.ts'
import type { Check } from './scene.ts'

/** Which goods. */
export function goodsChecks({ class: classes, brand, sku }: Condition): Check[] {
  const checks: Check[] = []
  const perLine = (word: string, words: readonly string[], read: (line: SaleLine) => string | null) => {
    const known = new Set(words)
    const has = (line: SaleLine) => {
      const value = read(line)
      return value !== null && known.has(value)
    }
    checks.push({ word, isAboutLines: true, holds: ({ sale }, line) => (line ? has(line) : sale.lines.some(has)) })
  }
  if (classes) perLine('class', classes, line => line.class)
  if (brand) perLine('brand', brand, line => line.brand)
  if (sku) perLine('sku', sku, line => line.sku)
  return checks
}

/** What a single line costs and brings. A price per piece is compared exactly: cents against units, not a rounded quotient. */
export function amountChecks(condition: Condition): Check[] {
  const checks: Check[] = []
  const perLine = (word: string, holds: (line: SaleLine) => boolean) =>
    checks.push({
      word,
      isAboutLines: true,
      holds: ({ sale }, line) => (line ? holds(line) : sale.lines.some(holds)),
    })
  const bound = (word: 'price-from' | 'price-below' | 'line-from' | 'line-below') => readMoney(condition[word])
  const priceFrom = bound('price-from')
  const priceBelow = bound('price-below')
  const lineFrom = bound('line-from')
  const lineBelow = bound('line-below')
  const piece = (line: SaleLine) => (line.isWeighed ? 1_000 : 1)
  if (priceFrom !== undefined) perLine('price-from', line => line.grossCents * piece(line) >= priceFrom * line.units)
  if (priceBelow !== undefined) perLine('price-below', line => line.grossCents * piece(line) < priceBelow * line.units)
  if (lineFrom !== undefined) perLine('line-from', line => netCentsOf(line) >= lineFrom)
  if (lineBelow !== undefined) perLine('line-below', line => netCentsOf(line) < lineBelow)
  const marginFrom = readPercent(condition['margin-from'])
  const marginBelow = readPercent(condition['margin-below'])
  if (marginFrom !== undefined) perLine('margin-from', line => marginAgainst(line, marginFrom, (a, b) => a >= b))
  if (marginBelow !== undefined) perLine('margin-below', line => marginAgainst(line, marginBelow, (a, b) => a < b))
  return checks
}

/** (price − cost) ÷ price against hundredths of a per cent, before any reduction of the program, without rounding. */
function marginAgainst(line: SaleLine, basisPoints: number, compare: (a: number, b: number) => boolean): boolean {
  const net = netCentsOf(line)
  return line.costCents !== null && net > 0 && compare((net - line.costCents) * 10_000, net * basisPoints)
}
