import type { CompiledProgram } from './compiled.ts'
import { decideReward, levelsToCeiling, type Occasion } from './decide-occasion.ts'
import type { MemberFacts } from './facts.ts'
import { roomOf } from './limits.ts'
import type { Refusal } from './refusals.ts'

/** How often a reward can be had now, at most `timesMax` of one request; 0 with the reason. */
export type RewardChoice = { timesMax: number; refusal: Refusal | null }

/** More of one thing in one request is a mistyped number. */
export const rewardTimesMax = 99

export function rewardChoice(
  program: CompiledProgram,
  member: MemberFacts,
  asked: Omit<Occasion, 'code'> & { rule: string },
): RewardChoice {
  const decided = decideReward(program, member, { ...asked, times: 1 })
  if ('refusal' in decided) return { timesMax: 0, refusal: decided }
  const { asset, points, limits } = decided.reward
  const { room } = roomOf(limits, member.used)
  const mayCost = Math.min(member.usable[asset] ?? 0, room.points)
  return {
    timesMax: Math.min(
      Math.floor(mayCost / points),
      room.times,
      levelsToCeiling(program, member, decided.reward),
      rewardTimesMax,
    ),
    refusal: null,
  }
}
