import { GoodsAnswer, GoodsList, GoodsListQuery, PutGoodsBody, Sku } from '../../../shared/contract/catalog.ts'
import { closed } from '../../../shared/contract/common.ts'
import type { Context } from '../../platform/context.ts'
import type { Transaction } from '../../platform/database.ts'
import { invariant } from '../../platform/errors.ts'
import { claimOf, type Http, sendAnswer } from '../../platform/http.ts'
import { once } from '../../platform/idempotency.ts'
import { goodsAudit } from './audit.ts'
import { type Goods, tidyGoodsText } from './goods.ts'
import { goodsReader } from './goods-reader.ts'
import { countGoods, findGoods, listGoods } from './goods-store.ts'
import { putGoods } from './put-goods.ts'

const pageSizeUsual = 50

export function catalogRoutes(http: Http, context: Context): void {
  const { db, clock } = context
  http.addSchema(GoodsAnswer)

  http.get(
    '/v1/goods',
    {
      config: { access: 'organisation.read', audit: { none: 'shows goods, not persons' } },
      schema: { querystring: GoodsListQuery, response: { 200: GoodsList } },
    },
    async request => {
      const { after, isListed, pageSize = pageSizeUsual } = request.query
      const query = { search: tidyGoodsText(request.query.search) ?? undefined, isListed }
      const position = after === undefined ? undefined : (tidyGoodsText(after) ?? undefined)
      const found = await listGoods(db, query, { after: position, max: pageSize + 1 })
      const goods = found.slice(0, pageSize)
      const next = found.length > pageSize ? (goods.at(-1)?.sku ?? null) : null
      return { goods: goods.map(answerOf), next, total: await countGoods(db, query) }
    },
  )

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
