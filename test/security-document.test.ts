import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')
const text = readFileSync(join(root, 'docs/security.md'), 'utf8')
const rows = text.split('\n').flatMap(line => {
  const [, number, level, what, proof] = /^\| (\d+\.\d+\.\d+) \| ([12]) \| (.+?) \| (.+) \|$/.exec(line) ?? []
  return number && level && what && proof ? [{ number, level, what, proof }] : []
})

const isOpen = (proof: string) => proof.startsWith('**open**: ')
const isElsewhere = (proof: string) => proof.startsWith('not applicable: ')

test('every requirement of levels 1 and 2 is there once: 70 and 183', () => {
  expect(new Set(rows.map(({ number }) => number)).size).toBe(rows.length)
  expect(['1', '2'].map(level => rows.filter(row => row.level === level).length)).toEqual([70, 183])
})

test('each is proven by tests that exist, does not apply for a reason, or is said to be open', () => {
  for (const { number, proof } of rows) {
    if (isOpen(proof) || isElsewhere(proof)) expect(proof.length, number).toBeGreaterThan(20)
    else expect(proof, number).toMatch(/^`[^`]+\.(test|e2e)\.ts`(, `[^`]+\.(test|e2e)\.ts`)*$/)
    for (const [, file = ''] of proof.matchAll(/`([^`]+\.ts)`/g))
      expect(existsSync(join(root, file)), `${number}: ${file}`).toBe(true)
  }
})

test('the sums at the top are those of the rows', () => {
  const open = rows.filter(({ proof }) => isOpen(proof)).length
  const elsewhere = rows.filter(({ proof }) => isElsewhere(proof)).length
  expect(text).toContain(`${rows.length - open - elsewhere} are proven by the tests`)
  expect(text).toContain(`${elsewhere} do not apply, and ${open} are`)
})
