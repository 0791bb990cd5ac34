import { readFile, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { keyFingerprint } from '../platform/key-file.ts'
import { migrationNames } from '../platform/migrate.ts'
import { backupErrors } from './errors.ts'
import { type Manifest, manifestName, readManifest, refuseNewer, sumOf, sumsName } from './manifest.ts'
import { sha256OfFile } from './table-files.ts'

/**
 * Reads every byte of a back-up and proves that it is whole, before any database is touched.
 * @throws backup/not-a-backup, file-missing, file-damaged, newer-backup
 */
export async function readBackup(from: string): Promise<Manifest> {
  const folder = resolve(from)
  const text = await readOrRefuse(folder, manifestName)
  const sums = await readOrRefuse(folder, sumsName)
  if ((await sha256OfFile(join(folder, manifestName))) !== sumOf(sums, manifestName))
    throw backupErrors.make('file-damaged', { file: manifestName })
  const manifest = readManifest(text)
  refuseNewer(manifest, await migrationNames())
  for (const table of manifest.tables) {
    const file = join(folder, table.file)
    if (!(await stat(file).catch(() => undefined))) throw backupErrors.make('file-missing', { file: table.file })
    if ((await sha256OfFile(file)) !== table.sha256) throw backupErrors.make('file-damaged', { file: table.file })
  }
  return manifest
}

async function readOrRefuse(folder: string, file: string): Promise<string> {
  return readFile(join(folder, file), 'utf8').catch(() => {
    throw backupErrors.make('not-a-backup', { folder, file })
  })
}

/** @throws backup/key-missing, backup/key-wrong: restored with another key the data could not be read */
export async function requireKey(keyFile: string, wanted: string): Promise<void> {
  const fingerprint = await keyFingerprint(keyFile)
  if (!fingerprint) throw backupErrors.make('key-missing', { file: keyFile })
  if (fingerprint.toString('hex') !== wanted) throw backupErrors.make('key-wrong', { file: keyFile })
}
