import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { GoodsFileAnswer, GoodsFileBody } from '../../../shared/contract/imports.ts'
import type { Context } from '../../platform/context.ts'
import { claimOf, type Http, sendAnswer } from '../../platform/http.ts'
import { once } from '../../platform/idempotency.ts'
import { goodsReader } from '../catalog/index.ts'
import { importAudit } from './audit.ts'
import { importErrors } from './errors.ts'
import { type GoodsFile, importGoods, readGoodsFile } from './import-goods.ts'
import { openTable } from './read-table.ts'

export function importRoutes(http: Http, context: Context): void {
  const { db, clock, timeZone } = context
  const schema = { body: GoodsFileBody, response: { 200: GoodsFileAnswer } }
  const access = 'organisation.manage'

  http.post(
    '/v1/goods-imports/trial',
    { config: { access, audit: { none: 'says what a file of goods would change' } }, schema },
    async request => {
      const file = await goodsFileOf(request.body, timeZone)
      return importGoods(db, file, { isTrial: true, now: clock.now() })
    },
  )

  http.post(
    '/v1/goods-imports',
    { config: { access, audit: importAudit.action('goods') }, schema },
    async (request, reply) => {
      const file = await goodsFileOf(request.body, timeZone)
      request.deed.about({ thing: `goods-file/${file.table.hash.slice(0, 16)}` })
      const answer = await once(context, claimOf(request), async tx => {
        return { status: 200, body: await importGoods(tx, file, { isTrial: false, now: clock.now() }) }
      })
      goodsReader(db).forget()
      return sendAnswer(reply, answer)
    },
  )
}

/** The file lies in a folder of its own while it is read: tables are read as streams, twice. */
async function goodsFileOf({ fileName, content }: GoodsFileBody, zone: string): Promise<GoodsFile> {
  const ending = /\.(csv|xlsx)$/i.exec(fileName)?.[0].toLowerCase()
  if (!ending) throw importErrors.make('not-a-table', { file: fileName })
  const folder = await mkdtemp(join(tmpdir(), 'regulars-goods-'))
  try {
    const path = join(folder, `goods${ending}`)
    await writeFile(path, Buffer.from(content, 'base64'))
    return await readGoodsFile(await openTable(path), zone)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
