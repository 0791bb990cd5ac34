import Type from 'typebox'
import { closed } from '../../../shared/contract/common.ts'
import {
  CancelRedemptionBody,
  HandOverBody,
  RedeemedAnswer,
  RedeemRewardBody,
  RedemptionAnswer,
  RewardList,
  RewardQuery,
  ToHandOverList,
} from '../../../shared/contract/rewards.ts'
import { languageOf } from '../../../shared/languages.ts'
import { type Caller, mayActFor } from '../../platform/caller.ts'
import type { Transaction } from '../../platform/database.ts'
import type { Deed } from '../../platform/deed.ts'
import { invariant } from '../../platform/errors.ts'
import { claimOf, type Http, sendAnswer } from '../../platform/http.ts'
import { type Claim, once } from '../../platform/idempotency.ts'
import { beforeDeciding, type DeskParts } from '../activities/index.ts'
import { findMemberId } from '../members/index.ts'
import { type StoreDirectory, storeDirectory } from '../organisation/index.ts'
import { Attempt } from '../refusals/index.ts'
import { giftAnswer, goodsNames, redemptionAnswers } from './answers.ts'
import { rewardAudit } from './audit.ts'
import { rewardErrors } from './errors.ts'
import { finishRedemption, redemptionOf } from './finish-redemption.ts'
import { redeemReward } from './redeem-reward.ts'
import type { Redemption } from './redemption.ts'
import { listRedemptions, listToHandOver } from './redemption-store.ts'
import { showRewards } from './show-rewards.ts'

