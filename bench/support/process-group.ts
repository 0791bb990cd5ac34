import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** CPU seconds that each part has used so far. */
export type CpuSeconds = { web: number; worker: number; database: number }

/** Linux counts CPU time in hundredths of a second (USER_HZ is 100 on every machine it runs on today). */
const ticksPerSecond = 100

type Stat = { pid: number; parent: number; ownSeconds: number; endedChildrenSeconds: number }

/** The processes of one system: what they cost in CPU and memory. */
export class ProcessGroup {
  readonly postmaster: number
  readonly named: { web: number; worker: number }

  constructor(postmaster: number, named: { web: number; worker: number }) {
    this.postmaster = postmaster
    this.named = named
  }

  static async of(databaseFolder: string, named: { web: number; worker: number }): Promise<ProcessGroup> {
    const [pid] = (await readFile(join(databaseFolder, 'postmaster.pid'), 'utf8')).split('\n')
    return new ProcessGroup(Number(pid), named)
  }

  async cpu(): Promise<CpuSeconds> {
    const web = await statOf(this.named.web)
    const worker = await statOf(this.named.worker)
    const server = await statOf(this.postmaster)
    const sessions = await this.#sessions()
    return {
      web: web?.ownSeconds ?? 0,
      worker: worker?.ownSeconds ?? 0,
      // Sessions that have ended count with the server that has waited for them.
      database:
        (server?.ownSeconds ?? 0) +
        (server?.endedChildrenSeconds ?? 0) +
        sessions.reduce((sum, session) => sum + session.ownSeconds, 0),
    }
  }

  /** Memory of all processes in MB: proportional set size, in which a shared page counts once. */
  async memoryMb(): Promise<number> {
    const pids = [this.named.web, this.named.worker, this.postmaster, ...(await this.#sessions()).map(({ pid }) => pid)]
    let kilobytes = 0
    for (const pid of pids) {
      const text = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '')
      kilobytes += Number(/^Pss:\s+(\d+) kB/m.exec(text)?.[1] ?? 0)
    }
    return Math.round(kilobytes / 1024)
  }

  async #sessions(): Promise<Stat[]> {
    const names = (await readdir('/proc')).filter(name => /^\d+$/.test(name))
    const stats = await Promise.all(names.map(name => statOf(Number(name))))
    return stats.flatMap(stat => (stat && stat.parent === this.postmaster ? [stat] : []))
  }
}

/** @returns what Linux says of a process; undefined when it is gone */
async function statOf(pid: number): Promise<Stat | undefined> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined)
  if (!text) return undefined
  // The second field is a name in brackets that may hold blanks; the fields after it are numbers.
  const fields = text
    .slice(text.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number)
  const seconds = (index: number) => (fields[index] ?? 0) / ticksPerSecond
  return {
    pid,
    parent: fields[1] ?? 0,
    ownSeconds: seconds(11) + seconds(12),
    endedChildrenSeconds: seconds(13) + seconds(14),
  }
}
