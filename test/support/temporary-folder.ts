import { chmod, mkdtemp, readdir, readFile, readlink, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

/** Not TMPDIR, which may be closed to the user that the database runs as, and too long for a socket. */
const parent = '/tmp'
const prefix = 'regulars-test-'
const ownerFile = 'owner.pid'

/** A folder that the database's user may enter. Take it away with `removeFolder`. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(parent, prefix))
  await chmod(folder, 0o755)
  await writeFile(join(folder, ownerFile), String(process.pid))
  return folder
}

/** Ends the database servers that still run in the folder, and removes it. */
export async function removeFolder(folder: string): Promise<void> {
  const names = await readdir(folder, { recursive: true })
  for (const name of names.filter(name => name.endsWith('postgres/data/postmaster.pid'))) {
    await endServer(join(folder, name))
  }
  await rm(folder, { recursive: true, force: true, maxRetries: 3 })
}

/** A run that was killed could not clean up after itself, so the next one does. */
export async function removeLeftovers(): Promise<void> {
  for (const name of await readdir(parent)) {
    if (!name.startsWith(prefix)) continue
    const folder = join(parent, name)
    const owner = Number(await readFile(join(folder, ownerFile), 'utf8').catch(() => undefined))
    // Two runs that begin at once may both find it.
    if (owner && !isRunning(owner)) await removeFolder(folder).catch(() => undefined)
  }
}

async function endServer(pidFile: string): Promise<void> {
  const pid = Number((await readFile(pidFile, 'utf8').catch(() => '')).split('\n')[0])
  const workingFolder = () => readlink(`/proc/${pid}/cwd`).catch(() => undefined)
  // The number may belong to another process by now; a server works in its own data folder.
  const isServer = async () => pidFile.startsWith(`${await workingFolder()}/`)
  if (!pid || !(await isServer())) return
  process.kill(pid, 'SIGQUIT')
  for (let tries = 0; tries < 100 && (await isServer()); tries++) await pause(50)
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    // Somebody else's process also counts as running.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
