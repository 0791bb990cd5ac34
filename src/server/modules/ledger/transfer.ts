import type { Reason } from '../../../program/index.ts'
import { invariant } from '../../platform/errors.ts'
import { type Account, type Lot, timeOf, usablePoints } from './account.ts'
import { draw, type Entry, grant, type Journal, type PostingContext, post } from './posting.ts'

export type Transfer = {
  points: number
  context: PostingContext
  reasonsOut: readonly Reason[]
  reasonsIn: readonly Reason[]
}

/** One entry takes from the giver; what came from each lot is granted to the receiver by an entry of its own. */
export type Transferred = { taken: Entry; granted: readonly { entry: Entry; lot: Lot }[] }

/**
 * Moves points that can be used to another member, first to expire first. Each lot arrives with the terms that it had:
 * its end, its funding, its version, and its share of the deferred money. What the receiver owes is settled from it.
 * Points that end by inactivity go by what their new holder did: a later day of theirs keeps them, an earlier takes nothing.
 */
export function transferPoints(
  journal: Journal,
  { giver, receiver }: { giver: Account; receiver: Account },
  { points, context, reasonsOut, reasonsIn }: Transfer,
): Transferred {
  invariant(giver.assetId === receiver.assetId && giver.memberId !== receiver.memberId, 'points go to somebody else')
  invariant(points > 0 && giver.debt === 0 && points <= usablePoints(giver), 'only what can be used is given away')
  const drawn = draw(giver, points)
  const parts = drawn.map(({ lot, amount }) => ({ lot, points: -amount, deferredCents: deferredShare(lot, -amount) }))
  const taken = post(journal, giver, { kind: 'transfer-out', amount: -points, context, reasons: reasonsOut }, drawn)
  // The receiver's account may stand at a later instant: a lot that ended before it comes and goes.
  const now = new Date(timeOf(receiver, context.now))
  const granted = parts.map(({ lot, points: part, deferredCents }) => {
    const entry = grant(journal, receiver, {
      kind: 'transfer-in',
      points: part,
      expiresAtMs: lot.expiresAtMs,
      idle: lot.idle ? { period: lot.idle.period, keptBy: lot.idle.keptBy, from: lot.idle.keptOn } : null,
      funding: lot.funding,
      deferredCents,
      context: { ...context, now, programVersion: lot.programVersion },
      reasons: reasonsIn,
    })
    const arrived = receiver.lots.find(({ lotNumber }) => lotNumber === entry.version)
    invariant(arrived, 'what was granted is a lot')
    return { entry, lot: arrived }
  })
  return { taken, granted }
}

/** Shares of one lot that leave one after the other add up to what was deferred with it, to the 分. */
function deferredShare({ granted, remaining, deferredCents }: Lot, points: number): number {
  const upTo = (gone: number) => (BigInt(deferredCents) * BigInt(gone)) / BigInt(granted)
  const gone = granted - remaining
  return Number(upTo(gone + points) - upTo(gone))
}
