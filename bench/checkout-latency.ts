import { openBenchShop } from './support/bench-shop.ts'
import { measureLoad, percentilesOf } from './support/measure.ts'
import { offerLoad } from './support/offer-load.ts'
import { printResult, rounded, say } from './support/result.ts'
import { drain, proveLedger } from './support/settle.ts'

/**
 * How long a till waits at half of what the shop can do: checkouts are offered at that rate whether or not the answers
 * keep up, and each is timed from when it was due (no coordinated omission).
 */
const p95MsMax = 30
const p99MsMax = 60

say('Making a shop of 100,000 members …')
const shop = await openBenchShop({ members: 100_000, lotsPerMember: 5 })
try {
  await measureLoad(shop, { connections: 256, seconds: 10, prefix: 'W' })
  const full = await measureLoad(shop, { connections: 256, seconds: 20, prefix: 'F' })
  const perSecond = Math.round(full.perSecond / 2)
  // Half the load is measured in a shop at half load, not in one that still catches up with the full one.
  const caughtUpSeconds = await drain(shop.db)
  say(`Offering ${perSecond} checkouts a second …`)
  const offered = await offerLoad(shop, { perSecond, seconds: 30, connections: 256, prefix: 'L' })
  printResult({
    bench: 'checkout-latency',
    value: rounded(offered.p95, 1),
    unit: 'ms (p95)',
    yardstick: null,
    ratio: null,
    bar: `p95 <= ${p95MsMax} ms, p99 <= ${p99MsMax} ms, no error`,
    holds: offered.p95 <= p95MsMax && offered.p99 <= p99MsMax && offered.broken === 0,
    ...percentilesOf(offered),
    offeredPerSecond: perSecond,
    fullPerSecond: rounded(full.perSecond),
    sent: offered.sent,
    refused: offered.refused,
    broken: offered.broken,
    memoryMb: await shop.processes.memoryMb(),
    caughtUpSeconds: rounded(caughtUpSeconds, 1),
    drainSeconds: rounded(await drain(shop.db), 1),
    ledgerIsSound: await proveLedger(shop.db),
  })
} finally {
  await shop.close()
}
