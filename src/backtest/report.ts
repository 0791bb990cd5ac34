import { type CompiledProgram, reasonSentences } from '../program/index.ts'
import type { BacktestReport } from '../shared/contract/backtests.ts'
import { dayText, Months } from './days.ts'
import { bandSums, differenceOf, figuresOf, scaledBand } from './figures.ts'
import type { BacktestPlan } from './plan.ts'
import { asksForWay, codesOf, compile, type ShardResult, type SideName, type Standing } from './shard.ts'
import { addTally, emptyTally, type Tally } from './tally.ts'
import { type Change, type Explained, largestOf } from './top-changes.ts'

/** A member who ends at another level under the draft. Points are of the first asset. */
export type Mover = { memberId: number; live: string; draft: string; livePoints: number; draftPoints: number }

type Side = BacktestReport['changes'][number]['live']
/** Members by their ids, as the engine knows them; who runs it knows their numbers. */
export type EngineReport = Pick<
  BacktestReport,
  | 'from'
  | 'through'
  | 'shiftDays'
  | 'receipts'
  | 'activities'
  | 'refundsOfUnknownSales'
  | 'members'
  | 'months'
  | 'costs'
  | 'membersWithoutWay'
> &
  Pick<
    BacktestReport,
    'giftsUsed' | 'assumption' | 'bandEvery' | 'live' | 'draft' | 'difference' | 'band' | 'moves'
  > & {
    changes: (Omit<BacktestReport['changes'][number], 'memberNumber'> & { memberId: number })[]
    movers: Mover[]
  }

/** Adds up what the threads counted and says it month by month. @param rows receipts, refunds, activities and what was done by hand */
export function reportOf(plan: BacktestPlan, results: readonly ShardResult[], rows: number): EngineReport {
  const figures = sideFigures(plan, results)
  const movers = moversOf(plan, results)
  const band = bandOf(plan, figures)
  const activities = results.reduce((sum, result) => sum + result.activities, 0)
  const byHand = results.reduce((sum, result) => sum + result.byHand, 0)
  const isAskingForWay = [plan.live, plan.draft].some(source => asksForWay(source, plan.zone))
  return {
    from: dayText(plan.from),
    through: dayText(plan.through),
    shiftDays: plan.shiftDays,
    receipts: rows - activities - byHand,
    activities,
    refundsOfUnknownSales: results.reduce((sum, result) => sum + result.refundsOfUnknownSales, 0),
    members: results.reduce((sum, { members }) => sum + members, 0),
    ...(isAskingForWay
      ? { membersWithoutWay: results.reduce((sum, { membersWithoutWay }) => sum + membersWithoutWay, 0) }
      : {}),
    costs: {
      lines: results.reduce((sum, { lines }) => sum + lines, 0),
      linesWithoutCost: results.reduce((sum, { linesWithoutCost }) => sum + linesWithoutCost, 0),
    },
    months: [...new Months(plan.from, plan.through).names],
    assumption: plan.assumption,
    giftsUsed: plan.gifts.usedPercent,
    bandEvery: plan.bandEvery,
    live: { ...figures.base.live, version: plan.live.version },
    draft: { ...figures.base.draft, version: null },
    difference: band.difference.base,
    band,
    moves: movesOf(movers),
    changes: largestOf(results.flatMap(({ changes }) => changes)).map(shownChange),
    movers,
  }
}

type PairOfFigures = { live: ReturnType<typeof figuresOf>; draft: ReturnType<typeof figuresOf> }

function sideFigures(plan: BacktestPlan, results: readonly ShardResult[]): Record<SideName, PairOfFigures> {
  const programs = { live: compile(plan.live, plan.zone), draft: compile(plan.draft, plan.zone) }
  const codes = codesOf(programs.live, programs.draft, plan)
  const months = new Months(plan.from, plan.through)
  const widths = { months: months.count, assets: codes.assets.length, levels: codes.levels.length }
  const summed = (name: SideName, side: 'live' | 'draft'): Tally => {
    const sum = emptyTally(widths)
    for (const { tallies } of results) for (const tally of tallies) if (tally.name === name) addTally(sum, tally[side])
    return sum
  }
  const pair = (name: SideName): PairOfFigures => {
    const live = summed(name, 'live')
    const today = { program: programs.live, tally: live }
    const { goodsCents, usedPercent } = plan.gifts
    const of = (program: CompiledProgram) => {
      const costing = { program, today, goodsCents, usedPercent: usedPercent[name === 'sample' ? 'base' : name] }
      return { program, codes, months, costing }
    }
    return {
      live: figuresOf(live, of(programs.live)),
      draft: figuresOf(summed(name, 'draft'), of(programs.draft)),
    }
  }
  return { base: pair('base'), low: pair('low'), high: pair('high'), sample: pair('sample') }
}

function bandOf({ bandEvery }: BacktestPlan, figures: Record<SideName, PairOfFigures>): BacktestReport['band'] {
  const of = (side: 'live' | 'draft') => {
    const base = bandSums(figures.base[side])
    const sample = bandSums(figures.sample[side])
    const told = (name: SideName) => {
      const sums = bandSums(figures[name][side])
      return bandEvery === 1 ? sums : scaledBand(sums, { sample, base }, bandEvery)
    }
    return { low: told('low'), base, high: told('high') }
  }
  const live = of('live')
  const draft = of('draft')
  const difference = {
    low: differenceOf(draft.low, live.low),
    base: differenceOf(draft.base, live.base),
    high: differenceOf(draft.high, live.high),
  }
  return { live, draft, difference }
}

function moversOf(plan: BacktestPlan, results: readonly ShardResult[]): Mover[] {
  const { levels } = codesOf(compile(plan.live, plan.zone), compile(plan.draft, plan.zone), plan)
  const moved = (standing: Standing) => {
    const movers: Mover[] = []
    for (const [row, member] of standing.member.entries()) {
      const live = levels[standing.liveLevel[row] ?? 0] ?? ''
      const draft = levels[standing.draftLevel[row] ?? 0] ?? ''
      if (live === draft) continue
      const livePoints = standing.livePoints[row] ?? 0
      const draftPoints = standing.draftPoints[row] ?? 0
      movers.push({ memberId: plan.members.ids[member] ?? 0, live, draft, livePoints, draftPoints })
    }
    return movers
  }
  return results.flatMap(({ standing }) => moved(standing)).sort((a, b) => a.memberId - b.memberId)
}

function movesOf(movers: readonly Mover[]): BacktestReport['moves'] {
  const counts = new Map<string, BacktestReport['moves'][number]>()
  for (const { live, draft } of movers) {
    const key = JSON.stringify([live, draft])
    const known = counts.get(key) ?? { live, draft, members: 0 }
    counts.set(key, { ...known, members: known.members + 1 })
  }
  return [...counts.values()].sort((a, b) => b.members - a.members || (a.live + a.draft < b.live + b.draft ? -1 : 1))
}

function shownChange({ memberId, receiptId, soldAtMs, storeCode, changeCents, live, draft }: Change) {
  return {
    memberId,
    receiptId,
    soldAt: new Date(soldAtMs).toISOString(),
    storeCode,
    changeCents,
    live: shownSide(live),
    draft: shownSide(draft),
  }
}

function shownSide({ reasons, ...facts }: Explained): Side {
  return { ...facts, reasons: reasons.map(reasonSentences) }
}
