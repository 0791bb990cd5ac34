import type { CompiledWay } from '../../../program/index.ts'
import { dayOf } from '../../../shared/calendar.ts'
import type { JoiningTicket } from '../../../shared/contract/joining.ts'
import type { Caller } from '../../platform/caller.ts'
import type { Context } from '../../platform/context.ts'
import type { Transaction } from '../../platform/database.ts'
import { publish } from '../../platform/events.ts'
import { newId } from '../../platform/ids.ts'
import { type Asking, vetCandidate } from '../members/index.ts'
import { joiningErrors } from './errors.ts'
import { joiningAsked } from './events.ts'
import { type Person, sealedPlace, waitsThrough } from './request.ts'
import { claimKeys, insertRequest } from './request-store.ts'

type Wanted = { way: CompiledWay; receiptId: string | null; reason: string }

/**
 * Writes down that somebody wants to join by a way that needs approval. Nobody becomes a member here, and who would be
 * refused is refused now.
 * @throws joining/reason-missing, joining/already-waiting
 * @throws members/phone-taken and the other refusals of vetCandidate
 */
export async function askToJoin(
  tx: Transaction,
  { cipher, clock, timeZone }: Pick<Context, 'cipher' | 'clock' | 'timeZone'>,
  { request, caller, way, receiptId, reason }: Asking & Wanted,
): Promise<JoiningTicket> {
  if (reason.trim().length < 3) throw joiningErrors.make('reason-missing')
  const askedAt = clock.now()
  const vetted = await vetCandidate(tx, { request, receiptId }, { cipher, today: dayOf(askedAt, timeZone) })
  const requestId = newId(askedAt)
  const { joinedAt: _notYet, consentsGivenAt: _then, ...facts } = vetted.request
  const person: Person = { request: facts, reason: reason.trim() }
  const sealed = cipher.encrypt(JSON.stringify(person), sealedPlace(requestId))
  const storeId = request.homeStoreId ?? null
  const { id: askedBy, name: askedByName } = personOf(caller)
  await insertRequest(tx, { requestId, way: way.way, storeId, receiptId, sealed, askedBy, askedByName, askedAt })
  const keys = [
    ...vetted.keys,
    ...(receiptId === null ? [] : [{ kind: 'receipt', keyHash: cipher.blindIndex('receipt', receiptId) }]),
  ]
  if ((await claimKeys(tx, { requestId, keys })) < keys.length) throw joiningErrors.make('already-waiting')
  await publish(tx, [joiningAsked.of({ requestId, storeId, way: way.way, askedAt: askedAt.toISOString() }, askedAt)])
  const state = 'waiting' as const
  return { requestId, state, way: way.way, wayName: way.name, waitsThrough: waitsThrough(askedAt, timeZone) }
}

/** A member of staff, or the key of a machine, which no person stands behind. */
export function personOf({ id, staffId, name }: Caller): { id: string; name: string } {
  return { id: staffId ?? id, name }
}
