import Type from 'typebox'
import { isDay } from '../../../shared/calendar.ts'
import {
  BenefitReport,
  BenefitReportQuery,
  BenefitUseAnswer,
  MemberBenefits,
  UndoUseBody,
  UseBenefitBody,
} from '../../../shared/contract/benefits.ts'
import { closed } from '../../../shared/contract/common.ts'
import { AudienceQuery, IssueExplanation } from '../../../shared/contract/explanations.ts'
import { languageOf } from '../../../shared/languages.ts'
import { type Caller, mayActFor } from '../../platform/caller.ts'
import { claimOf, type Http, sendAnswer } from '../../platform/http.ts'
import { httpErrors } from '../../platform/http-errors.ts'
import { once } from '../../platform/idempotency.ts'
import { beforeDeciding, type DeskParts } from '../activities/index.ts'
import { findMemberId } from '../members/index.ts'
import { type StoreDirectory, storeDirectory } from '../organisation/index.ts'
import { audienceFor, tellerFor } from '../programs/index.ts'
import { Attempt } from '../refusals/index.ts'
import { giftAnswer, issueAnswer, useAnswer } from './answers.ts'
import { benefitAudit } from './audit.ts'
import { benefitErrors } from './errors.ts'
import { issueExplanation } from './explain-issue.ts'
import { findIssue } from './issue-store.ts'
import { sumBenefits } from './report-store.ts'
import { showBenefits } from './show-benefits.ts'
import { undoUse, useBenefit } from './use-benefit.ts'

const memberNumber = Type.String({ minLength: 1, maxLength: 20 })
const MemberPath = closed({ memberNumber })
const BenefitPath = closed({ memberNumber, benefit: Type.String({ minLength: 1, maxLength: 64 }) })
const uuid = '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
const IssuePath = closed({ memberNumber, issueId: Type.String({ pattern: uuid }) })
const UsePath = closed({
  memberNumber,
  useId: Type.String({ pattern: uuid }),
})

export function benefitRoutes(http: Http, parts: DeskParts): void {
  readingRoutes(http, parts)
  explanationRoute(http, parts)
  usingRoutes(http, parts)
}

function readingRoutes(http: Http, parts: DeskParts): void {
  const { db, cipher } = parts.context

  http.get(
    '/v1/members/:memberNumber/benefits',
    {
      config: { access: 'members.read', audit: benefitAudit.action('list') },
      schema: { params: MemberPath, response: { 200: MemberBenefits } },
    },
    async request => {
      const memberId = await findMemberId(db, request.params, cipher)
      const showing = showingTo(request.caller, await storeDirectory(db))
      const language = languageOf(request.headers['accept-language'])
      const asked = { memberId, storeCode: null, ...senderOf(request.caller) }
      const { benefits, issues, uses } = await db.transaction(tx => showBenefits(tx, parts, asked))
      return {
        benefits: benefits.map(benefit => ({ ...benefit, gives: benefit.gives && giftAnswer(benefit.gives) })),
        issues: issues.map(issue => issueAnswer(issue, language)),
        uses: uses.map(use => useAnswer(use, showing)),
      }
    },
  )

  http.get(
    '/v1/benefits/report',
    {
      config: { access: 'insights.read', audit: { none: 'sums over all members' } },
      schema: { querystring: BenefitReportQuery, response: { 200: BenefitReport } },
    },
    async request => {
      const { from, to } = request.query
      if (!isDay(from) || !isDay(to) || from > to) throw httpErrors.make('no-such-day')
      const benefits = await sumBenefits(db, { from, to })
      const withCost = request.caller.permissions.has('catalog.read-cost')
      return {
        benefits: benefits.map(({ programCode, costCents, withoutCost, ...figures }) => ({
          program: programCode,
          ...figures,
          ...(withCost ? { costCents, withoutCost } : {}),
        })),
      }
    },
  )
}

function explanationRoute(http: Http, { context: { db, cipher } }: DeskParts): void {
  http.get(
    '/v1/members/:memberNumber/benefits/issues/:issueId/explain',
    {
      config: { access: 'members.read', audit: benefitAudit.action('list') },
      schema: { params: IssuePath, querystring: AudienceQuery, response: { 200: IssueExplanation } },
    },
    async request => {
      const audience = audienceFor(request.caller, request.query.audience)
      const memberId = await findMemberId(db, { memberNumber: request.params.memberNumber }, cipher)
      const issue = await findIssue(db, { memberId, issueId: request.params.issueId })
      if (!issue) throw benefitErrors.make('no-such-issue')
      return issueExplanation(issue, tellerFor(audience, languageOf(request.headers['accept-language'])))
    },
  )
}

function usingRoutes(http: Http, parts: DeskParts): void {
  const { context } = parts
  const { db, cipher } = context

  http.post(
    '/v1/members/:memberNumber/benefits/:benefit/uses',
    {
      config: { access: 'benefits.use', audit: benefitAudit.action('use') },
      schema: { params: BenefitPath, body: UseBenefitBody, response: { 201: BenefitUseAnswer } },
    },
    async (request, reply) => {
      const { note = null, storeCode = null, costCents = null } = request.body
      const directory = await storeDirectory(db)
      refuseOtherStore(request.caller, directory, storeCode)
      await beforeDeciding(context, parts)
      const attempt = new Attempt('use-benefit', request.caller, context)
      const answer = await once(context, { ...claimOf(request), keep: attempt.keep }, async tx => {
        const memberId = await findMemberId(tx, request.params, cipher)
        attempt.about({ memberId })
        const { benefit } = request.params
        const wish = { memberId, storeCode, benefit, note, costCents, attempt, ...senderOf(request.caller) }
        const use = await useBenefit(tx, parts, wish)
        request.deed.about({ thing: `benefit-use/${use.useId}` })
        return { status: 201, body: useAnswer(use, showingTo(request.caller, directory)) }
      })
      return sendAnswer(reply, answer)
    },
  )

  http.post(
    '/v1/members/:memberNumber/benefits/uses/:useId/undo',
    {
      config: { access: 'benefits.use', audit: benefitAudit.action('undo') },
      schema: { params: UsePath, body: UndoUseBody, response: { 200: BenefitUseAnswer } },
    },
    async (request, reply) => {
      const { useId } = request.params
      const directory = await storeDirectory(db)
      await beforeDeciding(context, parts)
      const attempt = new Attempt('undo-use', request.caller, context)
      const answer = await once(context, { ...claimOf(request), keep: attempt.keep }, async tx => {
        const memberId = await findMemberId(tx, request.params, cipher)
        const { by } = senderOf(request.caller)
        const reason = request.body.reason.trim()
        const use = await undoUse(tx, { memberId, useId, at: context.clock.now(), by, reason, attempt })
        request.deed.about({ thing: `benefit-use/${useId}` })
        return { status: 200, body: useAnswer(use, showingTo(request.caller, directory)) }
      })
      return sendAnswer(reply, answer)
    },
  )
}

function showingTo({ permissions }: Caller, directory: StoreDirectory) {
  return { directory, withCost: permissions.has('catalog.read-cost') }
}

function senderOf(caller: Caller) {
  return {
    by: caller.staffId ?? caller.id,
    channel: ({ till: 'till', staff: 'console', key: 'api' } as const)[caller.kind],
  }
}

function refuseOtherStore(caller: Caller, directory: StoreDirectory, storeCode: string | null): void {
  const store = storeCode === null ? undefined : directory.storeByCode(storeCode)
  if (store && !mayActFor(caller, store.storeId)) throw benefitErrors.make('other-store', { store: storeCode })
}
