import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { parseArgs } from 'node:util'
import { type CompiledProgram, type Finding, publishedSchema, readProgram, summarise } from '../program/index.ts'
import { storeDirectory } from '../server/modules/organisation/index.ts'
import { publishProgram } from '../server/modules/programs/index.ts'
import { systemClock } from '../server/platform/clock.ts'
import { type Config, readConfig } from '../server/platform/config.ts'
import { openDatabase } from '../server/platform/database.ts'
import { DomainError } from '../server/platform/errors.ts'
import { withDatabaseServer } from './database-server.ts'

const usage = `Usage 用法:
  program lint FILE…       check program files 检查方案文件
  program show FILE        say a program in sentences 用文字说明方案
  program schema           print the JSON Schema for editors 输出编辑器用的 JSON Schema
  program publish FILE     publish as the next version 发布为新版本
    --from INSTANT         when it comes into force, such as 2026-04-01T00:00:00+08:00; default: now 生效时间，默认立即
    --note TEXT            why 说明`

/** Everything about program documents. Exit code 1 when a document has errors, 2 when the command is not understood. */
export async function run([action = '', ...rest]: string[]): Promise<number> {
  const words = readWords(rest)
  const [file] = words?.files ?? []
  if (action === 'schema' && words) return printed(publishedSchema().trimEnd())
  if (action === 'lint' && words && file) return lint(words.files)
  if (action === 'show' && file) return show(file)
  if (action === 'publish' && words && file) return publish(file, words)
  console.error(usage)
  return 2
}

function readWords(args: string[]) {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { from: { type: 'string' }, note: { type: 'string' } },
    })
    return { files: positionals, from: values.from ?? null, note: values.note ?? null }
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    return null
  }
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
): Promise<{ program: CompiledProgram | null; document: string }> {
  const document = await readFile(file, 'utf8')
  const { program, findings } = readProgram(document, { version: 1, zone: timeZone })
  for (const finding of findings) console.error(findingLines(file, finding))
  return { program, document }
}

async function publish(file: string, { from, note }: { from: string | null; note: string | null }): Promise<number> {
  const config = readConfig()
  const inForceFrom = from === null ? null : readInstant(from)
  const { program, document } = await readChecked(file, config)
  if (!program) return 1
  try {
    const version = await withDatabaseServer({ config, log: sentence => console.error(sentence) }, async target => {
      const db = openDatabase(target, { connectionsMax: 2 })
      const publishing = async () => {
        const directory = await storeDirectory(db)
        const now = systemClock.now()
        const publishedBy = `command line: ${basename(file)}`
        return db.transaction(tx =>
          publishProgram(tx, { document, inForceFrom, note, publishedBy, now, zone: config.timeZone, directory }),
        )
      }
      return publishing().finally(() => db.close())
    })
    return printed(
      `${version.programCode} version ${version.version} is in force from ${version.inForceFrom.toISOString()}. 已发布第 ${version.version} 版。`,
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
