import { activityOf, type CompiledProgram } from '../../../program/index.ts'
import type { LeftOut } from '../../../shared/contract/backtests.ts'
import type { Transaction } from '../../platform/database.ts'
import { readBesideReceipts } from './left-out-store.ts'
import type { BacktestRequest } from './run-store.ts'

/** Results of before say it of points that wait for an activity, which are replayed now. */
type What = Exclude<LeftOut['what'], 'waiting-points'>

/** What the rules of a program give or count that no receipt tells. */
export function besideReceipts(program: CompiledProgram): What[] {
  const { assets, tracks, offers, rewards, benefits } = program
  const gauges = tracks.flatMap(track => track.gauges)
  const has: Record<What, boolean> = {
    coupons: offers.some(({ coupon }) => coupon !== null),
    rewards: rewards.length > 0,
    benefits: benefits.some(({ content }) => content.kind === 'counted' || content.kind === 'early'),
    activities: assets.some(({ occasions }) => occasions.size > 0) || gauges.some(({ measure }) => activityOf(measure)),
    'given-levels': tracks.some(({ ladder }) => ladder.some(({ granted }) => granted && granted.by !== 'goods')),
    transfers: assets.some(({ transfer }) => transfer !== null),
  }
  const all: What[] = ['coupons', 'rewards', 'benefits', 'activities', 'given-levels', 'transfers']
  return all.filter(what => has[what])
}

/** What the replay leaves out, with how often it was recorded under today's program in the same period. */
export async function leftOutOf(
  tx: Transaction,
  {
    live,
    draft,
    request,
    zone,
  }: { live: CompiledProgram; draft: CompiledProgram; request: BacktestRequest; zone: string },
): Promise<LeftOut[]> {
  const ofLive = besideReceipts(live)
  const ofDraft = besideReceipts(draft)
  const { from, to } = request
  const recorded = await readBesideReceipts(tx, { programCode: live.code, from, to, zone })
  return [...new Set([...ofLive, ...ofDraft])].map(what => {
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
}
