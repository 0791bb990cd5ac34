import type { MemberReference } from '../../../shared/contract/members.ts'
import type { Caller } from '../../platform/caller.ts'
import type { Context } from '../../platform/context.ts'
import { DomainError } from '../../platform/errors.ts'
import { type Outcome, watchVain } from '../members/index.ts'

type Named = { member?: MemberReference | null | undefined }

export function namesPhone({ member }: Named): boolean {
  return member !== null && member !== undefined && 'phone' in member
}

/** Prices a basket; one that names a phone counts when the phone is nobody's, so that quotes find no members out. */
export function watchPhone<Result>(
  context: Context,
  { caller, body }: { caller: Caller; body: Named },
  work: () => Promise<Result>,
): Promise<Result> {
  return namesPhone(body) ? watchVain(context, caller, { work, isVain }) : work()
}

/** A quote refuses by throwing, one with a hold by its stored answer. */
function isVain(outcome: Outcome<unknown>): boolean {
  if ('error' in outcome) return outcome.error instanceof DomainError && outcome.error.code === 'members/not-found'
  return isOfNobody(outcome.result)
}

export function isOfNobody(answer: unknown): boolean {
  if (typeof answer !== 'object' || answer === null || !('status' in answer) || answer.status !== 404) return false
  return 'body' in answer && typeof answer.body === 'string' && JSON.parse(answer.body).code === 'members/not-found'
}
