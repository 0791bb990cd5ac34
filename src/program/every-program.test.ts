import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { readProgram } from './check.ts'
import type { CompiledProgram } from './compiled.ts'
import { decideSale } from './decide-sale.ts'
import { isRecord } from './diff-words.ts'
import type { SaleLine } from './facts.ts'
import { line, member, sale, zone } from './program-for-tests.ts'

/** What holds whatever a program says, under each of those in the folder. */

const folder = join(import.meta.dirname, '../../programs')
const programs = readdirSync(folder)
  .filter(file => file.endsWith('.yaml'))
  .map(file => [file, readFileSync(join(folder, file), 'utf8')] as const)

type Plain = Record<string, unknown>

function plainOf(source: string): Plain {
  const plain: unknown = parse(source)
  if (!isRecord(plain)) throw new Error('a program is a block')
  return plain
}

function compiledOf(plain: Plain): CompiledProgram {
  const { program, findings } = readProgram(JSON.stringify(plain), { version: 1, zone })
  if (!program) throw new Error(findings.map(({ texts }) => texts.en).join('\n'))
  return program
}

/** Every code that stands under a word, wherever: goods and levels that the program's conditions are about. */
function codesUnder(word: string, value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(inner => codesUnder(word, inner))
  if (!isRecord(value)) return []
  return Object.entries(value).flatMap(([key, inner]) => [
    ...(key === word ? [inner].flat().filter(code => typeof code === 'string') : []),
    ...codesUnder(word, inner),
  ])
}

function anyLineOf(plain: Plain): fc.Arbitrary<SaleLine> {
  const oneOf = (word: string) => fc.constantFrom(null, ...new Set(codesUnder(word, plain)))
  return fc
    .record({
      cents: fc.integer({ min: 0, max: 300_000 }),
      costCents: fc.option(fc.nat(200_000)),
      units: fc.integer({ min: 1, max: 9 }),
      sku: oneOf('sku'),
      brand: oneOf('brand'),
      class: oneOf('class'),
    })
    .map(({ cents, sku, ...more }) => line(0, { ...more, sku: sku ?? 'A', grossCents: cents }))
}

function anyCase(plain: Plain) {
  const assets = isRecord(plain.assets) ? Object.keys(plain.assets) : []
  return fc.record({
    lines: fc.array(anyLineOf(plain), { minLength: 1, maxLength: 5 }),
    level: fc.constantFrom(null, ...new Set(codesUnder('level', plain.levels))),
    birthday: fc.constantFrom(null, '1990-03-05', '1990-11-30'),
    hasBought: fc.boolean(),
    usable: fc.nat(20_000).map(points => Object.fromEntries(assets.map(asset => [asset, points]))),
    at: fc.constantFrom('2026-03-05T12:00', '2026-05-01T09:30', '2026-11-11T20:00', '2026-12-25T18:59'),
  })
}

type Case = ReturnType<typeof anyCase> extends fc.Arbitrary<infer T> ? T : never

function decisionOf(program: CompiledProgram, { lines, at, level, ...who }: Case) {
  const decision = decideSale(program, member({ ...who, ...(level !== null && { level }) }), sale(lines, { at }))
  if ('refusal' in decision) throw new Error(`refused: ${decision.refusal}`)
  return decision
}

/** What is decided, without the sentences and without the order of lists that have none. */
function effectsOf(program: CompiledProgram, one: Case) {
  const { offerReasons: _, discountReasons: __, choices: ___, earnings, ...decision } = decisionOf(program, one)
  const sorted = (list: readonly unknown[] | null) => list?.map(item => JSON.stringify(item)).sort()
  return {
    ...decision,
    offers: sorted(decision.offers),
    earnings: earnings.map(earning => ({
      ...earning,
      reasons: [],
      used: sorted(earning.used),
      perRule: sorted(earning.perRule),
    })),
  }
}

/** Programs under which the added rule gave points. */
const added = new Set<string>()

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0)

