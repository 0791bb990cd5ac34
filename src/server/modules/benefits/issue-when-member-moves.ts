import { onceTerm } from '../../../program/index.ts'
import { dayOf } from '../../../shared/calendar.ts'
import type { Transaction } from '../../platform/database.ts'
import { type DeskParts, programFor } from '../activities/index.ts'
import { loadMembers, type MemberJoined } from '../members/index.ts'
import { heldDirectory } from '../organisation/index.ts'
import { issueBenefit } from './issue-benefit.ts'

/** Issues what joining brings, once. */
export async function issueWhenMemberJoined(
  tx: Transaction,
  parts: DeskParts,
  { memberId }: Pick<MemberJoined, 'memberId'>,
): Promise<void> {
  await issueOnce(tx, parts, { memberId, on: 'joining', period: 'joining' })
}

/** Issues what reaching a level brings, once in the life of a member for each level. A fall brings nothing. */
export async function issueWhenLevelMoved(
  tx: Transaction,
  parts: DeskParts,
  { memberId, from, to }: { memberId: number; from: string; to: string },
): Promise<void> {
  await issueOnce(tx, parts, { memberId, on: 'level', period: `level/${to}`, rise: { from, to } })
}

type Once = { memberId: number; on: 'joining' | 'level'; period: string; rise?: { from: string; to: string } }

async function issueOnce(tx: Transaction, parts: DeskParts, { memberId, on, period, rise }: Once): Promise<void> {
  const { context, programs } = parts
  const now = context.clock.now()
  const member = (await loadMembers(tx, [memberId])).get(memberId)
  const directory = await heldDirectory(context.db)
  const program = await programFor(programs, { directory, storeId: member?.homeStoreId ?? null, at: now })
  if (!program || (rise && !program.tracks.some(({ ladder }) => isRise(ladder, rise)))) return
  for (const benefit of program.benefits) {
    if (benefit.content.kind !== 'issued' || benefit.content.on !== on) continue
    const term = onceTerm(benefit.content.usable, period, dayOf(now, context.timeZone))
    await issueBenefit(tx, parts, { memberId, program, benefit, term })
  }
}

function isRise(ladder: readonly { level: string }[], { from, to }: { from: string; to: string }): boolean {
  const rank = (level: string) => ladder.findIndex(candidate => candidate.level === level)
  return rank(from) >= 0 && rank(to) > rank(from)
}
