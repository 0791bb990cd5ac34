import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import {
  type ImportReport,
  importMembers,
  importReceipts,
  type Mapping,
  openTable,
  type ReceiptTrial,
  readMapping,
  type Table,
  tryImportMembers,
  tryImportReceipts,
  writeRejects,
} from '../server/modules/imports/index.ts'
import type { Context } from '../server/platform/context.ts'
import { DomainError } from '../server/platform/errors.ts'
import { ProgressBar } from './progress.ts'
import { withContext } from './with-context.ts'

const usage = `Usage 用法: npm run regulars -- import members|receipts FILE [--mapping FILE.yaml] [--dry-run] [--rejects FILE.csv]
FILE 文件: .csv, .csv.gz, .xlsx`

type Wish = { kind: 'members' | 'receipts'; file: string; mapping: Mapping; isTrial: boolean; rejects: string | null }

/** Imports members or receipts from a file. Exit code 1 when rows were rejected, 2 when nothing could be done. */
export async function run(args: string[]): Promise<number> {
  try {
    const wish = await wishOf(args)
    if (!wish) {
      console.error(usage)
      return 2
    }
    return await withContext(context => importFile(context, wish))
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    console.error(`${error.sentence('zh-CN')}\n${error.sentence('en')}`)
    return 2
  }
}

/** @returns undefined for words that mean nothing */
function wordsOf(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: { mapping: { type: 'string' }, 'dry-run': { type: 'boolean' }, rejects: { type: 'string' } },
    })
  } catch {
    return undefined
  }
}

async function wishOf(args: string[]): Promise<Wish | undefined> {
  const words = wordsOf(args)
  if (!words) return undefined
  const { values, positionals } = words
  const [kind, file, ...others] = positionals
  if ((kind !== 'members' && kind !== 'receipts') || file === undefined || others.length > 0) return undefined
  const mapping = readMapping(values.mapping === undefined ? '' : await readFile(values.mapping, 'utf8'))
  return { kind, file, mapping, isTrial: values['dry-run'] ?? false, rejects: values.rejects ?? null }
}

async function importFile(context: Context, { kind, file, mapping, isTrial, rejects }: Wish): Promise<number> {
  const table = await openTable(file)
  for (const note of table.notes) console.log(`${note['zh-CN']} ${note.en}`)
  const bar = new ProgressBar({ label: isTrial ? '试导入 trial' : '导入 import', unit: 'rows 行' })
  const importing = { context, table, onProgress: bar.update }
  const report = isTrial
    ? kind === 'members'
      ? await tryImportMembers({ ...importing, mapping: mapping.members })
      : await tryImportReceipts({ ...importing, mapping: mapping.receipts })
    : kind === 'members'
      ? await importMembers({ ...importing, mapping: mapping.members })
      : await importReceipts({ ...importing, mapping: mapping.receipts })
  bar.end()
  for (const line of reportLines(report, { kind, isTrial })) console.log(line)
  if (report.trial) for (const line of trialLines(report.trial)) console.log(line)
  await tellRejects(context, { report, table, rejects })
  return report.counts.rejected > 0 ? 1 : 0
}

function reportLines(
  { counts, wasFinished }: ImportReport,
  { kind, isTrial }: { kind: Wish['kind']; isTrial: boolean },
): string[] {
  const lines = [
    `共 ${counts.rows} 行，${counts.taken} 行${isTrial ? '可导入' : '已导入'}，${counts.rejected} 行未通过。`,
  ]
  lines.push(`${counts.rows} rows: ${counts.taken} ${isTrial ? 'would be ' : ''}imported, ${counts.rejected} rejected.`)
  if (counts.skipped > 0) lines.push(`跳过库存调整 ${counts.skipped} 行。 ${counts.skipped} stock corrections skipped.`)
  if (counts.known > 0)
    lines.push(`${counts.known} 行的小票以前已导入。 ${counts.known} rows are of receipts imported before.`)
  const returns = counts.matched + counts.partlyMatched + counts.unmatched
  if (returns > 0)
    lines.push(
      `退货 ${returns} 行：${counts.matched} 行找到原小票，${counts.partlyMatched} 行部分找到，${counts.unmatched} 行没有原小票。`,
      `${returns} rows of refunds: ${counts.matched} found their sale, ${counts.partlyMatched} in part, ${counts.unmatched} not.`,
    )
  if (wasFinished)
    lines.push('这个文件以前已完整导入，这次没有改动。 This file was imported before; nothing was changed.')
  if (isTrial) lines.push('试导入，没有写入任何数据。 A trial: nothing was written.')
  else if (kind === 'receipts' && !wasFinished)
    lines.push('下一步 next: npm run regulars -- replay  （按时间顺序补结算 settles them in the order of time）')
  return lines
}

function trialLines({ sales, refunds, guests, from, through }: ReceiptTrial): string[] {
  return [
    `小票 ${sales} 张，退货单 ${refunds} 张，其中散客 ${guests} 张。 ${sales} sales, ${refunds} refunds, ${guests} of guests.`,
    ...(from && through ? [`${from.toISOString()} … ${through.toISOString()}`] : []),
  ]
}

async function tellRejects(
  { db }: Context,
  { report, table, rejects }: { report: ImportReport; table: Table; rejects: string | null },
): Promise<void> {
  for (const { lineNumber, sentenceZh, sentenceEn } of report.firstRejects)
    console.log(`  第 ${lineNumber} 行 line ${lineNumber}: ${sentenceZh} ${sentenceEn}`)
  const more = report.counts.rejected - report.firstRejects.length
  if (more > 0) console.log(`  … ${more}`)
  if (report.counts.rejected === 0 || report.runId === null) return
  if (rejects === null) {
    console.log('加上 --rejects 文件.csv 可得到全部未通过的行。 Add --rejects FILE.csv for all rejected rows.')
    return
  }
  const written = await writeRejects(db, { runId: report.runId, table, path: rejects })
  console.log(`未通过的 ${written} 行已写入 ${rejects}，改好后可再导入。 Correct them there and import that file.`)
}
