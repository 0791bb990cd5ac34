import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { type BenchShop, goodsCount, tillNames } from './bench-shop.ts'

const runFile = promisify(execFile)

/** More checkouts a second than any run has reached: so many are written beforehand. */
const perSecondMax = 8_000

export type LoadResult = {
  requests: number
  seconds: number
  /** Answers other than 2xx. */
  refused: number
  /** Connections that broke or waited too long. */
  broken: number
  p50: number
  p95: number
  p99: number
  max: number
}

export type Load = { connections: number; seconds: number; prefix: string; memberNumbers: readonly string[] }

/** Checkouts as fast as they are answered, by wrk on one thread. Latencies in ms. */
export async function runLoad(
  { address, authorization }: Pick<BenchShop, 'address' | 'authorization'>,
  { connections, seconds, prefix, memberNumbers }: Load,
): Promise<LoadResult> {
  const folder = await mkdtemp('/var/tmp/regulars-load-')
  try {
    const members = join(folder, 'members')
    const tills = join(folder, 'tills')
    await writeFile(members, `${memberNumbers.join('\n')}\n`)
    await writeFile(
      tills,
      `${tillNames.map(till => `"storeCode":"${till.storeCode}","tillCode":"${till.tillCode}"`).join('\n')}\n`,
    )
    const script = join(import.meta.dirname, 'checkouts.lua')
    const { stdout } = await runFile('wrk', [
      ...['-t1', `-c${connections}`, `-d${seconds}s`, '--timeout', '20s', '-s', script, address, '--'],
      ...[members, tills, authorization, prefix, String(goodsCount), String(seconds * perSecondMax)],
    ])
    const last = stdout.trim().split('\n').at(-1) ?? ''
    return JSON.parse(last)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
