import type { CompiledAsset, CompiledMultiplier } from './compiled.ts'
import type { Scene } from './conditions.ts'
import { type EarningBaseOfLines, matchedLines } from './earn-adders.ts'
import { limitText, roomOf, type UsedNow } from './limits.ts'
import { type Reason, reason } from './reasons.ts'

/** What counting looks at, what it says, and what it used of limits. */
export type Counting = { scene: Scene; base: EarningBaseOfLines; reasons: Reason[]; used: UsedNow[] }

type Holding = { multiplier: CompiledMultiplier; matched: readonly boolean[] }

/** How many times the points of each line count, in 1/timesUnit; says which multipliers counted, and which lost to which. */
export function lineTimes(asset: CompiledAsset, { scene, base, reasons, used }: Counting): number[] {
  const times = base.cents.map(() => asset.timesUnit)
  if (asset.multipliers.length === 0) return times
  const holding = holdingMultipliers(asset, { scene, base, reasons })
  if (holding.length === 0) return times
  const contest: Contest = { winners: new Set(), lostTo: new Map() }
  for (let index = 0; index < times.length; index++) {
    const matching = holding.filter(({ matched }) => matched[index]).map(({ multiplier }) => multiplier)
    const here = asset.hasGroups ? oneOfEachGroup(matching, contest) : matching
    if (here.length > 0) times[index] = asset.usesAllMultipliers ? together(asset, here, contest) : best(here, contest)
  }
  for (const { multiplier } of holding) reasons.push(timesReason(multiplier, contest))
  for (const { rule, limits } of contest.winners) if (limits.length > 0) used.push({ scope: rule, points: 0, times: 1 })
  return times
}

type Contest = { winners: Set<CompiledMultiplier>; lostTo: Map<CompiledMultiplier, CompiledMultiplier> }

function together({ timesUnit }: CompiledAsset, here: readonly CompiledMultiplier[], { winners }: Contest): number {
  for (const multiplier of here) winners.add(multiplier)
  return here.reduce((product, { timesUnits }) => (product * timesUnits) / timesUnit, timesUnit)
}

/** Of the exclusive groups one each, then the highest; of equal ones the first by code, wherever they stand in the file. */
function best(here: readonly CompiledMultiplier[], { winners, lostTo }: Contest): number {
  const winner = here.reduce((a, b) => (beats(b, a) ? b : a))
  winners.add(winner)
  for (const loser of here) if (loser !== winner && !lostTo.has(loser)) lostTo.set(loser, winner)
  return winner.timesUnits
}

function beats(a: CompiledMultiplier, b: CompiledMultiplier): boolean {
  return a.timesUnits === b.timesUnits ? a.rule < b.rule : a.timesUnits > b.timesUnits
}

/** Of the multipliers of one group only one counts: the highest priority, then the highest, then the first by code. */
function oneOfEachGroup(here: readonly CompiledMultiplier[], { lostTo }: Contest): CompiledMultiplier[] {
  const winners = new Map<string, CompiledMultiplier>()
  for (const multiplier of here) {
    const key = multiplier.group === null ? `/${multiplier.rule}` : multiplier.group
    const other = winners.get(key)
    const isBetter =
      !other ||
      multiplier.priority > other.priority ||
      (multiplier.priority === other.priority && beats(multiplier, other))
    if (isBetter) winners.set(key, multiplier)
  }
  for (const loser of here) {
    const winner = winners.get(loser.group ?? `/${loser.rule}`)
    if (winner && winner !== loser && !lostTo.has(loser)) lostTo.set(loser, winner)
  }
  return [...winners.values()]
}

/** A level's own multiplier goes without saying where the member has another level; any other says why it does not hold. */
function holdingMultipliers(asset: CompiledAsset, { scene, base, reasons }: Omit<Counting, 'used'>): Holding[] {
  const holding: Holding[] = []
  for (const multiplier of asset.multipliers) {
    const matched = matchedLines(multiplier.test, scene, base)
    if (typeof matched === 'string') {
      if (!multiplier.isOfLevel) reasons.push(multiplier.missed(matched))
      continue
    }
    const { room, tightest } = roomOf(multiplier.limits, scene.member.used)
    if (room.times > 0) holding.push({ multiplier, matched })
    else
      reasons.push(
        reason('limit-reached', multiplier.rule, { name: multiplier.name, limit: limitText(tightest.times) }),
      )
  }
  return holding
}

function timesReason(multiplier: CompiledMultiplier, { winners, lostTo }: Contest): Reason {
  const { rule, name, times } = multiplier
  const winner = lostTo.get(multiplier)
  if (!winner || winners.has(multiplier)) return reason('times-applied', rule, { name, times })
  return reason('times-lost', rule, { name, times, winner: winner.name, winnerTimes: winner.times })
}
