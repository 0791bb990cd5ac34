import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdir, rm, statfs, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type OwnServer, startOwnServer } from '../support/own-server.ts'
import { removeFolder, temporaryFolder } from '../support/temporary-folder.ts'
import { type Answer, line, openTestShop, receipt, type TestShop } from '../support/test-shop.ts'
import { balanceOf, joinMember } from '../support/till.ts'

// The disk of the database is full. A small file system in memory stands for it; only root may make one.

const run = promisify(execFile)

async function mayMount(): Promise<boolean> {
  const folder = await temporaryFolder()
  const disk = join(folder, 'disk')
  await mkdir(disk)
  return run('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', disk])
    .then(() => run('umount', [disk]))
    .then(
      () => true,
      () => false,
    )
    .finally(() => removeFolder(folder))
}

const isPossible = await mayMount()

describe.skipIf(!isPossible)(`disk full${isPossible ? '' : ' (left out: only root may make a small disk)'}`, () => {
  let server: OwnServer
  let shop: TestShop

  beforeAll(async () => {
    server = await startOwnServer({ max_wal_size: '32MB', min_wal_size: '32MB' }, 'disk', async folder => {
      await run('mount', ['-t', 'tmpfs', '-o', 'size=180m,mode=0755', 'tmpfs', folder])
    })
    shop = await openTestShop({ database: server.database })
  })
  afterAll(async () => {
    await shop?.close()
    await server?.stop()
    if (server) await run('umount', [server.baseFolder])
    await server?.remove()
  })

  /** Fills the disk but for a few hundred kilobytes. */
  async function fill(): Promise<string> {
    const filler = join(server.baseFolder, 'filler')
    const { bavail, bsize } = await statfs(server.baseFolder)
    // The server may take the last of it meanwhile: full is full.
    await writeFile(filler, Buffer.alloc(Math.max(0, bavail * bsize - 300_000))).catch(error => {
      if (error.code !== 'ENOSPC') throw error
    })
    return filler
  }

  test('what finds no room is refused whole with a sentence, and works again under its key when there is room', async () => {
    const member = await joinMember(shop)
    const filler = await fill()
    const sent: { body: unknown; key: string; answer: Answer }[] = []
    const isRefused = () => sent.some(({ answer }) => answer.status !== 201)
    // Receipts with many lines, until one finds no room.
    for (let round = 0; round < 300 && !isRefused(); round++) {
      const lines = Array.from({ length: 50 }, (_, index) =>
        line(1, { lineNumber: index + 1, name: randomUUID().repeat(5) }),
      )
      const [body, key] = [receipt(lines, member.by), randomUUID()]
      sent.push({ body, key, answer: await shop.post('/v1/checkouts', body, { key }) })
    }
    const refused = sent.filter(({ answer }) => answer.status !== 201)
    expect(refused.length).toBeGreaterThan(0)
    for (const { answer } of refused) {
      expect([answer.status, ['request/database-full', 'request/database-away'].includes(answer.body.code)]).toEqual([
        503,
        true,
      ])
      expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0)
    }
    await rm(filler)
    // Without room for its journal the server ends itself; then whoever watches over it starts it again.
    await server.start()
    for (const { body, key, answer } of sent) {
      const again = await shop.post('/v1/checkouts', body, { key })
      expect(again.status, again.text).toBe(201)
      if (answer.status === 201) expect(again.text).toBe(answer.text)
    }
    expect((await balanceOf(shop, member)).balance).toBe(sent.length * 50)
    expect(await shop.check()).toMatchObject({ isSound: true })
  })
})
