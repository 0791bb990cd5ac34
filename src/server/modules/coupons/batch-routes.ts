import { Readable } from 'node:stream'
import Type from 'typebox'
import { closed } from '../../../shared/contract/common.ts'
import { BatchAnswer, BatchBody, BatchList, SharedCodeBody } from '../../../shared/contract/coupons.ts'
import type { Context } from '../../platform/context.ts'
import { claimOf, type Http, sendAnswer } from '../../platform/http.ts'
import { once } from '../../platform/idempotency.ts'
import { newId } from '../../platform/ids.ts'
import type { ProgramBook } from '../programs/index.ts'
import { batchAnswer } from './answers.ts'
import { couponAudit } from './audit.ts'
import { type Batch, findBatch, insertBatch, listBatches, markCancelled } from './batch-store.ts'
import { insertSharedCode } from './code-store.ts'
import { couponErrors } from './errors.ts'
import { exportCodes } from './export-codes.ts'
import { knownOffer } from './find-offer.ts'
import type { CouponOffer } from './issue-coupons.ts'

const batchPath = closed({ batchId: Type.String({ format: 'uuid' }) })
const batchesShownMax = 200
const access = 'coupons.manage'

/** @throws coupons/other-codes */
function refuseOtherCodes({ offer }: CouponOffer, codes: 'shared' | 'batch'): void {
  if (offer.coupon.codes !== codes)
    throw couponErrors.make('other-codes', { offer: offer.offer, codes: offer.coupon.codes })
}

/** Codes that are not yet anybody's: shared ones, and those that are made by the thousand. */
export function batchRoutes(http: Http, context: Context, { programs }: { programs: ProgramBook }): void {
  const { db, clock } = context
  orderRoutes(http, context, programs)

  http.get(
    '/v1/coupons/batches',
    {
      config: { access, audit: { none: 'shows how many codes, not which' } },
      schema: { response: { 200: BatchList } },
    },
    async () => ({ batches: (await listBatches(db, batchesShownMax)).map(batchAnswer) }),
  )

  http.post(
    '/v1/coupons/batches/:batchId/cancel',
    {
      config: { access, audit: couponAudit.action('cancel-codes') },
      schema: { params: batchPath, response: { 200: BatchAnswer } },
    },
    async (request, reply) => {
      const { batchId } = request.params
      request.deed.about({ thing: `codes/${batchId}` })
      const answer = await once(context, claimOf(request), async tx => {
        await knownBatch(findBatch(tx, batchId))
        if (!(await markCancelled(tx, { batchId, now: clock.now() }))) throw couponErrors.make('batch-cancelled')
        return { status: 200, body: batchAnswer(await knownBatch(findBatch(tx, batchId))) }
      })
      return sendAnswer(reply, answer)
    },
  )

  http.get(
    '/v1/coupons/batches/:batchId/codes.csv',
    { config: { access, audit: couponAudit.action('export-codes') }, schema: { params: batchPath } },
    async (request, reply) => {
      const { batchId } = request.params
      await knownBatch(findBatch(db, batchId))
      request.deed.about({ thing: `codes/${batchId}` })
      reply.type('text/csv; charset=utf-8').header('content-disposition', 'attachment; filename="codes.csv"')
      return reply.send(Readable.from(exportCodes(db, batchId), { objectMode: false }))
    },
  )
}

function orderRoutes(http: Http, context: Context, programs: ProgramBook): void {
  const { clock } = context

  http.post(
    '/v1/coupons/shared-codes',
    {
      config: { access, audit: couponAudit.action('share-code') },
      schema: { body: SharedCodeBody, response: { 201: closed({ code: Type.String() }) } },
    },
    async (request, reply) => {
      const { program: programCode, offer: offerCode } = request.body
      const code = request.body.code.toUpperCase()
      await programs.refresh()
      request.deed.about({ thing: `offer/${programCode}/${offerCode}` })
      const answer = await once(context, claimOf(request), async tx => {
        const now = clock.now()
        refuseOtherCodes(knownOffer(programs, { programCode, offerCode }, now), 'shared')
        if (!(await insertSharedCode(tx, { programCode, offerCode }, { code, madeAt: now })))
          throw couponErrors.make('code-taken')
        return { status: 201, body: { code } }
      })
      return sendAnswer(reply, answer)
    },
  )

  http.post(
    '/v1/coupons/batches',
    {
      config: { access, audit: couponAudit.action('make-codes') },
      schema: { body: BatchBody, response: { 201: BatchAnswer } },
    },
    async (request, reply) => {
      const { program: programCode, offer: offerCode, count, note } = request.body
      await programs.refresh()
      const answer = await once(context, claimOf(request), async tx => {
        const now = clock.now()
        refuseOtherCodes(knownOffer(programs, { programCode, offerCode }, now), 'batch')
        const batchId = newId(now)
        request.deed.about({ thing: `codes/${batchId}` })
        const staff = request.caller.name
        await insertBatch(tx, { batchId, programCode, offerCode, note, wanted: count, staff, createdAt: now })
        return { status: 201, body: batchAnswer(await knownBatch(findBatch(tx, batchId))) }
      })
      return sendAnswer(reply, answer)
    },
  )
}

/** @throws coupons/no-such-batch */
async function knownBatch(found: Promise<Batch | undefined>): Promise<Batch> {
  const batch = await found
  if (!batch) throw couponErrors.make('no-such-batch')
  return batch
}
