import { readFile } from 'node:fs/promises'
import { userInfo } from 'node:os'
import { basename } from 'node:path'
import { parseArgs } from 'node:util'
import {
  type CompiledProgram,
  diffPrograms,
  type Finding,
  type ProgramDocument,
  publishedSchema,
  readProgram,
  summarise,
} from '../program/index.ts'
import { storeDirectory } from '../server/modules/organisation/index.ts'
import { ProgramBook, publishedVersion, publishProgram, rollBack } from '../server/modules/programs/index.ts'
import { systemClock } from '../server/platform/clock.ts'
import { type Config, readConfig } from '../server/platform/config.ts'
import { type Database, openDatabase } from '../server/platform/database.ts'
import { DomainError } from '../server/platform/errors.ts'
import { withDatabaseServer } from './database-server.ts'

const usage = `Usage 用法:
  program lint FILE…       check program files 检查方案文件
  program show FILE        say a program in sentences 用文字说明方案
  program diff FILE FILE   say in sentences what differs 用文字说明两个文件的差异
  program schema           print the JSON Schema for editors 输出编辑器用的 JSON Schema
  program publish FILE     publish as the next version, without a second person 直接发布为新版本
    --from INSTANT         when it comes into force, such as 2026-04-01T00:00:00+08:00; default: now 生效时间，默认立即
    --note TEXT            why 说明
  program rollback CODE    put an earlier version in force at once, in all stores 立即在全部门店回滚到以前的版本
    --to NUMBER --note TEXT  which version, and why 回滚到第几版、原因`

/** Everything about program documents. Exit code 1 when a document has errors, 2 when the command is not understood. */
export async function run([action = '', ...rest]: string[]): Promise<number> {
  const words = readWords(rest)
  const [file] = words?.files ?? []
  if (action === 'schema' && words) return printed(publishedSchema().trimEnd())
  if (action === 'lint' && words && file) return lint(words.files)
  if (action === 'show' && file) return show(file)
  if (action === 'diff' && words && file && words.files[1]) return diff(file, words.files[1])
  if (action === 'publish' && words && file) return publish(file, words)
  if (action === 'rollback' && words?.to && words.note && file)
    return rollBackProgram(file, { to: words.to, note: words.note })
  console.error(usage)
  return 2
}

function readWords(args: string[]) {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { from: { type: 'string' }, note: { type: 'string' }, to: { type: 'string' } },
    })
    return { files: positionals, from: values.from ?? null, note: values.note ?? null, to: versionNumber(values.to) }
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    return null
  }
}

function versionNumber(text: string | undefined): number | null {
  if (text === undefined) return null
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new Error(`--to ${text}: the number of a version is expected. 请写版本号。`)
  return Number(text)
}

async function lint(files: readonly string[]): Promise<number> {
  let errors = 0
  for (const file of files) {
    const { findings } = readProgram(await readFile(file, 'utf8'), { version: 1, zone: readConfig().timeZone })
    for (const finding of findings) console.log(findingLines(file, finding))
    errors += findings.filter(finding => finding.severity === 'error').length
    if (findings.length === 0) console.log(`${file}: all is well 没有问题`)
  }
  return errors === 0 ? 0 : 1
}

/** file:line:column in the form that editors and terminals make a link of. */
function findingLines(file: string, { line, column, severity, texts }: Finding): string {
  const word = severity === 'error' ? 'error 错误' : 'warning 提醒'
  return `${file}:${line}:${column} ${word} ${texts['zh-CN']}\n  ${texts.en}`
}

async function show(file: string): Promise<number> {
  const { program } = await readChecked(file, readConfig())
  if (!program) return 1
  const parts = summarise(program).map(({ heading, sentences }) =>
    [
      `${heading['zh-CN']} ${heading.en}`,
      ...sentences.map(sentence => `  ${sentence['zh-CN']}\n    ${sentence.en}`),
    ].join('\n'),
  )
  return printed([`${program.name['zh-CN']} ${program.name.en}`, ...parts].join('\n\n'))
}

/** Reads a file and prints what is wrong with it. */
async function readChecked(
  file: string,
  { timeZone }: Config,
): Promise<{ program: CompiledProgram | null; form: ProgramDocument | null; document: string }> {
  const document = await readFile(file, 'utf8')
  const { program, document: form, findings } = readProgram(document, { version: 1, zone: timeZone })
  for (const finding of findings) console.error(findingLines(file, finding))
  return { program, form, document }
}

async function diff(before: string, after: string): Promise<number> {
  const config = readConfig()
  const [old, now] = [await readChecked(before, config), await readChecked(after, config)]
  if (!old.form || !now.form) return 1
  const found = diffPrograms(old.form, now.form)
  if (found.length === 0) return printed('No rule differs. 规则没有差异。')
  return printed(found.map(({ texts }) => `${texts['zh-CN']}\n  ${texts.en}`).join('\n'))
}

/** Whoever works at the server is known by the name that its system has for them. */
const operator = () => `command line: ${userInfo().username}`

async function publish(file: string, { from, note }: { from: string | null; note: string | null }): Promise<number> {
  const config = readConfig()
  const inForceFrom = from === null ? null : readInstant(from)
  const { program, document } = await readChecked(file, config)
  if (!program) return 1
  return atServer(config, async db => {
    const directory = await storeDirectory(db)
    const now = systemClock.now()
    const publishedBy = `${operator()}, ${basename(file)}`
    const version = await db.transaction(tx =>
      publishProgram(tx, { document, inForceFrom, note, publishedBy, now, zone: config.timeZone, directory }),
    )
    return `${version.programCode} version ${version.version} is in force from ${version.inForceFrom.toISOString()}. 已发布第 ${version.version} 版。`
  })
}

async function rollBackProgram(code: string, { to, note }: { to: number; note: string }): Promise<number> {
  const config = readConfig()
  return atServer(config, async db => {
    const directory = await storeDirectory(db)
    const programs = new ProgramBook(db, config.timeZone)
    await programs.refresh()
    const target = publishedVersion(programs, code, to)
    const now = systemClock.now()
    const wanted = { target, storeCodes: null, why: note, by: operator(), now, directory }
    const release = await db.transaction(tx => rollBack(tx, wanted))
    return `${code} version ${to} is in force again from ${release.inForceFrom.toISOString()}. 已回滚到第 ${to} 版。`
  })
}

/** Does something on the database of this project and prints what happened, or why it was refused. */
async function atServer(config: Config, work: (db: Database) => Promise<string>): Promise<number> {
  try {
    return printed(
      await withDatabaseServer({ config, log: sentence => console.error(sentence) }, async target => {
        const db = openDatabase(target, { connectionsMax: 2 })
        return work(db).finally(() => db.close())
      }),
    )
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    console.error(`${error.sentence('zh-CN')}\n${error.sentence('en')}`)
    return 1
  }
}

/** Without a zone an instant would mean another moment on another machine. */
function readInstant(text: string): Date {
  const isWhole = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})$/.test(text)
  const instant = new Date(text)
  if (!isWhole || Number.isNaN(instant.getTime()))
    throw new Error(
      `--from ${text}: an instant with its zone is expected, such as 2026-04-01T00:00:00+08:00. 请写完整时间和时区。`,
    )
  return instant
}

function printed(text: string): number {
  console.log(text)
  return 0
}
