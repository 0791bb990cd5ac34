import { Readable } from 'node:stream'
import type { Static } from 'typebox'
import {
  GoodsAnswer,
  GoodsClasses,
  GoodsList,
  GoodsListQuery,
  PutGoodsBody,
  Sku,
} from '../../../shared/contract/catalog.ts'
import { closed } from '../../../shared/contract/common.ts'
import type { Cipher } from '../../platform/cipher.ts'
import type { Context } from '../../platform/context.ts'
import type { Transaction } from '../../platform/database.ts'
import { invariant } from '../../platform/errors.ts'
import { claimOf, type Http, sendAnswer } from '../../platform/http.ts'
import { once } from '../../platform/idempotency.ts'
import { goodsAudit } from './audit.ts'
import { exportGoods } from './export-goods.ts'
import { type Goods, tidyGoodsText } from './goods.ts'
import { goodsReader } from './goods-reader.ts'
import { countClasses, countGoods, findGoods, type GoodsQuery, listGoods } from './goods-store.ts'
import { versionOf } from './goods-version.ts'
import { putGoods, refuseChanged } from './put-goods.ts'

const pageSizeUsual = 50

const classesMax = 1_000

export function catalogRoutes(http: Http, context: Context): void {
  http.addSchema(GoodsAnswer)
  readingRoutes(http, context)
  putRoute(http, context)
}

function readingRoutes(http: Http, { db, cipher }: Context): void {
  const shows = { access: 'organisation.read', audit: { none: 'shows goods, not persons' } } as const

  http.get(
    '/v1/goods',
    { config: shows, schema: { querystring: GoodsListQuery, response: { 200: GoodsList } } },
    async request => {
      const { after, pageSize = pageSizeUsual, ...asked } = request.query
      const query = queryOf(asked)
      const position = after === undefined ? undefined : (tidyGoodsText(after) ?? undefined)
      const found = await listGoods(db, query, { after: position, max: pageSize + 1 })
      const goods = found.slice(0, pageSize)
      const next = found.length > pageSize ? (goods.at(-1)?.sku ?? null) : null
      const mayReadCost = request.caller.permissions.has('catalog.read-cost')
      return {
        goods: goods.map(one => answerOf(one, { cipher, mayReadCost })),
        next,
        total: await countGoods(db, query),
      }
    },
  )

  http.get('/v1/goods/classes', { config: shows, schema: { response: { 200: GoodsClasses } } }, async () => ({
    classes: await countClasses(db, classesMax),
    unlisted: await countGoods(db, { isListed: false }),
  }))

  http.get('/v1/goods/export.csv', { config: shows }, async (request, reply) => {
    reply.type('text/csv; charset=utf-8').header('content-disposition', 'attachment; filename="goods.csv"')
    const withCost = request.caller.permissions.has('catalog.read-cost')
    return reply.send(Readable.from(exportGoods(db, { withCost }), { objectMode: false }))
  })
}

function queryOf({ search, sku, isListed, class: group }: Static<typeof GoodsListQuery>): GoodsQuery {
  const isClassless = group !== undefined && tidyGoodsText(group) === null
  return {
    search: tidyGoodsText(search) ?? undefined,
    sku: sku === undefined ? undefined : (tidyGoodsText(sku) ?? ''),
    isListed,
    class: isClassless ? undefined : (tidyGoodsText(group) ?? undefined),
    withoutClass: isClassless,
  }
}

function putRoute(http: Http, context: Context): void {
  const { db, clock, cipher } = context
  http.put(
    '/v1/goods/:sku',
    {
      config: { access: 'organisation.manage', audit: goodsAudit.action('change') },
      schema: { params: closed({ sku: Sku }), body: PutGoodsBody, response: { 200: GoodsAnswer } },
    },
    async (request, reply) => {
      const { sku } = request.params
      request.deed.about({ thing: `goods/${sku}` })
      const answer = await once(context, claimOf(request), async tx => {
        const { onSaleAt, replaces, ...entry } = request.body
        if (replaces !== undefined) await refuseChanged(tx, { sku, replaces, cipher })
        const launch = onSaleAt ? new Date(onSaleAt) : null
        await putGoods(tx, [{ sku, ...entry, onSaleAt: launch }], clock.now())
        return { status: 200, body: await readAnswer(tx, { sku, cipher }) }
      })
      goodsReader(db).forget()
      return sendAnswer(reply, answer)
    },
  )
}

/** Whoever wrote the entry knows its cost. */
async function readAnswer(tx: Transaction, { sku, cipher }: { sku: string; cipher: Cipher }): Promise<GoodsAnswer> {
  const [goods] = await findGoods(tx, [sku])
  invariant(goods, 'goods that were just put are there')
  return answerOf(goods, { cipher, mayReadCost: true })
}

type Shown = { cipher: Cipher; mayReadCost: boolean }

function answerOf({ costCents, ...goods }: Goods, { cipher, mayReadCost }: Shown): GoodsAnswer {
  return {
    ...goods,
    firstSeenAt: goods.firstSeenAt.toISOString(),
    onSaleAt: goods.onSaleAt?.toISOString() ?? null,
    ...(mayReadCost ? { costCents } : {}),
    version: versionOf({ costCents, ...goods }, cipher),
  }
}
