import { parseArgs } from 'node:util'
import { type ReplayReport, replayReceipts } from '../server/modules/imports/index.ts'
import type { Context } from '../server/platform/context.ts'
import { addDays, isDay, startOfDay } from '../shared/calendar.ts'
import { ProgressBar } from './progress.ts'
import { withContext } from './with-context.ts'

const usage = 'Usage 用法: npm run regulars -- replay [--until YYYY-MM-DD]   (that day included 含当天)'

/** Settles imported receipts in the order of their time. Exit code 1 when some were refused. */
export async function run(args: string[]): Promise<number> {
  const until = untilOf(args)
  if (until === undefined) {
    console.error(usage)
    return 2
  }
  const ending = new AbortController()
  // The chunk in hand is finished; the rest waits for the next replay.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => ending.abort())
  return withContext(context => replay(context, { until, signal: ending.signal }))
}

/** @returns null for "as far as there is", undefined for words that mean nothing */
function untilOf(args: string[]): string | null | undefined {
  try {
    const { until = null } = parseArgs({ args, options: { until: { type: 'string' } } }).values
    return until === null || isDay(until) ? until : undefined
  } catch {
    return undefined
  }
}

async function replay(
  context: Context,
  { until, signal }: { until: string | null; signal: AbortSignal },
): Promise<number> {
  const before = until === null ? context.clock.now() : startOfDay(addDays(until, 1), context.timeZone)
  const bar = new ProgressBar({ label: '补结算 replay', unit: 'receipts 张' })
  const report = await replayReceipts({ context, before, onProgress: bar.update, signal })
    .catch(error => {
      if (signal.aborted) return null
      throw error
    })
    .finally(() => bar.end())
  if (!report) {
    console.log('已停止，下次 replay 会接着做。 Stopped; the next replay goes on from here.')
    return 130
  }
  for (const line of replayLines(report)) console.log(line)
  console.log(`${bar.seconds.toFixed(1)} s, ${bar.perSecond} receipts/s`)
  return Object.keys(report.refused).length > 0 ? 1 : 0
}

/** What a replay has done, in sentences. */
export function replayLines(report: ReplayReport): string[] {
  const { receipts, sales, refunds, refundsWithoutOriginal, waiting, known, refused } = report
  if (receipts === 0) return ['没有待结算的小票。 There are no receipts to settle.']
  return [
    `已处理 ${receipts} 张：销售 ${sales}，退货 ${refunds}，无原票退货 ${refundsWithoutOriginal}。`,
    `${receipts} receipts: ${sales} sales, ${refunds} refunds, ${refundsWithoutOriginal} refunds without original.`,
    ...(waiting > 0 ? [`${waiting} 笔退货等待原小票。 ${waiting} refunds wait for their sale.`] : []),
    ...(known > 0 ? [`${known} 个单号以前已结算。 ${known} numbers were settled before.`] : []),
    ...Object.entries(refused).map(([code, count]) => `未通过 refused ${count} × ${code}`),
  ]
}
