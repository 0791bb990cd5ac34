import { readFile, readlink, realpath, rename, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Place } from './postgres-folders.ts'

/**
 * Who the pid file of the data folder speaks of. `pg_ctl status` only asks whether some process has that number,
 * so it takes zombies and strangers for the server.
 */
export type PidHolder = 'nobody' | 'our-server' | 'zombie' | 'stranger' | 'unreadable' | 'unknown'

const pidFileOf = (place: Place) => join(place.data, 'postmaster.pid')

export async function pidHolder(place: Place): Promise<PidHolder> {
  const text = await readFile(pidFileOf(place), 'utf8').catch(() => undefined)
  if (text === undefined) return 'nobody'
  const pid = Number(text.split('\n')[0])
  if (!Number.isInteger(pid) || pid <= 0) return 'unreadable'
  return processHolding(pid, place.data)
}

async function processHolding(pid: number, dataFolder: string): Promise<PidHolder> {
  const line = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined)
  // Only Linux tells; elsewhere the word of pg_ctl has to do.
  if (line === undefined) return (await stat('/proc/self/stat').catch(() => undefined)) ? 'nobody' : 'unknown'
  // The state follows the program's name, which stands in brackets and may hold brackets of its own.
  if (line.slice(line.lastIndexOf(')') + 2).startsWith('Z')) return 'zombie'
  // The server works inside its data folder. Its program's path says less: reinstalling deletes the file under it.
  const folder = await readlink(`/proc/${pid}/cwd`).catch(() => undefined)
  if (folder === undefined) return 'unknown'
  return folder === (await realpath(dataFolder)) ? 'our-server' : 'stranger'
}

/** Milliseconds since the pid file was last written; a starter that is just writing it must not lose it. */
export async function pidFileAgeMs(place: Place): Promise<number> {
  const file = await stat(pidFileOf(place)).catch(() => undefined)
  return file ? Date.now() - file.mtimeMs : 0
}

/** Takes a pid file that speaks of no server of ours out of the way; kept for whoever wants to look into it. */
export async function movePidFileAside(place: Place): Promise<void> {
  await rename(pidFileOf(place), join(place.folder, 'postmaster.pid.stale')).catch(() => undefined)
}
