import { randomUUID } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** The last seal, written down outside of the database: a trail whose end was cut off does not reach it any more. */
export type Head = { number: number; hash: string }

/** Beside the key file, one for each database, so that a copy of a shop and the shop do not meet. */
export function headFileOf(keyFile: string, trailId: string): string {
  return join(dirname(keyFile), `audit-head-${trailId}.json`)
}

/** @returns undefined when there is none @throws when it is damaged */
export async function readHead(path: string): Promise<Head | undefined> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  if (text === undefined) return undefined
  const head = parsed(text)
  if (!head) throw new Error(`${path} is damaged: it must name the last seal of the audit trail.`)
  return head
}

function parsed(text: string): Head | undefined {
  const [, number, hash] = /^\{"number":(\d{1,15}),"hash":"([0-9a-f]{64})"\}\s*$/.exec(text) ?? []
  return number && hash ? { number: Number(number), hash } : undefined
}

/** Written beside and renamed into place: whoever reads at the same moment sees the old one or the new one, whole. */
export async function writeHead(path: string, { number, hash }: Head): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const draft = `${path}.${randomUUID()}.new`
  await writeFile(draft, `${JSON.stringify({ number, hash })}\n`, { mode: 0o600 })
  await rename(draft, path)
}
