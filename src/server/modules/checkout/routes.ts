import type { FastifyRequest } from 'fastify'
import Type from 'typebox'
import {
  LevelAnswer,
  LineAnswer,
  QuoteAnswer,
  QuoteBody,
  ReceiptAnswer,
  ReceiptList,
  RefundAnswer,
  RefundBody,
  SettleBody,
  VoidBody,
  WaitingRefundList,
} from '../../../shared/contract/checkout.ts'
import { PageQuery } from '../../../shared/contract/common.ts'
import { EffectAnswer, ReasonAnswer } from '../../../shared/contract/effects.ts'
import { languageOf } from '../../../shared/languages.ts'
import type { Context } from '../../platform/context.ts'
import type { Deed } from '../../platform/deed.ts'
import { claimOf, type Http, sendAnswer } from '../../platform/http.ts'
import { httpErrors } from '../../platform/http-errors.ts'
import { findMemberId, noteVainLookUp } from '../members/index.ts'
import { type StoreDirectory, storeDirectory } from '../organisation/index.ts'
import { Attempt, type Attempts } from '../refusals/index.ts'
import { waitingRefundAnswer } from './answers.ts'
import { receiptAudit } from './audit.ts'
import { OrderTrace } from './batch-trace.ts'
import type { Checkout } from './checkout.ts'
import type { Command, Refused } from './commands.ts'
import { dashboardRoutes } from './dashboard-routes.ts'
import { checkoutErrors } from './errors.ts'
import { orRefused, prepareHold, prepareRefund, prepareSale, prepareVoid, readReceiptId } from './prepare.ts'
import { listReceipts } from './receipt-list-store.ts'
import { showReceipt } from './show-receipt.ts'
import { listWaitingRefunds } from './waiting-refund-store.ts'
import { isOfNobody, namesPhone, watchPhone } from './watch-phone.ts'

const ReceiptParams = Type.Object({ receiptId: Type.String({ maxLength: 60 }) })
const ByNumberQuery = Type.Object({
  storeCode: Type.String({ maxLength: 64 }),
  tillCode: Type.String({ maxLength: 64 }),
  receiptNumber: Type.String({ maxLength: 80 }),
})

const quoting = { none: 'shows prices and no person; what it may set aside is free again after 15 minutes' }

export function checkoutRoutes(http: Http, context: Context, { checkout }: { checkout: Checkout }): void {
  for (const schema of [ReasonAnswer, EffectAnswer, LineAnswer, LevelAnswer]) http.addSchema(schema)
  const { preparing } = checkout
  const attemptsOf =
    ({ caller }: FastifyRequest): Attempts =>
    what =>
      new Attempt(what, caller, context)

  http.post(
    '/v1/checkouts/quote',
    {
      config: { access: 'checkout.quote', audit: quoting },
      schema: { body: QuoteBody, response: { 200: QuoteAnswer, 201: QuoteAnswer } },
    },
    async (request, reply) => {
      const attempts = attemptsOf(request)
      const sender = senderOf(request)
      if (!request.body.hold)
        return watchPhone(context, request, () =>
          checkout.quote(request.body, { ...sender, attempts }, languageOf(request.headers['accept-language'])),
        )
      const answer = await watchPhone(context, request, async () => {
        const command = await prepared(request, () => prepareHold(preparing, request.body, sender))
        return checkout.submit({ ...orderOf(request, command), attempts })
      })
      return sendAnswer(reply, answer)
    },
  )

  http.post(
    '/v1/checkouts',
    {
      config: { access: 'checkout.settle', audit: receiptAudit.action('settle') },
      schema: { body: SettleBody, response: { 201: ReceiptAnswer } },
    },
    async (request, reply) => {
      // A plain sale is its own record: the receipt says who, where and when. What somebody decided by hand is put on the trail.
      if (request.body.earlyAccess) request.deed.is(receiptAudit.action('settle-early'))
      else if (!request.body.lines.some(hasDiscountByHand)) request.deed.leaveOut()
      const command = await prepared(request, () => prepareSale(preparing, request.body, senderOf(request)))
      const answer = await checkout.submit({ ...orderOf(request, command), attempts: attemptsOf(request) })
      // A receipt is not refused for it: the customer stands there. It counts toward the alarm.
      if (namesPhone(request.body) && isOfNobody(answer)) await noteVainLookUp(context, request.caller)
      return sendAnswer(reply, answer)
    },
  )

  http.post(
    '/v1/refunds',
    {
      config: { access: 'checkout.refund', audit: receiptAudit.action('refund') },
      schema: { body: RefundBody, response: { 201: RefundAnswer, 202: RefundAnswer } },
    },
    async (request, reply) => {
      if (request.body.withoutOriginal) request.deed.is(receiptAudit.action('refund-without-original'))
      const answer = await checkout.submit(
        orderOf(request, await prepared(request, () => prepareRefund(preparing, request.body, senderOf(request)))),
      )
      return sendAnswer(reply, answer)
    },
  )

  http.post(
    '/v1/checkouts/:receiptId/void',
    {
      config: { access: 'checkout.void', audit: receiptAudit.action('void') },
      schema: { params: ReceiptParams, body: VoidBody, response: { 200: ReceiptAnswer } },
    },
    async (request, reply) => {
      const command = await prepared(request, () =>
        prepareVoid(request.params.receiptId, request.body.reason ?? null, senderOf(request)),
      )
      return sendAnswer(reply, await checkout.submit(orderOf(request, command)))
    },
  )

  receiptRoutes(http, context)

  http.get(
    '/v1/refunds/waiting',
    {
      config: { access: 'checkout.read', audit: { none: 'shows numbers of receipts, not persons' } },
      schema: { response: { 200: WaitingRefundList } },
    },
    async request => {
      const directory = await storeDirectory(context.db)
      const language = languageOf(request.headers['accept-language'])
      return {
        refunds: (await listWaitingRefunds(context.db, request.caller.storeIds)).map(refund =>
          waitingRefundAnswer(refund, directory, language),
        ),
      }
    },
  )

  dashboardRoutes(http, context)
}

