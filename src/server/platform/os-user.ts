import { spawn } from 'node:child_process'
import { stat } from 'node:fs/promises'

/** A user of the operating system by its numbers; undefined is whoever runs this process. */
export type OsUser = { uid: number; gid: number } | undefined

export type Finished = { exitCode: number | null; output: string }

/** Programs of the database see this and nothing else: a PGPORT or LC_ALL of the caller's shell must not reach them. */
const environment = { PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', LC_ALL: 'C', TZ: 'UTC' }

/**
 * Runs a program to its end, as another user where one is named. It gets a session of its own, so that a Ctrl-C
 * of the terminal cannot cut it in the middle.
 * @throws when the program cannot be started at all (missing, or out of the user's reach)
 */
export function run(file: string, args: readonly string[], user?: OsUser): Promise<Finished> {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, {
      cwd: '/',
      env: environment,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      ...user,
    })
    let output = ''
    const keep = (part: Buffer) => {
      output += part.toString('utf8')
    }
    child.stdout.on('data', keep)
    child.stderr.on('data', keep)
    child.on('error', reject)
    child.on('close', exitCode => resolve({ exitCode, output: output.trim() }))
  })
}

export const isRoot = (): boolean => process.getuid?.() === 0

/**
 * The user that runs the database of a folder. PostgreSQL refuses to run as root, so root lends it to another:
 * to the owner of the data where data are, else to "postgres".
 */
export async function databaseUserFor(postgresFolder: string): Promise<OsUser> {
  if (!isRoot()) return undefined
  const owner = await stat(postgresFolder).catch(() => undefined)
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid }
  return (await userNamed('postgres')) ?? (await createUser('postgres'))
}

async function userNamed(name: string): Promise<OsUser> {
  const { exitCode, output } = await run('id', [name])
  const [, uid, gid] = /^uid=(\d+)\S* gid=(\d+)/.exec(output) ?? []
  return exitCode === 0 && uid && gid ? { uid: Number(uid), gid: Number(gid) } : undefined
}

async function createUser(name: string): Promise<OsUser> {
  const made = await run('useradd', [
    '--system',
    '--user-group',
    '--no-create-home',
    '--shell',
    '/usr/sbin/nologin',
    name,
  ])
  // Another starter may have made the user in the same moment, so the answer of `id` counts, not that of useradd.
  const user = await userNamed(name)
  if (!user)
    throw new Error(`PostgreSQL must not run as root, and the user "${name}" could not be made: ${made.output}`)
  return user
}

/** Whether the user may go through every folder of the path, or run the file at its end. */
export async function canEnter(user: OsUser, path: string): Promise<boolean> {
  const { exitCode } = await run('/bin/sh', ['-c', 'test -x "$1"', 'sh', path], user)
  return exitCode === 0
}