/** The same program with its earning rules and offers in these orders. */
function reordered(plain: Plain, keys: readonly number[]): Plain {
  const shuffled = (value: unknown) =>
    Array.isArray(value)
      ? value
          .map((item, index) => ({ item, key: keys[index % keys.length] ?? 0 }))
          .sort((a, b) => a.key - b.key)
          .map(({ item }) => item)
      : value
  const earning = isRecord(plain.earning) ? { ...plain.earning, rules: shuffled(plain.earning.rules) } : plain.earning
  return { ...plain, earning, ...(plain.offers !== undefined && { offers: shuffled(plain.offers) }) }
}

describe.each(programs)('%s', (_, source) => {
  const plain = plainOf(source)
  const program = compiledOf(plain)

  test('what the lines cost and earn is what the receipt costs and earns', () => {
    fc.assert(
      fc.property(anyCase(plain), one => {
        const { payable, payableCents, earnings, offerDiscounts, levelDiscounts, pointsDiscounts } = decisionOf(
          program,
          one,
        )
        expect(sum(payable)).toBe(payableCents)
        one.lines.forEach(({ grossCents }, index) => {
          const off = [offerDiscounts, levelDiscounts, pointsDiscounts].map(discounts => discounts[index] ?? 0)
          expect(grossCents - sum(off)).toBe(payable[index])
        })
        for (const { points, perLine, perRule } of earnings) {
          expect(sum(perLine)).toBe(points)
          if (perRule) expect(sum(perRule.map(share => share.points))).toBe(points)
        }
      }),
      { numRuns: 40 },
    )
  })

  test('the same receipt asked twice is answered the same, whatever was asked between', () => {
    fc.assert(
      fc.property(anyCase(plain), anyCase(plain), (one, between) => {
        const first = decisionOf(program, one)
        decisionOf(program, between)
        expect(decisionOf(program, one)).toEqual(first)
      }),
      { numRuns: 40 },
    )
  })

  test('the order of rules and offers in the file never matters', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(), { minLength: 12, maxLength: 12 }),
        fc.array(anyCase(plain), { minLength: 4, maxLength: 4 }),
        (keys, cases) => {
          const other = compiledOf(reordered(plain, keys))
          for (const one of cases) expect(effectsOf(other, one)).toEqual(effectsOf(program, one))
        },
      ),
      { numRuns: 10 },
    )
  })

  test('a rule in a group of its own changes nothing of what the others give', () => {
    const [asset] = isRecord(plain.assets) ? Object.keys(plain.assets) : []
    const rules = isRecord(plain.earning) && Array.isArray(plain.earning.rules) ? plain.earning.rules : []
    // A hundred stays whole under every multiplier: of fractions the one rounding of a receipt may lay the odd point elsewhere.
    const adding = (more: Plain) => {
      const rule = { rule: 'elsewhere', asset, points: 100, per: 'item', group: 'elsewhere', ...more }
      return compiledOf({
        ...plain,
        earning: { ...(isRecord(plain.earning) && plain.earning), rules: [...rules, rule] },
      })
    }
    const among = adding({})
    // Both are shaped alike, so that both tell what each rule gives.
    const without = adding({ when: { 'basket-from': '¥9000000' } })
    const ofOthers = (one: Case, which: CompiledProgram) => {
      // Points earned count for levels, whoever gave them.
      const { earnings, measured: _, ...rest } = effectsOf(which, one)
      const told = earnings.map(({ asset: code, perRule }) => ({
        code,
        perRule: perRule?.filter(share => !share.includes('"elsewhere"')),
      }))
      return { ...rest, told: told.filter(({ code, perRule }) => code !== asset || perRule?.length) }
    }
    fc.assert(
      fc.property(anyCase(plain), one => {
        expect(ofOthers(one, among)).toEqual(ofOthers(one, without))
        for (const { asset: code, points, perRule } of decisionOf(among, one).earnings) {
          if (code !== asset || !perRule?.some(({ rule }) => rule === 'elsewhere')) continue
          added.add(source)
          expect(points).toBeGreaterThan(0)
        }
      }),
      { numRuns: 30 },
    )
  })
})

test('the rule that was added did give, under nearly all of them', () => {
  expect(added.size).toBeGreaterThan(programs.length * 0.8)
})
