import { mkdir, mkdtemp, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { keepKey } from './backup.ts'

let home = ''
let keyFile = ''
let backup = ''

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'regulars-key-'))
  keyFile = join(home, 'keys/regulars.key')
  backup = join(home, 'backups/2026-03-05')
  await mkdir(join(home, 'keys'))
  await mkdir(join(home, 'backups'))
  await writeFile(keyFile, 'the key\n', { mode: 0o600 })
})
afterAll(() => rm(home, { recursive: true }))

test('the key is copied to another place, for its owner alone, and a second time changes nothing', async () => {
  const keyTo = join(home, 'safe/regulars.key')
  await keepKey(keyFile, { keyTo, backup })
  await keepKey(keyFile, { keyTo, backup })
  expect(await readFile(keyTo, 'utf8')).toBe('the key\n')
  expect((await stat(keyTo)).mode & 0o777).toBe(0o600)
})

test('neither into the back-up nor beside it, not even through a link', async () => {
  const beside = { code: 'backup/key-beside' }
  await expect(keepKey(keyFile, { keyTo: join(backup, 'regulars.key'), backup })).rejects.toMatchObject(beside)
  await expect(keepKey(keyFile, { keyTo: join(backup, 'in/it.key'), backup })).rejects.toMatchObject(beside)
  await expect(keepKey(keyFile, { keyTo: join(home, 'backups/a.key'), backup })).rejects.toMatchObject(beside)
  await symlink(join(home, 'backups'), join(home, 'link'))
  await expect(keepKey(keyFile, { keyTo: join(home, 'link/a.key'), backup })).rejects.toMatchObject(beside)
})

test('another key that lies there is not overwritten, and a missing key is told', async () => {
  const keyTo = join(home, 'other.key')
  await writeFile(keyTo, 'another key\n')
  await expect(keepKey(keyFile, { keyTo, backup })).rejects.toMatchObject({ code: 'backup/key-place-taken' })
  expect(await readFile(keyTo, 'utf8')).toBe('another key\n')
  const missing = join(home, 'missing.key')
  await expect(keepKey(missing, { keyTo, backup })).rejects.toMatchObject({ code: 'backup/key-missing' })
})
