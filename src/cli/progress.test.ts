import { expect, test } from 'vitest'
import { ProgressBar } from './progress.ts'

function shown(isTTY: boolean, updates: readonly [number, number | null][]): string[] {
  const written: string[] = []
  const output = { isTTY, write: (text: string) => written.push(text) > 0 }
  const bar = new ProgressBar({ label: 'import', unit: 'rows', output })
  for (const [done, total] of updates) bar.update(done, total)
  bar.end()
  return written
}

test('where somebody looks, a bar is drawn over itself', () => {
  const written = shown(true, [
    [5_000, 10_000],
    [10_000, 10_000],
  ])
  expect(written[0]).toMatch(/^\rimport \[█{15}░{15}\] 50 % {2}5,000 rows {2}/)
  expect(written.at(-2)).toMatch(/^\rimport \[█{30}\] 100 % {2}10,000 rows/)
  expect(written.at(-1)).toBe('\n')
})

test('in a log, quick work is one line', () => {
  const written = shown(false, [
    [1, 3],
    [2, 3],
    [3, 3],
    // Told again that it is over, a log hears nothing new.
    [3, 3],
  ])
  expect(written).toHaveLength(1)
  expect(written[0]).toMatch(/^import 100 % {2}3 rows {2}[\d,]+ rows\/s\n$/)
})
