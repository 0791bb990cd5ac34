import { activitiesKnownTo, type CompiledProgram, knowsActivity } from '../../../program/index.ts'
import type { LeftOut } from '../../../shared/contract/backtests.ts'
import type { Transaction } from '../../platform/database.ts'
import { readBesideReceipts } from './left-out-store.ts'
import type { BacktestRequest } from './run-store.ts'

/** Results of before say it of points that wait for an activity, and of all activities, which are replayed now. */
type What = Exclude<LeftOut['what'], 'waiting-points' | 'activities'>

/** What the rules of a program give or count that neither receipts nor activities tell. */
export function besideReceipts(program: CompiledProgram): What[] {
  const { assets, tracks, offers, rewards, benefits } = program
  const has: Record<What, boolean> = {
    coupons: offers.some(({ coupon }) => coupon !== null),
    rewards: rewards.length > 0,
    benefits: benefits.some(({ content }) => content.kind === 'counted' || content.kind === 'early'),
    'activity-gifts': benefits.some(({ content }) => content.kind === 'issued' && content.on === 'activity'),
    'given-levels': tracks.some(({ ladder }) => ladder.some(({ granted }) => granted?.by === 'invitation')),
    transfers: assets.some(({ transfer }) => transfer !== null),
  }
  const all: What[] = ['coupons', 'rewards', 'benefits', 'activity-gifts', 'given-levels', 'transfers']
  return all.filter(what => has[what])
}

/**
 * Activities that mean something to the draft alone and were never recorded: today's program refuses their reports. What
 * its points wait for is not among them: that wait is assumed.
 */
export function newActivities(live: CompiledProgram, draft: CompiledProgram, replayed: readonly string[]): string[] {
  const awaited = draft.assets.flatMap(({ pending }) => (pending?.kind === 'until' ? [pending.activity] : []))
  return [...activitiesKnownTo(draft)].filter(
    code => !knowsActivity(live, code) && !awaited.includes(code) && !replayed.includes(code),
  )
}

/** What the replay leaves out, with how often it was recorded under today's program in the same period. */
export async function leftOutOf(
  tx: Transaction,
  {
    live,
    draft,
    replayed,
    request,
    zone,
  }: {
    live: CompiledProgram
    draft: CompiledProgram
    /** The activities, by their codes, that meant something to the draft. */
    replayed: readonly string[]
    request: BacktestRequest
    zone: string
  },
): Promise<LeftOut[]> {
  const ofLive = besideReceipts(live)
  const ofDraft = besideReceipts(draft)
  const { from, to, against } = request
  const recorded = await readBesideReceipts(tx, { programCode: live.code, from, to, zone })
  const none = { times: 0, members: 0, costCents: null, timesWithoutCost: null }
  const isNew = newActivities(live, draft, replayed).length > 0
  // History as it was has what was given by hand; nobody gives anything as the draft alone would let them.
  const isReplayed = (what: What) =>
    (what === 'transfers' || what === 'given-levels') && against === 'receipts' && ofLive.includes(what)
  const told = [...new Set([...ofLive, ...ofDraft])].filter(what => !isReplayed(what))
  const leftOut = told.map((what): LeftOut => {
    const isOfLive = ofLive.includes(what)
    const program = isOfLive && ofDraft.includes(what) ? 'both' : isOfLive ? 'live' : 'draft'
    const {
      times = null,
      members = null,
      costCents = null,
      timesWithoutCost = null,
    } = recorded.find(row => row.what === what) ?? {}
    return { what, program, times, members, costCents, timesWithoutCost }
  })
  return isNew ? [...leftOut, { what: 'activities', program: 'draft', ...none }] : leftOut
}
