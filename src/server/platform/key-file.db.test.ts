import { randomBytes } from 'node:crypto'
import { readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../../../test/support/database.ts'
import { removeFolder, temporaryFolder } from '../../../test/support/temporary-folder.ts'
import { openCipher } from './key-file.ts'

let fresh: FreshDatabase
let folder: string
let keyFile: string

beforeAll(async () => {
  fresh = await freshDatabase()
  folder = await temporaryFolder()
  keyFile = join(folder, 'keys/regulars.key')
})
afterAll(async () => {
  await fresh.drop()
  await removeFolder(folder)
})

test('of many processes that make the key at once, all have the same', async () => {
  const ciphers = await Promise.all(Array.from({ length: 8 }, () => openCipher(fresh.db, keyFile)))
  const sealed = ciphers[0]!.encrypt('13800001234', 'here')
  expect(ciphers.map(cipher => cipher.decrypt(sealed, 'here'))).toEqual(Array(8).fill('13800001234'))
  expect((await stat(keyFile)).mode & 0o777).toBe(0o600)
})

test('a value that was moved to another row cannot be opened', async () => {
  const cipher = await openCipher(fresh.db, keyFile)
  expect(() => cipher.decrypt(cipher.encrypt('secret', 'row 1'), 'row 2')).toThrow()
})

test('a wrong, a damaged and a missing key refuse to start, each with its remedy', async () => {
  const right = await readFile(keyFile, 'utf8')
  await writeFile(keyFile, randomBytes(32).toString('base64'))
  await expect(openCipher(fresh.db, keyFile)).rejects.toThrow('is not the key that this database was written with')
  await writeFile(keyFile, 'rubbish')
  await expect(openCipher(fresh.db, keyFile)).rejects.toThrow('is damaged')
  await rm(keyFile)
  await expect(openCipher(fresh.db, keyFile)).rejects.toThrow('is missing')
  await writeFile(keyFile, right)
  await openCipher(fresh.db, keyFile)
})
