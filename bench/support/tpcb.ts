import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { promisify } from 'node:util'
import type { Database } from '../../src/server/platform/database.ts'
import type { EmbeddedTarget } from '../../src/server/platform/postgres-server.ts'
import { prepareTpcbTwin, runTpcbTwin } from './tpcb-twin.ts'

const runFile = promisify(execFile)
const scale = 20

/** TPC-B-like transactions a second of the same server: `pgbench -c 16 -j 2 -M prepared`, scale 20, durable commits. */
export class Tpcb {
  readonly #target: EmbeddedTarget
  readonly #hasPgbench = existsSync('/usr/bin/pgbench')

  constructor(target: EmbeddedTarget) {
    this.#target = target
  }

  /** Says so where pgbench is missing and its twin in Node is measured instead. */
  get name(): string {
    return this.#hasPgbench ? 'tpcb' : 'tpcb (twin of pgbench in Node)'
  }

  async prepare(db: Database): Promise<void> {
    await db.run('create database tpcb')
    if (this.#hasPgbench) await this.#pgbench('-i', '-q', '-s', String(scale))
    else await prepareTpcbTwin(this.#target, scale)
  }

  /** @returns transactions a second */
  async measure(seconds: number): Promise<number> {
    if (!this.#hasPgbench) return runTpcbTwin(this.#target, { scale, seconds })
    const output = await this.#pgbench('-c', '16', '-j', '2', '-M', 'prepared', '-T', String(seconds))
    const [, tps] = /tps = ([\d.]+)/.exec(output) ?? []
    if (!tps) throw new Error(`pgbench did not say how fast it was: ${output}`)
    return Number(tps)
  }

  async #pgbench(...args: string[]): Promise<string> {
    const { host, port, user } = this.#target
    const env = { PATH: '/usr/bin:/bin', PGHOST: host, PGPORT: String(port), PGUSER: user, PGDATABASE: 'tpcb' }
    const { stdout } = await runFile('pgbench', args, { env })
    return stdout
  }
}
