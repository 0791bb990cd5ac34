import { openBenchShop } from './support/bench-shop.ts'
import { measureLoad, percentilesOf } from './support/measure.ts'
import { printResult, rounded, say } from './support/result.ts'
import { drain, proveLedger } from './support/settle.ts'

/**
 * All 256 connections on one member with 2,000 lots: what a mistaken "house account" or a company card does to the tills.
 * Yardstick: the same load over many members, in the same run.
 */
const bar = 0.3

say('Making a shop whose members have 2,000 lots each …')
const shop = await openBenchShop({ members: 200, lotsPerMember: 2_000 })
try {
  await measureLoad(shop, { connections: 256, seconds: 8, prefix: 'W' })
  const many = await measureLoad(shop, { connections: 256, seconds: 20, prefix: 'M' })
  const [first = ''] = shop.memberNumbers
  await measureLoad(shop, { connections: 256, seconds: 5, prefix: 'V', memberNumbers: [first] })
  const one = await measureLoad(shop, { connections: 256, seconds: 30, prefix: 'H', memberNumbers: [first] })
  const memoryMb = await shop.processes.memoryMb()
  const ratio = one.perSecond / many.perSecond
  printResult({
    bench: 'checkout-hot',
    value: rounded(one.perSecond),
    unit: 'checkouts/s',
    yardstick: { name: 'the same over 200 members', value: rounded(many.perSecond), unit: 'checkouts/s' },
    ratio: rounded(ratio, 2),
    bar: `>= ${bar}`,
    holds: ratio >= bar,
    ...percentilesOf(one),
    refused: one.refused,
    broken: one.broken,
    cpuMsPerCheckout: one.cpuMs,
    drainSeconds: rounded(await drain(shop.db), 1),
    memoryMb,
    ledgerIsSound: await proveLedger(shop.db),
  })
} finally {
  await shop.close()
}
