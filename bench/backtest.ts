import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { Worker } from 'node:worker_threads'
import {
  type BacktestPlan,
  bandAround,
  bandEveryFor,
  Chunk,
  ColumnFile,
  type EngineReport,
  runBacktest,
} from '../src/backtest/index.ts'
import { benchPrograms, firstDay, lastDay, writeYear } from './support/backtest-file.ts'
import { printResult, rounded, say } from './support/result.ts'
import type { RulesDone, RulesStart } from './support/rules-worker.ts'

/**
 * A year of receipts under today's program and a draft, in one pass: state of all members kept, redemption assumed, low
 * and high on a sample, all figures. Read from a prepared column file, whose making is told apart. Yardstick:
 * json-rules-engine deciding receipts of the same file under both programs in as many threads, without state or report;
 * on a sample by time, so that its time for all receipts is extrapolated. Compared is the CPU time of the whole process,
 * V8's own threads with it: what other programs take of the cores is not counted. Beside it stand the same ratio by the
 * clock, and the one against the yardstick's own threads alone, without the garbage that V8 collects for them elsewhere.
 */
const bar = 8
const { receipts, members, threads, seconds } = readFlags()
const folder = await mkdtemp('/var/tmp/regulars-bench-')
try {
  const path = join(folder, 'year.columns')
  say(`Writing ${receipts.toLocaleString('en')} receipts of ${members.toLocaleString('en')} members …`)
  const [total, prepared] = await measured(() => writeYear(path, { receipts, members }))
  const before = await yardstick(path)
  const pss = watchPss()
  const [report, run] = await measured(() => replay(path))
  const memoryMb = pss.stop()
  const after = await yardstick(path)
  const rules = after.perCpuSecond > before.perCpuSecond ? after : before
  const value = total / run.cpuSeconds
  const ratio = value / rules.perCpuSecond
  printResult({
    bench: 'backtest',
    value: rounded(value),
    unit: 'receipts/s of CPU under two programs',
    yardstick: {
      name: 'json-rules-engine 7.3.1, 8 rules a program, extrapolated from a sample',
      value: rounded(rules.perCpuSecond),
      unit: 'receipts/s of CPU under two programs',
    },
    ratio: rounded(ratio, 1),
    bar: `>= ${bar}`,
    holds: ratio >= bar && memoryMb <= 3_072,
    ratioToOwnThreads: rounded(value / Math.max(before.perOwnCpuSecond, after.perOwnCpuSecond), 1),
    ratioByClock: rounded(total / run.seconds / Math.max(before.perSecond, after.perSecond), 1),
    threads,
    receipts: total,
    members,
    seconds: rounded(run.seconds, 1),
    cpuSeconds: rounded(run.cpuSeconds, 1),
    prepareSeconds: rounded(prepared.seconds, 1),
    yardstickSeconds: rounded(total / Math.max(before.perSecond, after.perSecond)),
    memoryMb,
    bandEvery: report.bandEvery,
    pointsIssued: [report.live.assets[0]?.total.issued, report.draft.assets[0]?.total.issued],
    movers: report.movers.length,
  })
} finally {
  await rm(folder, { recursive: true, force: true })
}

function readFlags() {
  const { values } = parseArgs({
    options: {
      receipts: { type: 'string', default: '10000000' },
      members: { type: 'string', default: '1000000' },
      threads: { type: 'string', default: String(availableParallelism()) },
      seconds: { type: 'string', default: '10' },
    },
  })
  const read = (text: string) => {
    const number = Number(text.replaceAll('_', ''))
    if (!Number.isInteger(number) || number < 1) throw new Error(`${text} is not a whole number from 1`)
    return number
  }
  return {
    receipts: read(values.receipts),
    members: read(values.members),
    threads: read(values.threads),
    seconds: read(values.seconds),
  }
}

type Spent = { seconds: number; cpuSeconds: number }

/** What some work took by the clock, and of the CPU in all threads of this process. */
async function measured<Result>(work: () => Promise<Result>): Promise<[Result, Spent]> {
  const beganAt = performance.now()
  const began = process.cpuUsage()
  const result = await work()
  const { user, system } = process.cpuUsage(began)
  return [result, { seconds: (performance.now() - beganAt) / 1000, cpuSeconds: (user + system) / 1e6 }]
}

async function replay(path: string): Promise<EngineReport> {
  say(`Replaying in ${threads} threads …`)
  const programs = await benchPrograms()
  const file = await ColumnFile.open(path)
  const plan: BacktestPlan = {
    zone: file.head.zone,
    live: { document: programs.live, version: 1 },
    draft: { document: programs.draft, version: 2 },
    from: firstDay,
    through: lastDay,
    shiftDays: 0,
    assumption: bandAround({ membersPercent: 30, usedPercent: 50 }, 50),
    gifts: { usedPercent: { low: 25, base: 50, high: 75 }, goodsCents: {} },
    waitDays: 0,
    bandEvery: bandEveryFor(file.members.ids.length),
    members: file.members,
    opening: null,
    threads,
  }
  try {
    return await runBacktest(plan, file)
  } finally {
    await file.close()
  }
}

type Rate = { perSecond: number; perCpuSecond: number; perOwnCpuSecond: number }

/**
 * How many receipts json-rules-engine decides, all threads together: a second, and a second of CPU of this process, as
 * our own run is measured. What its threads themselves take is less: V8 works beside them.
 */
async function yardstick(path: string): Promise<Rate> {
  say('Measuring json-rules-engine …')
  const totals = await totalsOf(path)
  const ladders = [
    [300_000, 500_000, 1_000_000],
    [250_000, 500_000, 1_000_000],
  ]
  const workerData: RulesStart = { seconds, totals, ladders }
  const workers = Array.from(
    { length: threads },
    () => new Worker(new URL('./support/rules-worker.ts', import.meta.url), { workerData }),
  )
  await Promise.all(workers.map(worker => once(worker, 'message')))
  const [done, spent] = await measured(() => Promise.all(workers.map(decided)))
  const receipts = done.reduce((sum, one) => sum + one.receipts, 0)
  return {
    perSecond: receipts / spent.seconds,
    perCpuSecond: receipts / spent.cpuSeconds,
    perOwnCpuSecond: receipts / done.reduce((sum, one) => sum + one.ownCpuSeconds, 0),
  }
}

/** Lets a warm thread begin. */
function decided(worker: Worker): Promise<RulesDone> {
  return new Promise((resolve, reject) => {
    worker.once('error', reject)
    worker.once('message', resolve)
    worker.postMessage('go')
  })
}

/** What the first receipts of the file come to. */
async function totalsOf(path: string): Promise<number[]> {
  const file = await ColumnFile.open(path)
  const chunk = new Chunk()
  await file.fill(chunk)
  await file.close()
  const { firstLine, lineCount } = chunk.receipts
  return Array.from({ length: chunk.receiptCount }, (_, at) => {
    const first = firstLine[at] ?? 0
    return chunk.lines.gross.subarray(first, first + (lineCount[at] ?? 0)).reduce((sum, cents) => sum + cents, 0)
  })
}

/** The largest proportional share of memory of this process, threads included, looked at four times a second. */
function watchPss() {
  let most = 0
  const look = () => {
    const [, kilobytes] = /^Pss:\s+(\d+) kB/m.exec(readFileSync('/proc/self/smaps_rollup', 'utf8')) ?? []
    most = Math.max(most, Number(kilobytes ?? 0) / 1024)
  }
  const timer = setInterval(look, 250)
  return {
    stop: () => {
      look()
      clearInterval(timer)
      return rounded(most)
    },
  }
}
