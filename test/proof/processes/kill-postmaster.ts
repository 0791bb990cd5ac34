import { readdir, readFile, readlink, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

const patienceMs = 60_000

/** Kills the postmaster and returns when nobody of its house works in the data folder any more. */
export async function killPostmaster(dataFolder: string): Promise<void> {
  const pidFile = join(dataFolder, 'postmaster.pid')
  const pid = Number((await readFile(pidFile, 'utf8')).split('\n')[0])
  process.kill(pid, 'SIGKILL')
  const untilMs = Date.now() + patienceMs
  // Its backends notice on their own, each when it next waits for something.
  while ((await worksIn(dataFolder)) && Date.now() < untilMs) await pause(20)
  // Where nobody collects the dead, the number in the file stays taken, and a start would wait for it to be sure.
  if (await isZombie(pid)) await rm(pidFile, { force: true })
}

async function worksIn(folder: string): Promise<boolean> {
  const numbers = (await readdir('/proc')).filter(name => /^\d+$/.test(name))
  const folders = await Promise.all(numbers.map(number => readlink(`/proc/${number}/cwd`).catch(() => '')))
  return folders.includes(folder)
}

async function isZombie(pid: number): Promise<boolean> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  return / Z /.test(stat.slice(stat.lastIndexOf(')')))
}