const MemberPath = closed({ memberNumber: Type.String({ minLength: 1, maxLength: 20 }) })
const RedemptionPath = closed({
  memberNumber: Type.String({ minLength: 1, maxLength: 20 }),
  redemptionId: Type.String({ pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' }),
})
const shownMax = 100
/** More waits in no shop; the oldest are shown. */
const waitingMax = 500

export function rewardRoutes(http: Http, parts: DeskParts): void {
  http.addSchema(RedemptionAnswer)
  memberRewardRoutes(http, parts)
  finishRoutes(http, parts)
}

function memberRewardRoutes(http: Http, parts: DeskParts): void {
  const { context } = parts
  const { db, cipher } = context

  http.get(
    '/v1/members/:memberNumber/redemptions',
    {
      config: { access: 'members.read', audit: rewardAudit.action('list') },
      schema: { params: MemberPath, querystring: RewardQuery, response: { 200: RewardList } },
    },
    async request => {
      const directory = await storeDirectory(db)
      const storeCode = request.query.storeCode ?? null
      refuseOtherStore(request.caller, directory, storeCode)
      const memberId = await findMemberId(db, request.params, cipher)
      const asked = { memberId, storeCode, ...senderOf(request.caller) }
      const language = languageOf(request.headers['accept-language'])
      const rewards = await db.transaction(tx => showRewards(tx, parts, { ...asked, language }))
      const names = await goodsNames(db, rewards)
      return {
        rewards: rewards.map(reward => ({ ...reward, gives: giftAnswer(reward.gives, names) })),
        redemptions: await redemptionAnswers(db, await listRedemptions(db, { memberId, max: shownMax }), directory),
      }
    },
  )

  http.post(
    '/v1/members/:memberNumber/redemptions',
    {
      config: { access: 'rewards.redeem', audit: rewardAudit.action('redeem') },
      schema: { params: MemberPath, body: RedeemRewardBody, response: { 201: RedeemedAnswer } },
    },
    async (request, reply) => {
      const { rule, times = 1, storeCode = null } = request.body
      const directory = await storeDirectory(db)
      refuseOtherStore(request.caller, directory, storeCode)
      await beforeDeciding(context, parts)
      const attempt = new Attempt('redeem-reward', request.caller, context)
      const answer = await once(context, { ...claimOf(request), keep: attempt.keep }, async tx => {
        const memberId = await findMemberId(tx, request.params, cipher)
        attempt.about({ memberId })
        const wish = { memberId, storeCode, rule, times, attempt, ...senderOf(request.caller) }
        const { redemption, balances } = await redeemReward(tx, parts, wish)
        request.deed.about({ thing: `redemption/${redemption.redemptionId}` })
        return { status: 201, body: { redemption: await answerOf(tx, redemption, directory), balances } }
      })
      return sendAnswer(reply, answer)
    },
  )
}

function finishRoutes(http: Http, parts: DeskParts): void {
  const { db } = parts.context

  http.get(
    '/v1/redemptions/to-hand-over',
    {
      config: { access: 'rewards.redeem', audit: { none: 'tells goods of numbers, not who they are' } },
      schema: { response: { 200: ToHandOverList } },
    },
    async request => {
      const waiting = await listToHandOver(db, { storeIds: request.caller.storeIds, max: waitingMax })
      return { redemptions: await redemptionAnswers(db, waiting, await storeDirectory(db)) }
    },
  )

  http.post(
    '/v1/members/:memberNumber/redemptions/:redemptionId/hand-over',
    {
      config: { access: 'rewards.redeem', audit: rewardAudit.action('hand-over') },
      schema: { params: RedemptionPath, body: HandOverBody, response: { 200: RedemptionAnswer } },
    },
    async (request, reply) =>
      sendAnswer(reply, await finish(parts, request, { claim: claimOf(request), reason: null })),
  )

  http.post(
    '/v1/members/:memberNumber/redemptions/:redemptionId/cancel',
    {
      config: { access: 'rewards.redeem', audit: rewardAudit.action('cancel') },
      schema: { params: RedemptionPath, body: CancelRedemptionBody, response: { 200: RedemptionAnswer } },
    },
    async (request, reply) => {
      const reason = request.body.reason.trim()
      return sendAnswer(reply, await finish(parts, request, { claim: claimOf(request), reason }))
    },
  )
}

type FinishRequest = { caller: Caller; deed: Deed; params: { memberNumber: string; redemptionId: string } }

async function finish(
  parts: DeskParts,
  { caller, deed, params }: FinishRequest,
  { claim, reason: cancelReason }: { claim: Claim; reason: string | null },
) {
  const { context } = parts
  const directory = await storeDirectory(context.db)
  await beforeDeciding(context, parts)
  const attempt = new Attempt(cancelReason === null ? 'hand-over-reward' : 'cancel-redemption', caller, context)
  return once(context, { ...claim, keep: attempt.keep }, async tx => {
    const memberId = await findMemberId(tx, params, context.cipher)
    const redemption = await redemptionOf(tx, { memberId, redemptionId: params.redemptionId })
    attempt.about({ memberId, ...factsOf(redemption) })
    refuseOtherStore(caller, directory, storeCodeOf(redemption, directory))
    const { by, channel } = senderOf(caller)
    const finished = await finishRedemption(tx, parts, { redemption, by, channel, cancelReason })
    deed.about({ thing: `redemption/${redemption.redemptionId}` })
    return { status: 200, body: await answerOf(tx, finished, directory) }
  })
}

function senderOf(caller: Caller) {
  return {
    by: caller.staffId ?? caller.id,
    channel: ({ till: 'till', staff: 'console', key: 'api' } as const)[caller.kind],
  }
}

/** What a refusal to finish it is kept with. */
function factsOf({ rule, name, programCode, programVersion, storeId }: Redemption) {
  return { thing: rule, name, program: { code: programCode, version: programVersion }, storeId }
}

function storeCodeOf({ storeId }: Redemption, directory: StoreDirectory): string | null {
  return storeId === null ? null : (directory.storeById(storeId)?.code ?? null)
}

function refuseOtherStore(caller: Caller, directory: StoreDirectory, storeCode: string | null): void {
  const store = storeCode === null ? undefined : directory.storeByCode(storeCode)
  if (store && !mayActFor(caller, store.storeId)) throw rewardErrors.make('other-store', { store: storeCode })
}

async function answerOf(tx: Transaction, redemption: Redemption, directory: StoreDirectory) {
  const [answer] = await redemptionAnswers(tx, [redemption], directory)
  invariant(answer, 'one redemption has one answer')
  return answer
}
