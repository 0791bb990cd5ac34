import Type from 'typebox'
import { type Day, isDay } from '../../../shared/calendar.ts'
import { closed } from '../../../shared/contract/common.ts'
import { AudienceQuery, MoveExplanation } from '../../../shared/contract/explanations.ts'
import { LevelProgress, LevelReasonBody, SetLevelBody } from '../../../shared/contract/levels.ts'
import { languageOf } from '../../../shared/languages.ts'
import type { Caller } from '../../platform/caller.ts'
import type { Context } from '../../platform/context.ts'
import type { Transaction } from '../../platform/database.ts'
import { invariant } from '../../platform/errors.ts'
import { claimOf, type Http, sendAnswer } from '../../platform/http.ts'
import { httpErrors } from '../../platform/http-errors.ts'
import { once } from '../../platform/idempotency.ts'
import { findMemberId, loadMembers } from '../members/index.ts'
import { audienceFor, type ProgramBook, tellerFor } from '../programs/index.ts'
import { Attempt } from '../refusals/index.ts'
import { levelsAudit } from './audit.ts'
import { inviteToLevel, type LevelWish, setLevel, unlockLevel } from './change-level.ts'
import { levelErrors } from './errors.ts'
import { moveExplanation } from './explain-move.ts'
import { findMove } from './move-store.ts'
import { showLevels } from './show-levels.ts'

const MemberPath = closed({ memberNumber: Type.String({ minLength: 1, maxLength: 20 }) })
type Named = { memberNumber: string }
type Asking = { params: Named; body: { level: string; reason: string }; caller: Caller }

export function levelRoutes(http: Http, context: Context, { programs }: { programs: ProgramBook }): void {
  const { db, clock, cipher, timeZone } = context
  const shown = async (tx: Transaction, params: Named) => {
    const memberId = await findMemberId(tx, params, cipher)
    const member = (await loadMembers(tx, [memberId])).get(memberId)
    invariant(member, 'a member who was found can be read')
    return showLevels(tx, { member, programs, now: clock.now(), zone: timeZone })
  }

  http.get(
    '/v1/members/:memberNumber/levels',
    {
      config: { access: 'members.read', audit: { none: 'tells the level of a number that is known already' } },
      schema: { params: MemberPath, response: { 200: LevelProgress } },
    },
    async request => {
      await programs.refresh()
      return shown(db, request.params)
    },
  )

  explanationRoute(http, context)

  const wishOf = async (tx: Transaction, { params, body, caller }: Asking, attempt: Attempt): Promise<LevelWish> => {
    const now = clock.now()
    const memberId = await findMemberId(tx, params, cipher)
    attempt.about({ memberId })
    return {
      memberId,
      attempt,
      level: body.level,
      reason: body.reason,
      staff: caller.name,
      programs: programs.current(now).map(({ program }) => program),
      now,
      zone: timeZone,
    }
  }

  changeRoutes(http, context, { programs, shown, wishOf })
}

const MovePath = closed({
  memberNumber: Type.String({ minLength: 1, maxLength: 20 }),
  track: Type.String({ minLength: 1, maxLength: 63 }),
  number: Type.Integer({ minimum: 1, maximum: 2_147_483_647 }),
})
const MoveQuery = closed({
  ...AudienceQuery.properties,
  program: Type.Optional(Type.String({ maxLength: 63, description: 'Where several programs have such a track' })),
})

function explanationRoute(http: Http, { db, cipher }: Context): void {
  http.get(
    '/v1/members/:memberNumber/levels/:track/moves/:number/explain',
    {
      config: { access: 'members.read', audit: { none: 'tells the level of a number that is known already' } },
      schema: { params: MovePath, querystring: MoveQuery, response: { 200: MoveExplanation } },
    },
    async request => {
      const { track, number } = request.params
      const audience = audienceFor(request.caller, request.query.audience)
      const memberId = await findMemberId(db, { memberNumber: request.params.memberNumber }, cipher)
      const move = await findMove(db, { memberId, track, number, programCode: request.query.program ?? null })
      if (!move) throw levelErrors.make('no-such-move')
      return moveExplanation(move, tellerFor(audience, languageOf(request.headers['accept-language'])))
    },
  )
}

type Parts = {
  programs: ProgramBook
  shown: (tx: Transaction, params: Named) => Promise<LevelProgress>
  wishOf: (tx: Transaction, request: Asking, attempt: Attempt) => Promise<LevelWish>
}

function realDay(text: string | undefined): Day | null {
  if (text === undefined) return null
  if (!isDay(text)) throw httpErrors.make('invalid', { first: `lockedThrough=${text}` })
  return text
}

/** What staff do by hand: each says why, and the history keeps who. */
function changeRoutes(http: Http, context: Context, { programs, shown, wishOf }: Parts): void {
  const access = 'levels.manage'
  const schema = { params: MemberPath, body: LevelReasonBody, response: { 200: LevelProgress } }

  http.post(
    '/v1/members/:memberNumber/levels/invitation',
    { config: { access, audit: levelsAudit.action('invite') }, schema },
    async (request, reply) => {
      await programs.refresh()
      const attempt = new Attempt('change-level', request.caller, context)
      const answer = await once(context, { ...claimOf(request), keep: attempt.keep }, async tx => {
        await inviteToLevel(tx, await wishOf(tx, request, attempt))
        return { status: 200, body: await shown(tx, request.params) }
      })
      return sendAnswer(reply, answer)
    },
  )

  http.post(
    '/v1/members/:memberNumber/levels/unlock',
    { config: { access, audit: levelsAudit.action('unlock') }, schema },
    async (request, reply) => {
      await programs.refresh()
      const attempt = new Attempt('change-level', request.caller, context)
      const answer = await once(context, { ...claimOf(request), keep: attempt.keep }, async tx => {
        await unlockLevel(tx, await wishOf(tx, request, attempt))
        return { status: 200, body: await shown(tx, request.params) }
      })
      return sendAnswer(reply, answer)
    },
  )

  http.post(
    '/v1/members/:memberNumber/levels/setting',
    {
      config: { access, audit: levelsAudit.action('set') },
      schema: { params: MemberPath, body: SetLevelBody, response: { 200: LevelProgress } },
    },
    async (request, reply) => {
      await programs.refresh()
      const attempt = new Attempt('change-level', request.caller, context)
      const answer = await once(context, { ...claimOf(request), keep: attempt.keep }, async tx => {
        await setLevel(tx, {
          ...(await wishOf(tx, request, attempt)),
          lockedThrough: realDay(request.body.lockedThrough),
        })
        return { status: 200, body: await shown(tx, request.params) }
      })
      return sendAnswer(reply, answer)
    },
  )
}
