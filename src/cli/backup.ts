import { copyFile, mkdir, readFile, realpath } from 'node:fs/promises'
import { dirname, join, resolve, sep } from 'node:path'
import { parseArgs } from 'node:util'
import { backupErrors, leftOut, type Manifest, takeBackup } from '../server/backups/index.ts'
import { systemClock } from '../server/platform/clock.ts'
import { type Config, readConfig } from '../server/platform/config.ts'
import { DomainError } from '../server/platform/errors.ts'
import { withDatabaseServer } from './database-server.ts'
import { ProgressBar } from './progress.ts'

const usage = `Usage 用法: npm run regulars -- backup --to FOLDER [--key-to FILE]
FOLDER 文件夹: made by the back-up 由备份新建, such as /backups/regulars-2026-03-05
--key-to: also copies the key file there, apart from the back-up 另存密钥文件`

type Wish = { to: string; keyTo: string | null }

/** Writes a back-up while the shop goes on. Exit code 1 when it was refused or failed, 2 for words that mean nothing. */
export async function run(args: string[]): Promise<number> {
  const wish = wishOf(args)
  if (!wish) {
    console.error(usage)
    return 2
  }
  try {
    return await backUp(readConfig(), wish)
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    console.error(`${error.sentence('zh-CN')}\n${error.sentence('en')}\n${error.code}`)
    return 1
  }
}

/** @returns undefined for words that mean nothing */
function wishOf(args: string[]): Wish | undefined {
  try {
    const { values } = parseArgs({ args, options: { to: { type: 'string' }, 'key-to': { type: 'string' } } })
    return values.to ? { to: values.to, keyTo: values['key-to'] ?? null } : undefined
  } catch {
    return undefined
  }
}

async function backUp(config: Config, { to, keyTo }: Wish): Promise<number> {
  // First, because a key that cannot be kept is better known before the long work than after it.
  if (keyTo !== null) await keepKey(config.keyFile, { keyTo, backup: to })
  const ending = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => ending.abort())
  const bar = new ProgressBar({ label: '备份 backup', unit: 'MB' })
  const manifest = await withDatabaseServer({ config, log: sentence => console.error(sentence) }, target =>
    takeBackup({
      target,
      to,
      clock: systemClock,
      signal: ending.signal,
      onProgress: (done, total) => bar.update(Math.round(done / 1e6), Math.round(total / 1e6)),
    }),
  )
    .catch(error => {
      if (ending.signal.aborted) return null
      throw error
    })
    .finally(() => bar.end())
  if (!manifest) {
    console.error('已停止，没有留下备份。 Stopped; no back-up was left behind.')
    return 130
  }
  for (const line of report(manifest, { config, to, keyTo, seconds: bar.seconds })) console.log(line)
  return 0
}

type Report = { config: Config; to: string; keyTo: string | null; seconds: number }

function report({ takenAt, tables, migrations }: Manifest, { config, to, keyTo, seconds }: Report): string[] {
  const rows = tables.reduce((sum, table) => sum + table.rows, 0).toLocaleString('en')
  const megabytes = (tables.reduce((sum, table) => sum + table.bytes, 0) / 1e6).toFixed(1)
  return [
    `已备份到 ${resolve(to)}：${tables.length} 张表，${rows} 行，${megabytes} MB，${seconds.toFixed(1)} 秒。`,
    `${tables.length} tables, ${rows} rows as of ${takenAt}, through ${migrations.at(-1)}.`,
    `没有备份 left out: ${leftOut.map(({ schema }) => schema).join(', ')}（启动时会重新建立 made anew at each start）`,
    keyTo === null
      ? `备份里没有密钥文件 ${config.keyFile}。请另存一份（加 --key-to），但不要和备份放在一起：没有它就读不出手机号和邮箱。
The key file ${config.keyFile} is not in it. Keep a copy elsewhere (--key-to), never beside the back-up: without it phones and e-mails cannot be read.`
      : `密钥文件已另存到 The key file was copied to ${resolve(keyTo)}`,
  ]
}

/**
 * Copies the key file, apart from the back-up and from the folder in which back-ups lie.
 * @throws backup/key-missing, key-beside, key-place-taken
 */
export async function keepKey(keyFile: string, { keyTo, backup }: { keyTo: string; backup: string }): Promise<void> {
  const key = await readFile(keyFile, 'utf8').catch(() => {
    throw backupErrors.make('key-missing', { file: keyFile })
  })
  const place = resolve(keyTo)
  const folder = dirname(await realPathOf(place))
  const backupFolder = await realPathOf(resolve(backup))
  const isInside = `${folder}${sep}`.startsWith(`${backupFolder}${sep}`)
  if (isInside || folder === dirname(backupFolder)) throw backupErrors.make('key-beside')
  const there = await readFile(place, 'utf8').catch(() => undefined)
  if (there !== undefined && there.trim() !== key.trim()) throw backupErrors.make('key-place-taken', { file: place })
  if (there !== undefined) return
  await mkdir(dirname(place), { recursive: true, mode: 0o700 })
  // The copy has the mode of the key file: readable by its owner alone.
  await copyFile(keyFile, place)
}

/** Where a path leads in truth, through links, even when its last parts are yet to be made. */
async function realPathOf(path: string): Promise<string> {
  const parent = dirname(path)
  if (parent === path) return path
  return realpath(path).catch(async () => join(await realPathOf(parent), path.slice(parent.length)))
}
