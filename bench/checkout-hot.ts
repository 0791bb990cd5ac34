import { openBenchShop } from './support/bench-shop.ts'
import { measureLoad, percentilesOf } from './support/measure.ts'
import { printResult, rounded, say } from './support/result.ts'
import { drain, proveLedger } from './support/settle.ts'

/**
 * All 256 connections on one member with 2,000 lots: what a mistaken "house account" or a company card does to the tills.
 * Yardstick: the load of `checkout`, over 100,000 members, in the same run.
 */
const bar = 0.3

say('Making a shop of 100,000 members, one of whom has 2,000 lots …')
const shop = await openBenchShop({ members: 100_000, lotsPerMember: 5, lotsOfLast: 2_000 })
try {
  await measureLoad(shop, { connections: 256, seconds: 8, prefix: 'W' })
  const many = await measureLoad(shop, { connections: 256, seconds: 20, prefix: 'M' })
  const hot = shop.memberNumbers.slice(-1)
  await measureLoad(shop, { connections: 256, seconds: 5, prefix: 'V', memberNumbers: hot })
  const one = await measureLoad(shop, { connections: 256, seconds: 30, prefix: 'H', memberNumbers: hot })
  const memoryMb = await shop.processes.memoryMb()
  const ratio = one.perSecond / many.perSecond
  printResult({
    bench: 'checkout-hot',
    value: rounded(one.perSecond),
    unit: 'checkouts/s',
    yardstick: { name: 'checkout', value: rounded(many.perSecond), unit: 'checkouts/s' },
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
