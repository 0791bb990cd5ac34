import type { Static } from 'typebox'
import Type from 'typebox'
import { closed } from '../../../shared/contract/common.ts'
import {
  ChangeAnswer,
  ChangeList,
  ChangeQuery,
  DecideChangeBody,
  EditChangeBody,
  WriteChangeBody,
} from '../../../shared/contract/programs.ts'
import type { Context } from '../../platform/context.ts'
import { claimOf, type Http, sendAnswer } from '../../platform/http.ts'
import { once } from '../../platform/idempotency.ts'
import { storeDirectory } from '../organisation/index.ts'
import { changeAnswer, personOf, wholeChangeAnswer } from './answers.ts'
import { programAudit } from './audit.ts'
import { readInstant } from './change.ts'
import { findChange, listChanges } from './change-store.ts'
import { type Decision, decideChange } from './decide-change.ts'
import { programErrors } from './errors.ts'
import type { ProgramBook } from './program-book.ts'
import { editChange, type Writing, withdrawChange, writeChange } from './write-change.ts'

const ChangePath = closed({ changeId: Type.String({ pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' }) })
const plans = { none: 'shows rules that are planned, and which of the staff asked and decided' }

export function changeRoutes(http: Http, context: Context, { programs }: { programs: ProgramBook }): void {
  const { db, clock, timeZone: zone } = context

  http.get(
    '/v1/program-changes',
    {
      config: { access: 'programs.publish', audit: plans },
      schema: { querystring: ChangeQuery, response: { 200: ChangeList } },
    },
    async ({ query, caller }) => {
      await programs.refresh()
      const changes = await listChanges(db, { programCode: query.programCode ?? null, state: query.state ?? null })
      return { changes: changes.map(change => changeAnswer(change, { programs, caller })) }
    },
  )

  http.get(
    '/v1/program-changes/:changeId',
    {
      config: { access: 'programs.publish', audit: plans },
      schema: { params: ChangePath, response: { 200: ChangeAnswer } },
    },
    async ({ params, caller }) => {
      await programs.refresh()
      const change = await findChange(db, params.changeId)
      if (!change) throw programErrors.make('no-such-change')
      return wholeChangeAnswer(change, { programs, caller, now: clock.now(), zone })
    },
  )

  http.post(
    '/v1/program-changes',
    {
      config: { access: 'programs.publish', audit: programAudit.action('write-change') },
      schema: { body: WriteChangeBody, response: { 201: ChangeAnswer } },
    },
    async (request, reply) => {
      await programs.reread()
      const setting = { now: clock.now(), zone, directory: await storeDirectory(db) }
      const { caller } = request
      const { programCode } = request.body
      const answer = await once(context, claimOf(request), async tx => {
        const asked = { programCode, author: personOf(caller), writing: writingOf(request.body) }
        const change = await writeChange(tx, asked, setting)
        request.deed.about({ thing: `program-change/${change.changeId}` })
        return { status: 201, body: wholeChangeAnswer(change, { programs, caller, ...setting }) }
      })
      return sendAnswer(reply, answer)
    },
  )

  http.put(
    '/v1/program-changes/:changeId',
    {
      config: { access: 'programs.publish', audit: programAudit.action('write-change') },
      schema: { params: ChangePath, body: EditChangeBody, response: { 200: ChangeAnswer } },
    },
    async (request, reply) => {
      await programs.reread()
      const setting = { now: clock.now(), zone, directory: await storeDirectory(db) }
      const { caller, params } = request
      request.deed.about({ thing: `program-change/${params.changeId}` })
      const answer = await once(context, claimOf(request), async tx => {
        const asked = { ...params, author: personOf(caller), writing: writingOf(request.body) }
        return {
          status: 200,
          body: wholeChangeAnswer(await editChange(tx, asked, setting), { programs, caller, ...setting }),
        }
      })
      return sendAnswer(reply, answer)
    },
  )

  http.post(
    '/v1/program-changes/:changeId/withdraw',
    {
      config: { access: 'programs.publish', audit: programAudit.action('withdraw-change') },
      schema: { params: ChangePath, response: { 200: ChangeAnswer } },
    },
    async (request, reply) => {
      await programs.refresh()
      const { caller, params } = request
      request.deed.about({ thing: `program-change/${params.changeId}` })
      const answer = await once(context, claimOf(request), async tx => {
        const now = clock.now()
        const change = await withdrawChange(tx, { ...params, author: personOf(caller), now })
        return { status: 200, body: wholeChangeAnswer(change, { programs, caller, now, zone }) }
      })
      return sendAnswer(reply, answer)
    },
  )

  http.post(
    '/v1/program-changes/:changeId/decision',
    {
      config: { access: 'programs.approve', audit: programAudit.action('decide-change') },
      schema: { params: ChangePath, body: DecideChangeBody, response: { 200: ChangeAnswer } },
    },
    async (request, reply) => {
      const { caller, params, body } = request
      request.deed.about({ thing: `program-change/${params.changeId}` })
      if (caller.staffId === null) throw programErrors.make('approver-not-a-person')
      const setting = { now: clock.now(), zone, directory: await storeDirectory(db) }
      const answer = await once(context, claimOf(request), async tx => {
        const asked = { ...params, decision: decisionOf(body), decidedBy: personOf(caller) }
        const change = await decideChange(tx, asked, setting)
        return { status: 200, body: wholeChangeAnswer(change, { programs, caller, ...setting }) }
      })
      await programs.reread()
      return sendAnswer(reply, answer)
    },
  )
}

function writingOf({ inForceFrom, storeCodes, ...writing }: Static<typeof EditChangeBody>): Writing {
  return {
    ...writing,
    inForceFrom: readInstant(inForceFrom),
    storeCodes: storeCodes ? [...new Set(storeCodes)].sort() : null,
  }
}

/** Without the hash of what was looked at nothing is approved: an empty one is that of no text. */
function decisionOf({ isApproved, documentHash = '', reason = '' }: Static<typeof DecideChangeBody>): Decision {
  return isApproved ? { isApproved, documentHash } : { isApproved, reason }
}