function receiptRoutes(http: Http, { db, cipher }: Context): void {
  http.get(
    '/v1/checkouts/:receiptId',
    {
      config: { access: 'checkout.read', audit: receiptAudit.action('read') },
      schema: { params: ReceiptParams, response: { 200: ReceiptAnswer } },
    },
    async request => {
      const directory = await storeDirectory(db)
      const receiptId = readReceiptId(request.params.receiptId)
      const receipt = await showReceipt(db, { receiptId }, showingOf(request, directory))
      tellReceipt(request.deed, receipt, directory)
      return receipt
    },
  )

  http.get(
    '/v1/checkouts',
    {
      config: { access: 'checkout.read', audit: receiptAudit.action('read') },
      schema: { querystring: ByNumberQuery, response: { 200: ReceiptAnswer } },
    },
    async request => {
      const directory = await storeDirectory(db)
      const { storeCode, tillCode, receiptNumber } = request.query
      const store = directory.storeByCode(storeCode)
      const till = store?.tills.find(candidate => candidate.code === tillCode)
      if (!store || !till) throw checkoutErrors.make('no-such-receipt')
      const receipt = await showReceipt(
        db,
        { storeId: store.storeId, tillId: till.tillId, receiptNumber },
        showingOf(request, directory),
      )
      tellReceipt(request.deed, receipt, directory)
      return receipt
    },
  )

  http.get(
    '/v1/members/:memberNumber/receipts',
    {
      config: { access: 'checkout.read', audit: receiptAudit.action('list') },
      schema: {
        params: Type.Object({ memberNumber: Type.String() }),
        querystring: Type.Object(PageQuery),
        response: { 200: ReceiptList },
      },
    },
    async request => {
      const memberId = await findMemberId(db, { memberNumber: request.params.memberNumber }, cipher)
      const pageSize = request.query.pageSize ?? 20
      const receipts = await listReceipts(db, {
        memberId,
        storeIds: request.caller.storeIds,
        after: afterOf(request.query.after),
        pageSize,
      })
      const directory = await storeDirectory(db)
      const last = receipts.at(-1)
      return {
        receipts: receipts.map(({ storeId, tillId, number, soldAt, ...receipt }) => ({
          ...receipt,
          soldAt: soldAt.toISOString(),
          receiptNumber: number,
          storeCode: directory.storeById(storeId)?.code ?? '',
          tillCode: directory.tillById(tillId)?.code ?? '',
        })),
        next: last && receipts.length === pageSize ? `${last.soldAt.toISOString()}/${last.receiptId}` : null,
      }
    },
  )
}

function tellReceipt(deed: Deed, { receiptId, memberNumber, storeCode }: ReceiptAnswer, directory: StoreDirectory) {
  deed.about({
    thing: `receipt/${receiptId}`,
    memberNumber,
    storeId: directory.storeByCode(storeCode)?.storeId ?? null,
    shownMembers: memberNumber === null ? 0 : 1,
  })
}

function afterOf(text: string | undefined): { soldAt: Date; receiptId: string } | null {
  if (text === undefined) return null
  const [soldAt, receiptId] = text.split('/')
  // A page that is not one must not begin again in silence: whoever reads page by page would never end.
  if (!soldAt || !receiptId || Number.isNaN(Date.parse(soldAt))) throw httpErrors.make('page-unknown')
  return { soldAt: new Date(soldAt), receiptId: readReceiptId(receiptId) }
}

function hasDiscountByHand({ manualDiscountCents = 0 }: SettleBody['lines'][number]): boolean {
  return manualDiscountCents !== 0
}

function senderOf({ caller }: FastifyRequest) {
  return { caller, channel: caller.kind === 'key' ? 'api' : 'till' }
}

/** Reads and checks a request, as a step of its trace. */
async function prepared<Prepared>(request: FastifyRequest, prepare: () => Promise<Prepared>) {
  const step = request.trace?.child('prepare')
  return orRefused(prepare).finally(() => step?.end())
}

function orderOf(request: FastifyRequest, command: Command | Refused) {
  const order = { claim: claimOf(request), language: languageOf(request.headers['accept-language']), command }
  return request.trace ? { ...order, trace: new OrderTrace(request.trace) } : order
}

function showingOf(request: FastifyRequest, directory: StoreDirectory) {
  return { directory, language: languageOf(request.headers['accept-language']), storeIds: request.caller.storeIds }
}
