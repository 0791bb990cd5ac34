import type { Caller } from '../../platform/caller.ts'
import type { Context } from '../../platform/context.ts'
import type { DomainError } from '../../platform/errors.ts'
import { publish } from '../../platform/events.ts'
import { countOne, secondsToWait, secondsUntilNext } from '../../platform/rate-limit.ts'
import { memberErrors } from './errors.ts'
import { type LookUpAlarm, phoneLookUpsSuspicious } from './events.ts'
import { identitiesIn, keyOf } from './identity.ts'
import { countPhoneLookUps, deletePhoneLookUps } from './phone-look-up-store.ts'

const minuteMs = 60_000

/** What a cashier can do by hand; a list of phones is tried much faster. */
export const lookUpsPerMinuteMax = 30
/** People mistype now and then; so many in vain are tried from a list. */
export const vainLookUps = { count: 20, minutes: 10 } as const
/** No till meets so many different members in an hour. */
export const manyLookUps = { count: 300, minutes: 60 } as const

type Parts = Pick<Context, 'db' | 'clock' | 'cipher'>

/**
 * Looks somebody up, and counts it if a phone was asked for: whoever tries many phones is slowed down, and those in
 * charge are told. The counts hold over every web process.
 * @param text what was typed or scanned; anything that reads as a phone counts as one
 * @throws members/too-many-look-ups
 */
export async function lookUp<Found>(
  parts: Parts,
  { caller, text }: { caller: Caller; text: string },
  { find, isNobody }: { find: () => Promise<Found>; isNobody: (found: Found) => boolean },
): Promise<Found> {
  const phone = identitiesIn(text).find(({ kind }) => kind === 'phone')
  if (!phone) return find()
  await refuseTooMany(parts, caller)
  const found = await find()
  if (isNobody(found)) await noteVainLookUp(parts, caller)
  await alarmIfMany(parts, caller, keyOf(phone, parts.cipher).keyHash)
  return found
}

async function refuseTooMany(parts: Parts, caller: Caller): Promise<void> {
  const limit = { kind: 'phone look-ups', who: caller.id, max: lookUpsPerMinuteMax, windowMs: minuteMs }
  const wait = secondsToWait(await countOne(parts, [limit]), parts.clock.now())
  if (wait !== null) throw tooMany(wait)
}

function tooMany(seconds: number): DomainError {
  return memberErrors.make('too-many-look-ups', { max: lookUpsPerMinuteMax, seconds, retryAfterSeconds: seconds })
}

/**
 * As lookUp, for what is asked again for every article that is scanned: only phones that are nobody's count, and
 * whoever has named too many of them is refused whatever they name next, so that the refusal itself tells nothing.
 * @throws members/too-many-look-ups
 */
export async function watchVain<Result>(
  parts: Parts,
  caller: Caller,
  { work, isVain }: { work: () => Promise<Result>; isVain: (outcome: Outcome<Result>) => boolean },
): Promise<Result> {
  const limit = { kind: 'phones of nobody', who: caller.id, max: lookUpsPerMinuteMax, windowMs: minuteMs }
  const wait = await secondsUntilNext(parts, limit)
  if (wait !== null) throw tooMany(wait)
  const outcome = await work().then(
    (result): Outcome<Result> => ({ result }),
    (error: unknown): Outcome<Result> => ({ error }),
  )
  if (isVain(outcome)) {
    await countOne(parts, [limit])
    await noteVainLookUp(parts, caller)
  }
  if ('error' in outcome) throw outcome.error
  return outcome.result
}

export type Outcome<Result> = { result: Result } | { error: unknown }

/** Notes that a phone was nobody's, wherever it was asked for: recognising, searching, or a quote. */
export async function noteVainLookUp(parts: Parts, caller: Caller): Promise<void> {
  const { count: most, minutes } = vainLookUps
  const limit = { kind: 'phone look-ups in vain', who: caller.id, max: most, windowMs: minutes * minuteMs }
  const [tally] = await countOne(parts, [limit])
  const count = tally?.count ?? 0
  if (count >= most) await alarm(parts, { kind: 'phone-look-ups-in-vain', count, minutes, ...named(caller) })
}

async function alarmIfMany(parts: Parts, caller: Caller, keyHash: Buffer): Promise<void> {
  const { count: most, minutes } = manyLookUps
  const now = parts.clock.now()
  const since = new Date(now.getTime() - minutes * minuteMs)
  const count = await countPhoneLookUps(parts.db, { caller: caller.id, keyHash, now, since })
  if (count >= most) await alarm(parts, { kind: 'phone-look-ups-many', count, minutes, ...named(caller) })
}

function named({ id, name }: Caller) {
  return { callerId: id, callerName: name }
}

/** Once within its window: one alarm is read, a hundred are not. */
async function alarm(parts: Parts, told: LookUpAlarm): Promise<void> {
  const limit = { kind: `alarm ${told.kind}`, who: told.callerId, max: 1, windowMs: told.minutes * minuteMs }
  const [tally] = await countOne(parts, [limit])
  if (tally?.count !== 1) return
  await parts.db.transaction(tx => publish(tx, [phoneLookUpsSuspicious.of(told, parts.clock.now())]))
}

/** How many rows one sweep takes at most. */
const sweepMax = 10_000

/** Forgets the look-ups of before the last hour. @returns how many */
export function forgetPhoneLookUps({ db, clock }: Pick<Context, 'db' | 'clock'>): Promise<number> {
  const before = new Date(clock.now().getTime() - manyLookUps.minutes * minuteMs)
  return deletePhoneLookUps(db, { before, max: sweepMax })
}
