import { readFile, writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import {
  type BacktestRequest,
  beginReading,
  monthsFile,
  moversFile,
  moversText,
  type Replayed,
  refuseRequest,
  replayHistory,
} from '../server/modules/backtests/index.ts'
import { storeDirectory } from '../server/modules/organisation/index.ts'
import { ProgramBook } from '../server/modules/programs/index.ts'
import type { Context } from '../server/platform/context.ts'
import { DomainError } from '../server/platform/errors.ts'
import { dayOf } from '../shared/calendar.ts'
import { ProgressBar } from './progress.ts'
import { reportLines } from './simulate-report.ts'
import { withContext } from './with-context.ts'

const usage = `Usage 用法: npm run regulars -- simulate --program FILE --against receipts|live --from DAY --to DAY
    --opening zero|earlier   receipts: begin from nothing, or replay what was sold before first 从零开始，或先回放以前的小票
    --members PERCENT        so many members redeem; default: as recorded 兑换积分的会员比例，默认按记录
    --used PERCENT           of their points at each purchase; default: as recorded 每次用掉可用积分的比例，默认按记录
    --gifts PERCENT          so many issued gifts and coupons are used; default: as recorded 发出的礼品和券用掉的比例
    --wait DAYS              points that wait for an activity wait so long; default: as recorded 等活动的积分等几天
    --band PERCENT           less and more of all three; default 50 上下浮动
    --threads N              default: half of the cores 线程数，默认一半的核
    --movers FILE            a CSV file of who ends at another level 等级变动名单
    --months FILE            a CSV file of every month 每月数字
    --json                   JSON instead of sentences 完整报告`

const howToEnd =
  'Ctrl+C 可随时取消；算完之前什么文件也不写。 Ctrl+C cancels at any time; no file is written before the end.'

/** Tries a draft on recorded receipts. Exit code 1 when it cannot, 2 when the command is not understood, 130 when it is ended. */
export async function run(args: string[]): Promise<number> {
  const words = readWords(args)
  if (!words) {
    console.error(usage)
    return 2
  }
  const document = await readFile(words.program, 'utf8')
  const ending = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => ending.abort(new Error('ended by the user')))
  console.error(howToEnd)
  try {
    const replayed = await withContext(context => simulate(context, { document, ...words, signal: ending.signal }))
    await tell(replayed, words)
    return 0
  } catch (error) {
    if (ending.signal.aborted) {
      console.error('已停止，什么也没有写。 Stopped; nothing was written.')
      return 130
    }
    if (!(error instanceof DomainError)) throw error
    console.error(`${error.sentence('zh-CN')}\n${error.sentence('en')}`)
    return 1
  }
}

type Words = NonNullable<ReturnType<typeof readWords>>

function readWords(args: string[]) {
  try {
    const text = { type: 'string' } as const
    const { values } = parseArgs({
      args,
      options: {
        program: text,
        against: text,
        from: text,
        to: text,
        opening: text,
        members: text,
        used: text,
        gifts: text,
        wait: text,
        band: text,
        threads: text,
        movers: text,
        months: text,
        json: { type: 'boolean' },
      },
    })
    const { program, movers, months, json: isJson = false } = values
    const request = requestOf(values)
    const threads = threadsOf(values.threads)
    return program && request ? { program, request, threads, movers, months, isJson } : null
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    return null
  }
}

type Values = Partial<
  Record<'against' | 'opening' | 'from' | 'to' | 'members' | 'used' | 'gifts' | 'wait' | 'band', string>
>

function requestOf({
  against,
  opening = 'zero',
  from,
  to,
  members,
  used,
  gifts,
  wait,
  band,
}: Values): BacktestRequest | null {
  if (!from || !to || (against !== 'receipts' && against !== 'live')) return null
  if (opening !== 'zero' && opening !== 'earlier') return null
  return {
    against,
    opening,
    from,
    to,
    ...(members !== undefined && { membersPercent: percentOf(members) }),
    ...(used !== undefined && { usedPercent: percentOf(used) }),
    ...(gifts !== undefined && { giftsPercent: percentOf(gifts) }),
    ...(wait !== undefined && { waitDays: daysOf(wait) }),
    ...(band !== undefined && { bandPercent: percentOf(band) }),
  }
}

/** @throws where it is none from 1 to 64 */
function threadsOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const threads = Number(text)
  if (Number.isInteger(threads) && threads >= 1 && threads <= 64) return threads
  throw new Error(`--threads ${text}: a whole number from 1 to 64 is expected. 请写 1 到 64 的整数。`)
}

/** @throws where it is none from 0 to 365 */
function daysOf(text: string): number {
  const days = Number(text)
  if (Number.isInteger(days) && days >= 0 && days <= 365) return days
  throw new Error(`--wait ${text}: a whole number from 0 to 365 is expected. 请写 0 到 365 的整数。`)
}

/** @throws where it is none from 0 to 100 */
function percentOf(text: string): number {
  const percent = Number(text.replace('%', ''))
  if (!(percent >= 0 && percent <= 100))
    throw new Error(`${text}: a number from 0 to 100 is expected. 请写 0 到 100 的数。`)
  return percent
}

async function simulate(
  { db, clock, timeZone }: Context,
  {
    document,
    request,
    threads,
    signal,
  }: { document: string; signal: AbortSignal } & Pick<Words, 'request' | 'threads'>,
): Promise<Replayed> {
  const now = clock.now()
  refuseRequest(request, dayOf(now, timeZone))
  const book = new ProgramBook(db, timeZone)
  await book.refresh()
  const directory = await storeDirectory(db)
  const bar = new ProgressBar({ label: '回测 back-test', unit: 'records 条' })
  return db
    .transaction(async reading => {
      if (!(await beginReading(reading)))
        throw new Error(
          'Another back-test is running; wait for it or cancel it. 另一个回测正在运行，请等它结束或取消它。',
        )
      return replayHistory(reading, {
        document,
        request,
        book,
        directory,
        now,
        zone: timeZone,
        onProgress: bar.update,
        signal,
        ...(threads !== undefined && { threads }),
      })
    })
    .finally(() => bar.end())
}

async function tell({ report, movers }: Replayed, words: Words): Promise<void> {
  const written = [
    ...(words.movers ? [{ file: words.movers, text: moversText(moversFile(movers)) }] : []),
    ...(words.months ? [{ file: words.months, text: monthsFile(report) }] : []),
  ]
  for (const { file, text } of written) await writeFile(file, text)
  if (words.isJson) console.log(JSON.stringify(report))
  else for (const line of reportLines(report)) console.log(line)
  // Beside the report, so that JSON stays JSON.
  for (const { file, text } of written) console.error(writtenLine(file, text))
}

/** Which file was written, with how many rows under its head. A field with a line break is counted once. */
export function writtenLine(file: string, text: string): string {
  const breaks = text.replace(/"[^"]*"/g, '').match(/\n/g)?.length ?? 0
  const rows = Math.max(breaks - 1, 0)
  const count = rows.toLocaleString('en')
  return `已写入 ${file}：${count} 行。 Wrote ${file}: ${count} ${rows === 1 ? 'row' : 'rows'}.`
}
