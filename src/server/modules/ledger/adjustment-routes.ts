import Type from 'typebox'
import { type Day, dayOf, isDay } from '../../../shared/calendar.ts'
import { closed, oneOf } from '../../../shared/contract/common.ts'
import { AdjustBody, AdjustmentAnswer, AdjustmentList, DecideAdjustmentBody } from '../../../shared/contract/ledger.ts'
import type { Caller } from '../../platform/caller.ts'
import type { Context } from '../../platform/context.ts'
import type { Transaction } from '../../platform/database.ts'
import { claimOf, type Http, sendAnswer } from '../../platform/http.ts'
import { httpErrors } from '../../platform/http-errors.ts'
import { once } from '../../platform/idempotency.ts'
import { findMemberId, keepInScope, loadMembers } from '../members/index.ts'
import type { ProgramBook } from '../programs/index.ts'
import { Attempt } from '../refusals/index.ts'
import { adjustAccount, decideAdjustment } from './adjust-account.ts'
import { type Adjustment, listAdjustments, lockAdjustment } from './adjustment-store.ts'
import { adjustmentAnswer } from './answers.ts'
import { type AssetDirectory, assetDirectory } from './asset-directory.ts'
import type { Assets } from './assets.ts'
import { ledgerAudit } from './audit.ts'
import { ledgerErrors } from './errors.ts'
import { findEntry } from './statement-store.ts'

const MemberPath = closed({ memberNumber: Type.String({ minLength: 1, maxLength: 20 }) })
const AdjustmentPath = closed({ adjustmentId: Type.String({ pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' }) })
const StateQuery = closed({ state: Type.Optional(oneOf(['posted', 'waiting', 'declined'])) })

type Parts = { programs: ProgramBook; assets: Assets }

export function adjustmentRoutes(http: Http, context: Context, parts: Parts): void {
  const { db, clock, cipher, config, timeZone: zone } = context

  http.post(
    '/v1/members/:memberNumber/adjustments',
    {
      config: { access: 'ledger.adjust', audit: ledgerAudit.action('adjust') },
      schema: { params: MemberPath, body: AdjustBody, response: { 201: AdjustmentAnswer, 202: AdjustmentAnswer } },
    },
    async (request, reply) => {
      const { asset: code, points, reason } = request.body
      const expiresOn = realDay(request.body.expiresOn)
      const directory = await assetDirectory(db, parts)
      const attempt = new Attempt('adjust-points', request.caller, context)
      const answer = await once(context, { ...claimOf(request), keep: attempt.keep }, async tx => {
        const memberId = await findMemberId(tx, request.params, cipher)
        const asset = directory.byShownCode(code)
        if (!asset) throw ledgerErrors.make('unknown-asset', { asset: code })
        attempt.about({ memberId, thing: code, name: asset.name })
        const asked = { memberId, assetId: asset.assetId, points, reason, expiresOn, askedBy: personOf(request.caller) }
        const { adjustmentLimitPoints: limitPoints, adjustmentDayLimitPoints: dayLimitPoints } = config
        const setting = { now: clock.now(), zone, limitPoints, dayLimitPoints }
        const adjustment = await adjustAccount(tx, asked, setting)
        request.deed.about({ thing: `adjustment/${adjustment.adjustmentId}` })
        // 202: nothing is posted before a second person agrees.
        return {
          status: adjustment.state === 'posted' ? 201 : 202,
          body: await answerOf(tx, adjustment, { assets: directory, readerId: asked.askedBy.id }),
        }
      })
      return sendAnswer(reply, answer)
    },
  )

  http.get(
    '/v1/adjustments',
    {
      config: { access: 'ledger.adjust', audit: { none: 'tells points of numbers, not who they are' } },
      schema: { querystring: StateQuery, response: { 200: AdjustmentList } },
    },
    async request => {
      const directory = await assetDirectory(db, parts)
      const all = await listAdjustments(db, request.query.state ?? null)
      const memberIds = [...new Set(all.map(adjustment => adjustment.memberId))]
      const { storeIds } = request.caller
      const inScope = await keepInScope(db, { memberIds, storeIds, today: dayOf(clock.now(), zone) })
      const adjustments = all.filter(({ memberId }) => inScope.has(memberId))
      const members = await loadMembers(db, [...new Set(adjustments.map(adjustment => adjustment.memberId))])
      return {
        adjustments: adjustments.map(adjustment =>
          adjustmentAnswer(adjustment, {
            assets: directory,
            memberNumber: members.get(adjustment.memberId)?.memberNumber ?? '',
            balance: null,
            readerId: personOf(request.caller).id,
          }),
        ),
      }
    },
  )

  http.post(
    '/v1/adjustments/:adjustmentId/decision',
    {
      config: { access: 'ledger.approve', audit: ledgerAudit.action('decide') },
      schema: { params: AdjustmentPath, body: DecideAdjustmentBody, response: { 200: AdjustmentAnswer } },
    },
    async (request, reply) => {
      const directory = await assetDirectory(db, parts)
      request.deed.about({ thing: `adjustment/${request.params.adjustmentId}` })
      const attempt = new Attempt('adjust-points', request.caller, context)
      const answer = await once(context, { ...claimOf(request), keep: attempt.keep }, async tx => {
        const waiting = await lockAdjustment(tx, request.params.adjustmentId)
        const asset = waiting && directory.byId(waiting.assetId)
        if (asset) attempt.about({ memberId: waiting.memberId, thing: asset.shownCode, name: asset.name })
        const decision = { ...request.params, ...request.body, decidedBy: personOf(request.caller) }
        const adjustment = await decideAdjustment(tx, decision, { now: clock.now(), zone })
        const body = await answerOf(tx, adjustment, { assets: directory, readerId: decision.decidedBy.id })
        request.deed.about({ memberNumber: body.memberNumber })
        return { status: 200, body }
      })
      return sendAnswer(reply, answer)
    },
  )
}

/** A member of staff, or the key of a machine, which no person stands behind. */
export function personOf({ id, staffId, name }: Caller): { id: string; name: string } {
  return { id: staffId ?? id, name }
}

/** Far beyond anything that is granted; the calendar of the database goes on a little longer. */
const lastDay = '2999-12-31'

function realDay(text: string | undefined): Day | null {
  if (text === undefined) return null
  if (!isDay(text) || text > lastDay) throw httpErrors.make('invalid', { first: `expiresOn=${text}` })
  return text
}

async function answerOf(
  tx: Transaction,
  adjustment: Adjustment,
  { assets, readerId }: { assets: AssetDirectory; readerId: string },
) {
  const { memberId, assetId, version } = adjustment
  const member = (await loadMembers(tx, [memberId])).get(memberId)
  const posted = version === null ? undefined : await findEntry(tx, { memberId, assetId, version })
  return adjustmentAnswer(adjustment, {
    assets,
    memberNumber: member?.memberNumber ?? '',
    balance: posted?.entry.balanceAfter ?? null,
    readerId,
  })
}
