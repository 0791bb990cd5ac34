import Type, { type Static } from 'typebox'
import { Compile } from 'typebox/schema'
import { backupErrors } from './errors.ts'

/** The form of back-ups that this program writes. One with a higher number is of a newer program. */
export const backupFormat = 1

export const manifestName = 'manifest.json'
/** In the form of sha256sum, so that a back-up can be checked without this program: `sha256sum -c SHA256SUMS`. */
export const sumsName = 'SHA256SUMS'

const Name = Type.String({ pattern: '^[^\\s"]{1,63}$' })
const Digest = Type.String({ pattern: '^[0-9a-f]{64}$' })

const TableFile = Type.Object({
  schema: Name,
  table: Name,
  columns: Type.Array(Name),
  rows: Type.Integer({ minimum: 0 }),
  file: Type.String({ pattern: '^[\\w-]+(\\.[\\w-]+)*$' }),
  bytes: Type.Integer({ minimum: 0 }),
  sha256: Digest,
})

const Manifest = Type.Object({
  format: Type.Integer({ minimum: 1 }),
  program: Type.String(),
  database: Type.String(),
  takenAt: Type.String(),
  /** The names of the migrations that made the tables. */
  migrations: Type.Array(Type.String({ pattern: '^[\\w-]+\\.sql$' })),
  /** By which the right key file is known; the key itself is not in a back-up. */
  keyFingerprint: Digest,
  left: Type.Array(Type.Object({ schema: Name, because: Type.String() })),
  tables: Type.Array(TableFile),
  /** Partitions that were made while the system ran; migrations know nothing of them. */
  partitions: Type.Array(
    Type.Object({
      schema: Name,
      table: Name,
      of: Name,
      bounds: Type.String({ pattern: '^(DEFAULT|FOR VALUES [^;]+)$' }),
    }),
  ),
  /** The last number that each sequence gave out; those that gave out none are not here. */
  sequences: Type.Array(Type.Object({ schema: Name, sequence: Name, last: Type.String({ pattern: '^-?\\d+$' }) })),
})

export type Manifest = Static<typeof Manifest>
export type TableFile = Static<typeof TableFile>

const checker = Compile(Manifest)

/**
 * Reads a manifest whose checksum was right.
 * @throws backup/newer-backup for a form that this program does not know, before anything else is looked at
 * @throws backup/file-damaged for what is no manifest
 */
export function readManifest(text: string): Manifest {
  const read = parsed(text)
  if (typeof read === 'object' && read !== null && 'format' in read && Number(read.format) > backupFormat)
    throw backupErrors.make('newer-backup', {
      program: 'program' in read ? String(read.program) : '?',
      missing: `format ${read.format}`,
    })
  if (!checker.Check(read)) throw backupErrors.make('file-damaged', { file: manifestName })
  return read
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw backupErrors.make('file-damaged', { file: manifestName })
  }
}

/** @throws backup/newer-backup when the back-up has seen a migration that this program does not have */
export function refuseNewer(manifest: Manifest, known: readonly string[]): void {
  const missing = manifest.migrations.filter(name => !known.includes(name))
  if (missing.length > 0)
    throw backupErrors.make('newer-backup', { program: manifest.program, missing: missing.join(', ') })
}

/** The checksums of a back-up, the manifest's among them. */
export function sumsText(files: readonly { file: string; sha256: string }[]): string {
  return files.map(({ file, sha256 }) => `${sha256}  ${file}\n`).join('')
}

/** The checksum of one file; undefined when the text does not name it. */
export function sumOf(text: string, file: string): string | undefined {
  return text
    .split('\n')
    .find(line => line.slice(66) === file)
    ?.slice(0, 64)
}
