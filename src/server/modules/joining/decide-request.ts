import { dayOf } from '../../../shared/calendar.ts'
import type { SaleChannel } from '../../../shared/channels.ts'
import type { Caller } from '../../platform/caller.ts'
import type { Context } from '../../platform/context.ts'
import type { Transaction } from '../../platform/database.ts'
import { invariant } from '../../platform/errors.ts'
import { publish } from '../../platform/events.ts'
import { admitMember, joinMember } from '../members/index.ts'
import type { Attempt } from '../refusals/index.ts'
import { joiningErrors } from './errors.ts'
import { joiningDecided } from './events.ts'
import { type Decision, isInScope, type Person, refusalFor, sealedPlace } from './request.ts'
import { closeRequest, lockRequest, type RequestRow } from './request-store.ts'
import { wayOf } from './show-request.ts'

/** Whose word it is, and for which stores it counts; not always the one who sends it. */
export type Decider = { id: string; name: string; storeIds: Caller['storeIds'] }

export type Deciding = {
  requestId: string
  isApproved: boolean
  reason: string
  by: Decider
  channel: SaleChannel
  attempt: Attempt
  names: Parameters<typeof wayOf>[1]
}
type Parts = Pick<Context, 'cipher' | 'clock' | 'timeZone'>

/**
 * The word of somebody else on a request to join. An approval makes the member as of now, with all that joining brings; what
 * the way asked of a receipt was judged when somebody asked. Either way, nothing personal stays in the request.
 * @throws joining/no-such-request, joining/reason-missing
 * @throws joining/already-decided, joining/request-lapsed, joining/own-request
 * @throws members/phone-taken and the other refusals of joinMember, members/receipt-used
 */
export async function decideRequest(tx: Transaction, parts: Parts, deciding: Deciding): Promise<RequestRow> {
  const { requestId, isApproved, reason, by, channel, attempt, names } = deciding
  const { clock, timeZone: zone } = parts
  const at = clock.now()
  const row = await lockRequest(tx, requestId)
  if (!row || !isInScope(by.storeIds, row.storeId)) throw joiningErrors.make('no-such-request')
  const way = await wayOf(row, names)
  attempt.about({ storeId: row.storeId, thing: row.way, channel, ...way })
  if (reason.trim().length < 3) throw joiningErrors.make('reason-missing')
  const refusal = refusalFor(row, { decidedBy: by.id, on: dayOf(at, zone), zone })
  if (refusal) throw joiningErrors.make(refusal)
  const memberNumber = isApproved ? await letJoin(tx, parts, { row, at }) : null
  const state = isApproved ? 'approved' : 'refused'
  const decision: Decision = { state, by: { id: by.id, name: by.name }, at, why: reason.trim(), memberNumber }
  await closeRequest(tx, requestId, decision)
  await publish(tx, [joiningDecided.of({ requestId, storeId: row.storeId, way: row.way, state, memberNumber }, at)])
  const decided = { decidedByName: by.name, decidedAt: at, decidedWhy: decision.why }
  return { ...row, ...decided, state, sealed: null, memberNumber }
}

async function letJoin(
  tx: Transaction,
  { cipher, timeZone }: Parts,
  { row, at }: { row: RequestRow; at: Date },
): Promise<string> {
  const { requestId, sealed, way, receiptId } = row
  invariant(sealed, 'who waits is known')
  const person: Person = JSON.parse(cipher.decrypt(sealed, sealedPlace(requestId)))
  // What they agreed to, they agreed to when they asked.
  const joining = { ...person.request, joinedAt: at, consentsGivenAt: row.askedAt }
  const { memberId, memberNumber } = await joinMember(tx, joining, { cipher, today: dayOf(at, timeZone) })
  await admitMember(tx, { memberId, way, receiptId })
  return memberNumber
}
