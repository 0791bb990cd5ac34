import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type CompiledProgram, decideSale, publishedSchema, readProgram, summarise } from '../../src/program/index.ts'
import { line, member, sale, zone } from '../../src/program/program-for-tests.ts'
import { arbitraryOf, type Schema } from '../support/fuzz/schema-arbitrary.ts'

// It needs no database; it takes a minute, and belongs to the tests that may.

const { $defs, ...root }: Schema & { $defs: Record<string, Schema> } = JSON.parse(publishedSchema())

/** Codes and names that meet each other often enough for documents to make sense. */
const known = new Map<string, readonly unknown[]>([
  ['program', ['shop']],
  ['name', ['甲', { 'zh-CN': '乙', en: 'B' }]],
  ['level', ['a', 'b', 'c']],
  ['asset', ['points']],
  ['rule', ['r1', 'r2', 'r3', 'r4', 'r5', 'r6']],
  ['offer', ['o1', 'o2', 'o3', 'o4']],
  ['class', ['tea', 'cup']],
  ['from', ['¥100', '2026-01-01']],
  ['percent', ['5 %', '9 折']],
  ['points', [1, 100]],
  ['per', ['¥1', '¥10', 'item', 'receipt']],
  ['off', ['¥1', '¥10']],
  ['gives', [{ points: 1 }]],
])

const anyDocument = fc.tuple(arbitraryOf(root, { schemas: $defs, known }), fc.boolean()).map(([value, isPlain]) => {
  if (typeof value !== 'object' || value === null) return value
  const assets = {
    points: { name: '积分' },
    ...('assets' in value && typeof value.assets === 'object' ? value.assets : {}),
  }
  // Half of them with the plainest ladder: else hardly any level named in a condition exists.
  const ladder = [
    { level: 'a', name: '甲' },
    { level: 'b', name: '乙', from: '¥100', discount: '5 %' },
    { level: 'c', name: '丙', from: '¥1000', discount: '9 折' },
  ]
  return { ...value, assets, ...(isPlain && { levels: { ladder } }) }
})

const decisionsOf = (program: CompiledProgram) =>
  ['a', 'b', 'c', 'gone'].map(level =>
    decideSale(
      program,
      member({ level, birthday: '1990-03-05', usable: { points: 1_000 } }),
      sale([line(120, { class: 'tea', costCents: 8_000 }), line(35, { class: 'cup', units: 3 })]),
    ),
  )

test('of 10,000 random documents each compiles, decides and says itself in words, or is explained', () => {
  let compiled = 0
  fc.assert(
    fc.property(anyDocument, document => {
      const { program, findings } = readProgram(JSON.stringify(document), { version: 1, zone })
      expect(program === null).toBe(findings.some(finding => finding.severity === 'error'))
      for (const { texts } of findings)
        for (const text of Object.values(texts)) expect(text).not.toMatch(/\{[a-z]+\}|undefined|\[object/i)
      if (!program) return
      compiled += 1
      for (const { sentences } of summarise(program))
        for (const sentence of sentences) expect(sentence.en).not.toMatch(/undefined|NaN|\[object/)
      for (const decision of decisionsOf(program)) {
        if ('refusal' in decision) continue
        expect(decision.payable.every(cents => Number.isSafeInteger(cents) && cents >= 0)).toBe(true)
        for (const earning of decision.earnings) {
          expect(Number.isSafeInteger(earning.points) && earning.points >= 0).toBe(true)
          expect(earning.perLine.reduce((sum, points) => sum + points, 0)).toBe(earning.points)
        }
      }
    }),
    { numRuns: 10_000, seed: Number(process.env.REGULARS_FUZZ_SEED ?? 20_261_122) },
  )
  // Were nearly all refused, the rest would be proven by nobody.
  expect(compiled).toBeGreaterThan(300)
})
