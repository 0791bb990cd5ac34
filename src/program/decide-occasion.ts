import type { Day } from '../shared/calendar.ts'
import type { CompiledAsset, CompiledEarnRule, CompiledProgram, CompiledReward } from './compiled.ts'
import type { Scene } from './conditions.ts'
import type { MemberFacts } from './facts.ts'
import { rankOf } from './levels.ts'
import { bindingOf, limitText, roomOf, type UsedNow } from './limits.ts'
import { type Reason, reason } from './reasons.ts'
import { type Refusal, refuse } from './refusals.ts'
import { type IdleTerm, termAtOnce, termReasons } from './validity.ts'

/** Something that happens to a member and is no purchase: joining, a birthday, a check-in, a review, a referral. */
export type Occasion = {
  /** Its code, as rules name it in `on`. */
  code: string
  at: Date
  on: Day
  /** Minutes since local midnight. */
  minute: number
  storeCode: string | null
  channel: string
}

/** What an occasion gives of one asset. */
export type OccasionGift = {
  asset: string
  points: number
  expiresAt: Date | null
  /** Set where they end by inactivity. */
  idle: IdleTerm | null
  reasons: Reason[]
  used: readonly UsedNow[]
}

/** Decides what an occasion gives: nothing of an asset that has no rule for it. */
export function decideOccasion(program: CompiledProgram, member: MemberFacts, occasion: Occasion): OccasionGift[] {
  const scene = sceneOf(program, member, occasion)
  return program.assets.flatMap(asset => {
    const rules = asset.occasions.get(occasion.code)
    return rules ? [giftOf(asset, rules, { scene, zone: program.zone })] : []
  })
}

function giftOf(
  asset: CompiledAsset,
  rules: readonly CompiledEarnRule[],
  { scene, zone }: { scene: Scene; zone: string },
): OccasionGift {
  const shares = rules.map(rule => shareOf(rule, scene))
  const reasons = shares.flatMap(share => share.reasons)
  const used = shares.flatMap(share => share.used)
  const points = used.reduce((sum, share) => sum + share.points, 0)
  const left = roomOf(asset.limits, scene.member.used)
  const { room } = left
  const kept = Math.min(points, room.times > 0 ? room.points : 0)
  if (kept < points)
    reasons.push(
      reason('asset-limit-cut', null, {
        name: asset.name,
        wanted: points,
        points: kept,
        limit: limitText(bindingOf(left)),
      }),
    )
  if (asset.limits.length > 0 && kept > 0) used.push({ scope: `asset/${asset.code}`, points: kept, times: 1 })
  const term = termAtOnce(asset, scene.sale.soldOn, zone)
  if (kept > 0) reasons.push(...termReasons(term))
  return { asset: asset.code, points: kept, expiresAt: term.expiresAt, idle: term.idle, reasons, used }
}

/** What one rule gives for an occasion, within its limits. */
function shareOf(rule: CompiledEarnRule, scene: Scene): { reasons: Reason[]; used: UsedNow[] } {
  const failing = rule.test.isAboutLines ? 'sku' : rule.test.failing(scene, null)
  if (failing !== null) return { reasons: [rule.missed(failing)], used: [] }
  const left = roomOf(rule.limits, scene.member.used)
  const { room } = left
  const points = room.times === 0 ? 0 : Math.min(rule.points, room.points)
  const bound = { name: rule.name, limit: limitText(bindingOf(left)) }
  if (points === 0) return { reasons: [reason('limit-reached', rule.rule, bound)], used: [] }
  const reasons = [reason('earn-per-occasion', rule.rule, { name: rule.name, points: rule.points })]
  if (points < rule.points) reasons.push(reason('limit-cut', rule.rule, { ...bound, points }))
  return { reasons, used: [{ scope: rule.rule, points, times: 1 }] }
}

/** What a reward takes and gives, once. */
export type RewardDecision = { reward: CompiledReward; reasons: Reason[]; used: readonly UsedNow[] }

/** Decides whether a member may have what a rule gives for points. @param times how often at once, a whole number from 1 */
export function decideReward(
  program: CompiledProgram,
  member: MemberFacts,
  { rule, times, ...moment }: Omit<Occasion, 'code'> & { rule: string; times: number },
): RewardDecision | Refusal {
  const reward = program.rewards.find(candidate => candidate.rule === rule)
  if (!reward) return refuse('redeem-unknown-rule', { rule })
  const scene = sceneOf(program, member, { code: 'reward', ...moment })
  const failing = reward.test.isAboutLines ? 'sku' : reward.test.failing(scene, null)
  if (failing !== null) return refuse('redeem-not-now', { name: reward.name, condition: failing })
  const points = reward.points * times
  const { room, tightest } = roomOf(reward.limits, member.used)
  if (times > room.times || points > room.points)
    return refuse('reward-limit', {
      name: reward.name,
      limit: limitText(times > room.times ? tightest.times : tightest.points),
    })
  const ceiling = ceilingRefusal(program, member, { reward, times })
  if (ceiling) return ceiling
  const usable = member.usable[reward.asset] ?? 0
  if (points > usable) return refuse('redeem-not-enough', { points, usable })
  return {
    reward,
    reasons: [reason('points-for-reward', reward.rule, { name: reward.name, points, times })],
    used: [{ scope: reward.rule, points, times }],
  }
}

/** How many levels points may still lift a member; no number where nothing bounds it. */
export function levelsToCeiling(program: CompiledProgram, { level }: MemberFacts, { gives }: CompiledReward): number {
  const [levels] = program.tracks
  if (gives.kind !== 'level-up' || gives.upTo === null || !levels) return Number.POSITIVE_INFINITY
  return Math.max(rankOf(levels, gives.upTo) - rankOf(levels, level), 0)
}

function ceilingRefusal(
  program: CompiledProgram,
  member: MemberFacts,
  { reward, times }: { reward: CompiledReward; times: number },
): Refusal | null {
  const { gives, name } = reward
  if (times <= levelsToCeiling(program, member, reward) || gives.kind !== 'level-up') return null
  const ceiling = program.tracks[0]?.ladder.find(({ level }) => level === gives.upTo)
  return refuse('reward-level-ceiling', { name, level: ceiling?.name ?? gives.upTo ?? '' })
}

/** There are no goods: whatever a rule asks of them does not hold. */
export function sceneOf(program: CompiledProgram, member: MemberFacts, occasion: Occasion): Scene {
  return {
    member,
    basketCents: 0,
    firstAsset: program.assets[0]?.code ?? '',
    sale: {
      storeCode: occasion.storeCode ?? '',
      soldAt: occasion.at,
      soldOn: occasion.on,
      soldMinute: occasion.minute,
      channel: occasion.channel,
      tenders: null,
      promoter: null,
      lines: [],
      redeem: [],
    },
  }
}
