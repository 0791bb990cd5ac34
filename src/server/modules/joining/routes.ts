import Type, { type Static } from 'typebox'
import { isOpen, usualWay } from '../../../program/index.ts'
import { dayOf } from '../../../shared/calendar.ts'
import { closed, oneOf, PageQuery } from '../../../shared/contract/common.ts'
import {
  DecideJoiningAtTillBody,
  DecideJoiningBody,
  JoiningChannel,
  JoiningRequest,
  JoiningRequestCount,
  JoiningRequestList,
  JoiningWayList,
  joiningStates,
} from '../../../shared/contract/joining.ts'
import { type Caller, mayActFor } from '../../platform/caller.ts'
import type { Context } from '../../platform/context.ts'
import { claimOf, type Http, sendAnswer } from '../../platform/http.ts'
import { httpErrors } from '../../platform/http-errors.ts'
import { once } from '../../platform/idempotency.ts'
import { programFor } from '../activities/index.ts'
import { memberErrors } from '../members/index.ts'
import { type StoreDirectory, storeDirectory } from '../organisation/index.ts'
import type { ProgramBook } from '../programs/index.ts'
import { Attempt } from '../refusals/index.ts'
import { channelOf } from './admit.ts'
import { personOf } from './ask-to-join.ts'
import { joiningAudit } from './audit.ts'
import { decideAtTill } from './decide-at-till.ts'
import { decideRequest } from './decide-request.ts'
import { countWaitingFor, listRequests } from './request-store.ts'
import { type Names, requestAnswer } from './show-request.ts'

const uuid = '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
const RequestPath = closed({ requestId: Type.String({ pattern: uuid }) })
const RequestQuery = Type.Object({ ...PageQuery, state: Type.Optional(oneOf(joiningStates)) })
const WayQuery = closed({
  storeCode: Type.Optional(Type.String({ minLength: 1, maxLength: 64 })),
  channel: JoiningChannel,
})
const pageSizeUsual = 50

type Parts = { context: Context; programs: ProgramBook }

export function joiningRoutes(http: Http, parts: Parts): void {
  http.addSchema(JoiningRequest)
  wayRoute(http, parts)
  countRoute(http, parts)
  const readNames = namesReader(parts)
  requestRoutes(http, parts, readNames)
  atTillRoute(http, parts, readNames)
}

function wayRoute(http: Http, { context, programs }: Parts): void {
  const { db, clock, timeZone } = context

  http.get(
    '/v1/joining-ways',
    {
      config: { access: 'members.write', audit: { none: 'tells the conditions of joining' } },
      schema: { querystring: WayQuery, response: { 200: JoiningWayList } },
    },
    async request => {
      const at = clock.now()
      const moment = { on: dayOf(at, timeZone), channel: channelOf(request.caller, request.query.channel) }
      const directory = await storeDirectory(db)
      const storeId = storeIdOf(directory, request.caller, request.query.storeCode)
      const ways = (await programFor(programs, { directory, storeId, at }))?.joining ?? []
      return {
        usual: usualWay(ways, moment)?.way ?? null,
        ways: ways.map(({ channels, ...way }) => ({
          ...way,
          channels: channels && [...channels],
          isOpen: isOpen({ ...way, channels }, moment),
        })),
      }
    },
  )
}

function countRoute(http: Http, { context: { db } }: Parts): void {
  http.get(
    '/v1/joining-requests/count',
    {
      config: { access: 'members.approve', audit: { none: 'counts requests, and opens none' } },
      schema: { response: { 200: JoiningRequestCount } },
    },
    async ({ caller }) => {
      const { id: personId } = personOf(caller)
      return { waitingForYou: await countWaitingFor(db, { storeIds: caller.storeIds, personId }) }
    },
  )
}

type ReadNames = () => Promise<Names>

function namesReader({ context: { db, clock, cipher, timeZone: zone }, programs }: Parts): ReadNames {
  return async () => ({
    cipher,
    zone,
    directory: await storeDirectory(db),
    programs: await programs.ready().then(() => programs),
    at: clock.now(),
  })
}

function requestRoutes(http: Http, { context }: Parts, readNames: ReadNames): void {
  const { db } = context

  http.get(
    '/v1/joining-requests',
    {
      config: { access: 'members.approve', audit: joiningAudit.action('list-requests') },
      schema: { querystring: RequestQuery, response: { 200: JoiningRequestList } },
    },
    async request => {
      const { state = 'waiting', after = null, pageSize: max = pageSizeUsual } = request.query
      const { storeIds } = request.caller
      const rows = await listRequests(db, { state, storeIds, after: placeOf(after), max })
      const names = await readNames()
      request.deed.about({ thing: `joining-requests/${state}` })
      const requests: Static<typeof JoiningRequest>[] = []
      for (const row of rows) requests.push(await requestAnswer(row, names))
      return { requests, next: rows.length < max ? null : (rows.at(-1)?.requestId ?? null) }
    },
  )

  http.post(
    '/v1/joining-requests/:requestId/decision',
    {
      config: { access: 'members.approve', audit: joiningAudit.action('decide') },
      schema: { params: RequestPath, body: DecideJoiningBody, response: { 200: JoiningRequest } },
    },
    async (request, reply) => {
      const names = await readNames()
      request.deed.about({ thing: `joining-request/${request.params.requestId}` })
      const { caller, params, body } = request
      const attempt = new Attempt('join', caller, context)
      const answer = await once(context, { ...claimOf(request), keep: attempt.keep }, async tx => {
        const by = { ...personOf(caller), storeIds: caller.storeIds }
        const channel = channelOf(caller, undefined)
        const decided = await decideRequest(tx, context, { ...params, ...body, by, channel, attempt, names })
        if (decided.memberNumber !== null) request.deed.about({ memberNumber: decided.memberNumber })
        return { status: 200, body: await requestAnswer(decided, names) }
      })
      return sendAnswer(reply, answer)
    },
  )
}

/** On record are both: who sent it from the till, and the colleague who decided. */
function atTillRoute(http: Http, { context }: Parts, readNames: ReadNames): void {
  http.post(
    '/v1/joining-requests/:requestId/decision-at-till',
    {
      config: { access: 'checkout.settle', audit: joiningAudit.action('decide-at-till') },
      schema: { params: RequestPath, body: DecideJoiningAtTillBody, response: { 200: JoiningRequest } },
    },
    async (request, reply) => {
      const names = await readNames()
      const { caller, body, deed } = request
      const { requestId } = request.params
      deed.about({ thing: `joining-request/${requestId}` })
      const attempt = new Attempt('join', caller, context)
      const answer = await once(context, { ...claimOf(request), keep: attempt.keep }, async tx => {
        const { decided, approver } = await decideAtTill(tx, context, { requestId, body, caller, attempt, names })
        deed.about({ storeId: decided.storeId, memberNumber: decided.memberNumber })
        deed.approvedBy(approver.staffId, joiningAudit.action('decide'))
        return { status: 200, body: await requestAnswer(decided, names) }
      })
      return sendAnswer(reply, answer)
    },
  )
}

/** @throws members/store-unknown, members/other-store */
function storeIdOf(directory: StoreDirectory, caller: Caller, code: string | undefined): number | null {
  if (code === undefined) return null
  const store = directory.storeByCode(code)
  if (!store) throw memberErrors.make('store-unknown', { code })
  if (!mayActFor(caller, store.storeId)) throw memberErrors.make('other-store', { code })
  return store.storeId
}

function placeOf(after: string | null): string | null {
  if (after === null || new RegExp(uuid).test(after)) return after
  throw httpErrors.make('invalid', { first: 'after' })
}
