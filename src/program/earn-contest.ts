import { allocate } from '../shared/money.ts'
import type { CompiledAsset, CompiledEarnRule } from './compiled.ts'
import type { Scene } from './conditions.ts'
import { adders, type EarningBaseOfLines, matchedLines, sum } from './earn-adders.ts'
import { bindingOf, limitText, roomOf } from './limits.ts'
import { type Reason, reason } from './reasons.ts'

/** Where rules exclude or limit each other, each is counted by itself before they are added up. */
type Contested = {
  asset: CompiledAsset
  scene: Scene
  base: EarningBaseOfLines
  times: readonly number[]
  units: number[]
  bonuses: number[]
  reasons: Reason[]
}

export type RuleShare = { rule: string; units: number; bonus: number; isLimited: boolean }

/** Adds to `units` and `bonuses` what each rule gives after groups and limits. @returns what each of them gave */
export function earnContested(contested: Contested): RuleShare[] {
  const { asset, scene, base, reasons } = contested
  const holding: Holding[] = []
  for (const rule of asset.rules) {
    const matched = matchedLines(rule.test, scene, base)
    if (typeof matched === 'string') reasons.push(rule.missed(matched))
    else holding.push({ rule, matched })
  }
  return afterGroups(contested, holding).map(held => addWithinLimits(contested, held))
}

type Holding = { rule: CompiledEarnRule; matched: readonly boolean[] }
type Counted = { units: number[]; bonuses: number[]; reasons: Reason[] }

/** What a rule alone gives on these lines. */
function counted({ asset, scene, base, times }: Contested, { rule, matched }: Holding): Counted {
  const units = times.map(() => 0)
  const bonuses = times.map(() => 0)
  const reasons: Reason[] = []
  adders[rule.per]({ rule, asset, scene, cents: base.cents, matched, times, units, bonuses, reasons })
  return { units, bonuses, reasons }
}

/** Leaves to each rule the lines that it wins within its group; who wins none says to whom it lost. */
function afterGroups(contested: Contested, holding: readonly Holding[]): Holding[] {
  const alone = new Map(holding.map(held => [held, counted(contested, held)]))
  return holding.flatMap(held => {
    const { group } = held.rule
    if (group === null) return [held]
    const rivals = holding.filter(other => other.rule.group === group && other !== held)
    let winner: CompiledEarnRule | undefined
    const matched = held.matched.map((isMatched, index) => {
      if (!isMatched) return false
      // A bonus per receipt is one thing: it is won or lost as a whole.
      const place = held.rule.per === 'receipt' ? null : index
      const stronger = rivals.find(other => other.matched[index] && beats(other, held, { alone, place }))
      winner ??= stronger?.rule
      return !stronger
    })
    if (matched.includes(true)) return [{ rule: held.rule, matched }]
    const { rule, name } = held.rule
    contested.reasons.push(reason('rule-lost', rule, { name, winner: winner?.name ?? name }))
    return []
  })
}

type Standing = { alone: ReadonlyMap<Holding, Counted>; place: number | null }

/** The higher priority; then what gives more; then the first by code, wherever the rules stand in the file. */
function beats(a: Holding, b: Holding, { alone, place }: Standing): boolean {
  if (a.rule.priority !== b.rule.priority) return a.rule.priority > b.rule.priority
  const given = (held: Holding) => {
    const { units = [], bonuses = [] } = alone.get(held) ?? {}
    return place === null ? sum(bonuses) : (units[place] ?? 0)
  }
  const [ofA, ofB] = [given(a), given(b)]
  return ofA === ofB ? a.rule.rule < b.rule.rule : ofA > ofB
}

function addWithinLimits(contested: Contested, held: Holding): RuleShare {
  const { asset, scene, units, bonuses, reasons } = contested
  const { rule } = held
  const own = counted(contested, held)
  const isLimited = rule.limits.length > 0
  const left = roomOf(rule.limits, scene.member.used)
  const { room } = left
  if (isLimited && (room.times === 0 || room.points === 0)) {
    reasons.push(reason('limit-reached', rule.rule, { name: rule.name, limit: limitText(bindingOf(left)) }))
    return { rule: rule.rule, units: 0, bonus: 0, isLimited }
  }
  reasons.push(...own.reasons)
  const unit = asset.rateUnit * asset.timesUnit
  const wanted = sum(own.units)
  const bonus = sum(own.bonuses)
  // A room that no receipt could fill would leave the exact whole numbers when counted in units.
  const isCut = bonus > room.points || Math.ceil(wanted / unit) > room.points
  const kept = isCut ? allocate(Math.min(wanted, room.points * unit), own.units) : own.units
  const keptBonus = isCut ? allocate(Math.min(bonus, room.points), own.bonuses) : own.bonuses
  if (isCut)
    reasons.push(
      reason('limit-cut', rule.rule, { name: rule.name, points: room.points, limit: limitText(bindingOf(left)) }),
    )
  for (let index = 0; index < units.length; index++) {
    units[index] = (units[index] ?? 0) + (kept[index] ?? 0)
    bonuses[index] = (bonuses[index] ?? 0) + (keptBonus[index] ?? 0)
  }
  return { rule: rule.rule, units: sum(kept), bonus: sum(keptBonus), isLimited }
}
