import { openBenchShop } from './support/bench-shop.ts'
import { measureLoad, percentilesOf } from './support/measure.ts'
import { printResult, rounded, say } from './support/result.ts'
import { drain, proveLedger } from './support/settle.ts'
import { Tpcb } from './support/tpcb.ts'

/**
 * Checkouts a second over HTTP: 256 connections, three lines, 100,000 members with five lots each, the price of their
 * level, a fifth redeeming, durable commits, every process that production runs. Yardstick: TPC-B-like transactions
 * of the same server, before and after.
 * `npm run bench -- checkout FOLDER` writes V8's profile of the web process into FOLDER.
 */
const bar = 1
const [, , profileFolder] = process.argv

say('Making a shop of 100,000 members …')
const shop = await openBenchShop({ members: 100_000, lotsPerMember: 5, profileFolder })
try {
  const tpcb = new Tpcb(shop.target)
  await tpcb.prepare(shop.db)
  const before = await tpcb.measure(15)
  say('Loading …')
  await measureLoad(shop, { connections: 256, seconds: 10, prefix: 'W' })
  const load = await measureLoad(shop, { connections: 256, seconds: 30, prefix: 'R' })
  const memoryMb = await shop.processes.memoryMb()
  const drainSeconds = await drain(shop.db)
  const after = await tpcb.measure(15)
  const yardstick = (before + after) / 2
  const ratio = load.perSecond / yardstick
  printResult({
    bench: 'checkout',
    value: rounded(load.perSecond),
    unit: 'checkouts/s',
    yardstick: { name: tpcb.name, value: rounded(yardstick), unit: 'tps' },
    ratio: rounded(ratio, 2),
    bar: `>= ${bar.toFixed(1)}`,
    holds: ratio >= bar,
    ...percentilesOf(load),
    refused: load.refused,
    broken: load.broken,
    cpuMsPerCheckout: load.cpuMs,
    drainSeconds: rounded(drainSeconds, 1),
    memoryMb,
    yardstickBefore: rounded(before),
    yardstickAfter: rounded(after),
    ledgerIsSound: await proveLedger(shop.db),
  })
} finally {
  await shop.close()
}
