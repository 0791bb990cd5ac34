import Type from 'typebox'
import { ActivityAnswer, ActivityList, RecordActivityBody } from '../../../shared/contract/activities.ts'
import { PageQuery } from '../../../shared/contract/common.ts'
import { ActivityExplanation, AudienceQuery } from '../../../shared/contract/explanations.ts'
import type { Language } from '../../../shared/languages.ts'
import { languageOf } from '../../../shared/languages.ts'
import { type Caller, mayActFor } from '../../platform/caller.ts'
import type { Context } from '../../platform/context.ts'
import { claimOf, type Http, sendAnswer } from '../../platform/http.ts'
import { httpErrors } from '../../platform/http-errors.ts'
import { once } from '../../platform/idempotency.ts'
import { effectAnswer } from '../checkout/index.ts'
import type { Assets } from '../ledger/index.ts'
import { findMemberId } from '../members/index.ts'
import { type StoreDirectory, storeDirectory } from '../organisation/index.ts'
import { audienceFor, type ProgramBook, tellerFor } from '../programs/index.ts'
import { Attempt } from '../refusals/index.ts'
import { type Activity, findActivity, listActivities } from './activity-store.ts'
import { activityAudit } from './audit.ts'
import { activityErrors } from './errors.ts'
import { activityExplanation } from './explain-activity.ts'
import { beforeDeciding } from './member-desk.ts'
import { type BringBenefits, recordActivity } from './record-activity.ts'

type ActivityParts = { programs: ProgramBook; assets: Assets; bringBenefits: BringBenefits }

export function activityRoutes(http: Http, context: Context, parts: ActivityParts): void {
  const { db, clock, cipher } = context

  http.post(
    '/v1/activities',
    {
      config: { access: 'activities.record', audit: activityAudit.action('record') },
      schema: { body: RecordActivityBody, response: { 201: ActivityAnswer } },
    },
    async (request, reply) => {
      const { member, activity: code, happenedAt, storeCode, reference, receiptId } = request.body
      const directory = await storeDirectory(db)
      const language = languageOf(request.headers['accept-language'])
      const { caller } = request
      refuseOtherStore(caller, directory, storeCode)
      await beforeDeciding(context, parts)
      const attempt = new Attempt('record-activity', caller, context)
      const answer = await once(context, { ...claimOf(request), keep: attempt.keep }, async tx => {
        const memberId = await findMemberId(tx, member, cipher)
        const report = {
          memberId,
          code,
          happenedAt: happenedAt === undefined ? clock.now() : new Date(happenedAt),
          storeCode: storeCode ?? null,
          reference: reference ?? null,
          receiptId: receiptId ?? null,
          channel: caller.kind === 'key' ? 'api' : 'console',
          recordedBy: caller.staffId ?? caller.id,
        }
        const { activity, balances } = await recordActivity(tx, { context, ...parts }, report, attempt)
        request.deed.about({ thing: `activity/${activity.activityId}` })
        return { status: 201, body: { ...shown(activity, directory, language), balances } }
      })
      return sendAnswer(reply, answer)
    },
  )

  http.get(
    '/v1/members/:memberNumber/activities',
    {
      config: { access: 'members.read', audit: activityAudit.action('list') },
      schema: {
        params: Type.Object({ memberNumber: Type.String() }),
        querystring: Type.Object(PageQuery),
        response: { 200: ActivityList },
      },
    },
    async request => {
      const memberId = await findMemberId(db, { memberNumber: request.params.memberNumber }, cipher)
      const directory = await storeDirectory(db)
      const max = request.query.pageSize ?? 20
      const activities = await listActivities(db, { memberId, before: beforeOf(request.query.after), max })
      const last = activities.at(-1)
      const language = languageOf(request.headers['accept-language'])
      return {
        activities: activities.map(activity => shown(activity, directory, language)),
        next: last && activities.length === max ? `${last.happenedAt.toISOString()}/${last.activityId}` : null,
      }
    },
  )

  explanationRoute(http, context)
}

const ActivityPath = Type.Object({
  memberNumber: Type.String({ maxLength: 20 }),
  activityId: Type.String({ maxLength: 60 }),
})
const idShape = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

function explanationRoute(http: Http, { db, cipher }: Context): void {
  http.get(
    '/v1/members/:memberNumber/activities/:activityId/explain',
    {
      config: { access: 'members.read', audit: activityAudit.action('list') },
      schema: { params: ActivityPath, querystring: AudienceQuery, response: { 200: ActivityExplanation } },
    },
    async request => {
      const { memberNumber, activityId } = request.params
      const audience = audienceFor(request.caller, request.query.audience)
      const memberId = await findMemberId(db, { memberNumber }, cipher)
      const activity = idShape.test(activityId) ? await findActivity(db, { memberId, activityId }) : undefined
      if (!activity) throw activityErrors.make('no-such-activity')
      return activityExplanation(activity, tellerFor(audience, languageOf(request.headers['accept-language'])))
    },
  )
}

function refuseOtherStore(caller: Caller, directory: StoreDirectory, storeCode: string | undefined): void {
  const store = storeCode === undefined ? undefined : directory.storeByCode(storeCode)
  if (store && !mayActFor(caller, store.storeId)) throw activityErrors.make('other-store', { store: storeCode })
}

function shown(activity: Activity, directory: StoreDirectory, language: Language) {
  const { activityId, code, happenedAt, storeId, channel, reference, programCode, programVersion, effects } = activity
  return {
    activityId,
    activity: code,
    happenedAt: happenedAt.toISOString(),
    storeCode: storeId === null ? null : (directory.storeById(storeId)?.code ?? null),
    channel,
    reference,
    program: programCode,
    programVersion,
    effects: effects.map(effect => effectAnswer(effect, language)),
  }
}

function beforeOf(text: string | undefined): { at: Date; activityId: string } | null {
  if (text === undefined) return null
  const [at = '', activityId = ''] = text.split('/')
  if (!idShape.test(activityId) || Number.isNaN(Date.parse(at))) throw httpErrors.make('page-unknown')
  return { at: new Date(at), activityId }
}
