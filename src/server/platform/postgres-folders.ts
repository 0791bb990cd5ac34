import { createHash } from 'node:crypto'
import { chmod, chown, lstat, mkdir, realpath, stat } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { canEnter, databaseUserFor, isRoot, type OsUser, run } from './os-user.ts'
import { type Binaries, findBinaries } from './postgres-binaries.ts'

/** Where the embedded server keeps what, and who runs it. */
export type Place = { folder: string; data: string; socket: string; logFile: string; user: OsUser; binaries: Binaries }

/** The address of a Unix socket holds 108 bytes, the last of them a zero. */
const socketPathBytesMax = 107
/** The number only names the socket file; nothing listens on the network. */
export const socketPort = 5432

const shortHash = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 10)

/** The data live in the project, except where the database's user cannot go, as below root's home. */
export async function defaultDataFolder(projectFolder: string): Promise<string> {
  const near = join(projectFolder, '.data')
  if (!isRoot()) return near
  const user = await databaseUserFor(join(near, 'postgres'))
  if (await canEnter(user, projectFolder)) return near
  return join('/var/lib/regulars', shortHash(await realpath(projectFolder)))
}

/** Makes the folders with their owners and modes, whatever the umask; safe to repeat. */
export async function preparePlace(baseFolder: string): Promise<Place> {
  const base = resolve(baseFolder)
  const folder = join(base, 'postgres')
  const user = await databaseUserFor(folder)
  await makeParents(base)
  await makeOwn(folder, user)
  if (user && !(await canEnter(user, folder))) {
    throw new Error(
      `The database's user (number ${user.uid}) cannot enter ${base}. Choose another folder with REGULARS_DATA.`,
    )
  }
  const socket = await makeSocketFolder(folder, user)
  const binaries = await findBinaries(folder, user)
  refuseShellSigns(folder)
  refuseShellSigns(binaries.pgCtl)
  return { folder, data: join(folder, 'data'), socket, logFile: join(folder, 'postgres.log'), user, binaries }
}

/** pg_ctl puts paths between double quotes and hands them to a shell, which gives these signs a meaning of its own. */
function refuseShellSigns(path: string): void {
  if (/["$`\\]/.test(path)) {
    throw new Error(
      `PostgreSQL cannot work in ${path}: one of " $ \` \\ stands in it. Move the project, or choose another folder with REGULARS_DATA.`,
    )
  }
}

/** Missing parents may be entered by all: with the umask of a careful root the database's user would stand outside. */
async function makeParents(folder: string): Promise<void> {
  const first = await mkdir(folder, { recursive: true })
  if (!first) return
  for (let made = folder; made.length >= first.length; made = dirname(made)) await chmod(made, 0o755)
}

/** One folder that only the database's user (and root) may enter. */
async function makeOwn(folder: string, user: OsUser): Promise<void> {
  await mkdir(folder, { mode: 0o700 }).catch(async error => {
    if (!(await stat(folder).catch(() => undefined))) throw error
  })
  const { uid, mode } = await lstat(folder)
  if (user && uid === 0) {
    // New, or a copy that root has put here: then everything in it changes hands.
    await run('chown', ['-R', `${user.uid}:${user.gid}`, folder])
    await chown(folder, user.uid, user.gid)
  } else if (uid !== (user?.uid ?? process.getuid?.())) {
    throw new Error(
      `${folder} belongs to another user (number ${uid}). Start as that user, or choose another folder with REGULARS_DATA.`,
    )
  }
  if ((mode & 0o777) !== 0o700) await chmod(folder, 0o700)
}

async function makeSocketFolder(folder: string, user: OsUser): Promise<string> {
  const near = join(folder, 'socket')
  const isShort = Buffer.byteLength(join(near, `.s.PGSQL.${socketPort}`)) <= socketPathBytesMax
  // The short way must be the same for every start, so it follows from the long one and not from TMPDIR.
  const socket = isShort ? near : join('/tmp', `regulars-${shortHash(folder)}`)
  await makeOwn(socket, user)
  if (!(await lstat(socket)).isDirectory()) throw new Error(`${socket} must be a folder of the database's own.`)
  return socket
}
