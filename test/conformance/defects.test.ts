import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

/** Defects of other systems in things that do not exist here so far, each with what it waits for. */
const notYet: Readonly<Record<string, string>> = {
  D4: 'coupons: how many one member may take',
  D9: 'lotteries: what a draw costs',
  D12: 'coupons: days on which they do not count; cards with a number of uses',
  D13: 'coupons: limits over several batches',
  D27: 'vouchers: how often one may be used',
  D28: 'vouchers: a use that is set aside until the receipt is paid',
}

test('each of the thirty defects has its test, or the reason why it cannot have one yet', () => {
  const texts = readdirSync(import.meta.dirname)
    .filter(name => name !== 'defects.test.ts')
    .map(name => readFileSync(`${import.meta.dirname}/${name}`, 'utf8'))
  const tested = new Set(texts.flatMap(text => [...text.matchAll(/^test\('(D\d+): /gm)].map(([, name]) => name ?? '')))
  const all = Array.from({ length: 30 }, (_, index) => `D${index + 1}`)
  expect(all.filter(name => !tested.has(name) && !(name in notYet))).toEqual([])
  expect(Object.keys(notYet).filter(name => tested.has(name))).toEqual([])
})
