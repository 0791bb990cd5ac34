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
import { putGoods } from './put-goods.ts'

const pageSizeUsual = 50

const classesMax = 1_000

export function catalogRoutes(http: Http, context: Context): void {
  http.addSchema(GoodsAnswer)
  readingRoutes(http, context)
  putRoute(http, context)
}

function readingRoutes(http: Http, { db }: Context): void {
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
      return { goods: goods.map(answerOf), next, total: await countGoods(db, query) }
    },
  )

  http.get('/v1/goods/classes', { config: shows, schema: { response: { 200: GoodsClasses } } }, async () => ({
    classes: await countClasses(db, classesMax),
    unlisted: await countGoods(db, { isListed: false }),
  }))

  http.get('/v1/goods/export.csv', { config: shows }, async (_request, reply) => {
    reply.type('text/csv; charset=utf-8').header('content-disposition', 'attachment; filename="goods.csv"')
    return reply.send(Readable.from(exportGoods(db), { objectMode: false }))
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
  const { db, clock } = context
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
        const { onSaleAt, ...entry } = request.body
        const launch = onSaleAt ? new Date(onSaleAt) : null
        await putGoods(tx, [{ sku, ...entry, onSaleAt: launch }], clock.now())
        return { status: 200, body: await readAnswer(tx, sku) }
      })
      goodsReader(db).forget()
      return sendAnswer(reply, answer)
    },
  )
}

async function readAnswer(tx: Transaction, sku: string): Promise<GoodsAnswer> {
  const [goods] = await findGoods(tx, [sku])
  invariant(goods, 'goods that were just put are there')
  return answerOf(goods)
}

function answerOf(goods: Goods): GoodsAnswer {
  return { ...goods, firstSeenAt: goods.firstSeenAt.toISOString(), onSaleAt: goods.onSaleAt?.toISOString() ?? null }
}
