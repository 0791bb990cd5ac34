import Type from 'typebox'
import { closed } from '../../../shared/contract/common.ts'
import {
  BatchAnswer,
  ClaimBody,
  CouponAnswer,
  CouponList,
  IssueBody,
  OfferList,
} from '../../../shared/contract/coupons.ts'
import type { Context } from '../../platform/context.ts'
import { claimOf, type Http, sendAnswer } from '../../platform/http.ts'
import { once } from '../../platform/idempotency.ts'
import { findMemberId } from '../members/index.ts'
import type { ProgramBook } from '../programs/index.ts'
import { Attempt } from '../refusals/index.ts'
import { couponAnswer, offerList } from './answers.ts'
import { couponAudit } from './audit.ts'
import { batchRoutes } from './batch-routes.ts'
import { claimCoupon, offerFacts, unknownCode, watchUnknownCodes } from './claim-coupon.ts'
import { listSharedCodes } from './code-store.ts'
import { findCoupon, listCoupons } from './coupon-store.ts'
import { couponErrors } from './errors.ts'
import { knownOffer, offerInForce } from './find-offer.ts'
import { issueCoupons } from './issue-coupons.ts'
import { listOfferFigures } from './offer-figures-store.ts'

const memberPath = { memberNumber: Type.String({ maxLength: 40 }) }
const couponsShownMax = 500

export function couponRoutes(http: Http, context: Context, parts: { programs: ProgramBook }): void {
  for (const schema of [CouponAnswer, BatchAnswer]) http.addSchema(schema)
  listRoutes(http, context, parts)
  givingRoutes(http, context, parts)
  batchRoutes(http, context, parts)
}

function listRoutes(
  http: Http,
  { db, clock, cipher, timeZone: zone }: Context,
  { programs }: { programs: ProgramBook },
) {
  http.get(
    '/v1/offers',
    {
      config: { access: 'programs.read', audit: { none: 'shows rules and sums, not persons' } },
      schema: { response: { 200: OfferList } },
    },
    async () => {
      await programs.refresh()
      const [figures, sharedCodes] = [await listOfferFigures(db), await listSharedCodes(db)]
      return offerList({ programs, now: clock.now() }, { figures, sharedCodes })
    },
  )

  http.get(
    '/v1/members/:memberNumber/coupons',
    {
      config: { access: 'members.read', audit: { none: 'tells the coupons of a number that is known already' } },
      schema: { params: closed(memberPath), response: { 200: CouponList } },
    },
    async request => {
      await programs.refresh()
      const memberId = await findMemberId(db, request.params, cipher)
      const coupons = await listCoupons(db, { memberId, max: couponsShownMax })
      return { coupons: coupons.map(coupon => couponAnswer(coupon, { programs, now: clock.now(), zone })) }
    },
  )
}

function givingRoutes(http: Http, context: Context, { programs }: { programs: ProgramBook }): void {
  const { clock, cipher, timeZone: zone } = context
  http.post(
    '/v1/coupons/claims',
    {
      config: { access: 'coupons.claim', audit: couponAudit.action('claim') },
      schema: { body: ClaimBody, response: { 200: CouponAnswer, 201: CouponAnswer } },
    },
    async (request, reply) => {
      const { memberNumber, code } = request.body
      await programs.refresh()
      const attempt = new Attempt('claim-coupon', request.caller, context)
      const answer = await watchUnknownCodes(context, request.caller, async () => {
        const result = await once(context, { ...claimOf(request), keep: attempt.keep }, async tx => {
          const now = clock.now()
          const memberId = await findMemberId(tx, { memberNumber }, cipher)
          attempt.about({ memberId })
          request.deed.about({ memberNumber })
          const offerOf = (key: Parameters<typeof offerInForce>[1]) => offerInForce(programs, key, now)
          const { coupon, isNew } = await claimCoupon(tx, { memberId, code, now, zone, offerOf, attempt })
          return { status: isNew ? 201 : 200, body: couponAnswer(coupon, { programs, now, zone }) }
        })
        return { result, isUnknown: result.body.includes(unknownCode) }
      })
      return sendAnswer(reply, answer)
    },
  )

  http.post(
    '/v1/members/:memberNumber/coupons',
    {
      config: { access: 'coupons.manage', audit: couponAudit.action('issue') },
      schema: { params: closed(memberPath), body: IssueBody, response: { 201: CouponAnswer } },
    },
    async (request, reply) => {
      const { program, offer } = request.body
      await programs.refresh()
      const attempt = new Attempt('issue-coupon', request.caller, context)
      const answer = await once(context, { ...claimOf(request), keep: attempt.keep }, async tx => {
        const now = clock.now()
        const memberId = await findMemberId(tx, request.params, cipher)
        attempt.about({ memberId })
        request.deed.about({ memberNumber: request.params.memberNumber, thing: `offer/${program}/${offer}` })
        const offered = knownOffer(programs, { programCode: program, offerCode: offer }, now)
        attempt.about(offerFacts(offered))
        const [given] = await issueCoupons(tx, { offered, memberIds: [memberId], source: 'issued', now, zone })
        if (!given) throw couponErrors.make('limit-of-member', { limit: offered.offer.coupon.limits.perMember })
        const coupon = await findCoupon(tx, given)
        return { status: 201, body: coupon && couponAnswer(coupon, { programs, now, zone }) }
      })
      return sendAnswer(reply, answer)
    },
  )
}
