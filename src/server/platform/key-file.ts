import { createHmac, hkdfSync, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto'
import { link, mkdir, readFile, unlink, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Cipher } from './cipher.ts'
import type { Database } from './database.ts'

/**
 * Reads the key file, or makes it on the very first start. It lies outside the data folder, because whoever holds
 * both can read every phone number; it is part of the back-up, because whoever loses it can read none.
 * @throws when the database was written with another key
 */
export async function openCipher(db: Database, keyFile: string): Promise<Cipher> {
  const known = await db.row<{ fingerprint: Buffer }>('select fingerprint from platform.key_check')
  const secret = await readOrMakeKey(keyFile, { mayMake: known === undefined })
  const fingerprint = fingerprintOf(secret)
  if (known && !timingSafeEqual(known.fingerprint, fingerprint))
    throw new Error(
      `${keyFile} is not the key that this database was written with. Put the right key file back, or set REGULARS_KEY_FILE.`,
    )
  if (!known)
    await db.run('insert into platform.key_check (fingerprint) values ($1) on conflict do nothing', [fingerprint])
  return new Cipher({
    encryption: derive(secret, 'encryption'),
    index: derive(secret, 'blind index'),
    auth: derive(secret, 'staff sessions'),
  })
}

/** By what a key is known without being told: it stands in the database and in each back-up. */
export async function keyFingerprint(keyFile: string): Promise<Buffer | undefined> {
  const secret = await readKey(keyFile)
  return secret && fingerprintOf(secret)
}

const fingerprintOf = (secret: Buffer): Buffer => createHmac('sha256', secret).update('regulars key check').digest()

function derive(secret: Buffer, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', `regulars ${purpose}`, 32))
}

async function readOrMakeKey(keyFile: string, { mayMake }: { mayMake: boolean }): Promise<Buffer> {
  const found = await readKey(keyFile)
  if (found) return found
  if (!mayMake)
    throw new Error(
      `The key file ${keyFile} is missing, but this database was written with one. Put it back, or set REGULARS_KEY_FILE.`,
    )
  await makeKey(keyFile)
  const made = await readKey(keyFile)
  if (!made) throw new Error(`The key file ${keyFile} could not be made.`)
  return made
}

async function readKey(keyFile: string): Promise<Buffer | undefined> {
  const text = await readFile(keyFile, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  if (text === undefined) return undefined
  const secret = Buffer.from(text.trim(), 'base64')
  if (secret.length !== 32)
    throw new Error(`${keyFile} is damaged: it must hold 32 bytes in base64. Put the back-up of the key file back.`)
  return secret
}

/** Written beside and linked into place: of two processes that make it at once, one key wins whole. */
async function makeKey(keyFile: string): Promise<void> {
  await mkdir(dirname(keyFile), { recursive: true, mode: 0o700 })
  const draft = `${keyFile}.${randomUUID()}.new`
  await writeFile(draft, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600 })
  await link(draft, keyFile).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error
  })
  await unlink(draft)
}
