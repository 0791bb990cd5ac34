import {
  type BenefitKind,
  birthdayTerm,
  type CompiledBenefit,
  type CompiledProgram,
  daysAroundBirthday,
  monthTerm,
} from '../../../program/index.ts'
import { addDays, type Day, dayOf } from '../../../shared/calendar.ts'
import type { Context } from '../../platform/context.ts'
import { type DeskParts, programFor } from '../activities/index.ts'
import { Assets } from '../ledger/index.ts'
import { findBirthdays, listMembers, loadMembers } from '../members/index.ts'
import { storeDirectory } from '../organisation/index.ts'
import { ProgramBook } from '../programs/index.ts'
import { issueBenefit } from './issue-benefit.ts'
import { findServed, finishRound, isRoundFinished } from './issue-store.ts'

const membersPerPage = 500

type Issued = { program: CompiledProgram; benefit: CompiledBenefit; content: Extract<BenefitKind, { kind: 'issued' }> }
type Somebody = { memberId: number; homeStoreId: number | null }

/**
 * Issues birthday gifts whose window is open and what a month brings, to whoever has it and did not get it. Run it again, or on
 * two machines at once, and nothing is issued twice; days that were missed are caught up while the window is open.
 * @returns how many were issued
 */
export async function issueBenefits(context: Context): Promise<number> {
  const parts = { context, programs: new ProgramBook(context.db, context.timeZone), assets: new Assets(context.db) }
  await parts.programs.refresh()
  const now = context.clock.now()
  const today = dayOf(now, context.timeZone)
  let issued = 0
  for (const { program } of parts.programs.current(now))
    for (const benefit of program.benefits) {
      const { content } = benefit
      if (content.kind !== 'issued') continue
      if (content.on === 'birthday') issued += await issueBirthdays(parts, { program, benefit, content }, today)
      if (content.on === 'month') issued += await issueMonth(parts, { program, benefit, content }, today)
    }
  return issued
}

async function issueBirthdays(parts: DeskParts, issued: Issued, today: Day): Promise<number> {
  const { before, after } = daysAroundBirthday(issued.content.usable)
  let count = 0
  for (let distance = -after; distance <= before; distance++) {
    const birthday = addDays(today, distance)
    count += await eachPage(
      page => findBirthdays(parts.context.db, { today: birthday, ...page }),
      async members => {
        const facts = await loadMembers(
          parts.context.db,
          members.map(({ memberId }) => memberId),
        )
        return issueTo(parts, issued, members, ({ memberId }) => {
          const born = facts.get(memberId)?.birthday
          return born ? birthdayTerm(issued.content.usable, born, today) : null
        })
      },
    )
  }
  return count
}

/** Everybody once a month; the round says that it is done. */
async function issueMonth(parts: DeskParts, issued: Issued, today: Day): Promise<number> {
  const { db, clock } = parts.context
  const term = monthTerm(issued.content.usable, today)
  const round = { programCode: issued.program.code, benefit: issued.benefit.benefit, period: term.period }
  if (await isRoundFinished(db, round)) return 0
  const count = await eachPage(
    page => listMembers(db, page),
    members => issueTo(parts, issued, members, () => term),
  )
  await finishRound(db, { ...round, now: clock.now() })
  return count
}

async function eachPage(
  read: (page: { after: number; max: number }) => Promise<Somebody[]>,
  work: (members: readonly Somebody[]) => Promise<number>,
): Promise<number> {
  let count = 0
  let after = 0
  for (;;) {
    const members = await read({ after, max: membersPerPage })
    const last = members.at(-1)
    if (!last) return count
    count += await work(members)
    after = last.memberId
  }
}

async function issueTo(
  parts: DeskParts,
  { program, benefit }: Issued,
  members: readonly Somebody[],
  termOf: (member: Somebody) => ReturnType<typeof birthdayTerm>,
): Promise<number> {
  const { db, clock } = parts.context
  const directory = await storeDirectory(db)
  const due = members.flatMap(member => {
    const term = termOf(member)
    return term ? [{ ...member, term }] : []
  })
  let count = 0
  for (const [period, inPeriod] of Map.groupBy(due, ({ term }) => term.period)) {
    const memberIds = inPeriod.map(({ memberId }) => memberId)
    const served = await findServed(db, { memberIds, programCode: program.code, benefit: benefit.benefit, period })
    for (const { memberId, homeStoreId, term } of inPeriod.filter(member => !served.has(member.memberId))) {
      const ruling = await programFor(parts.programs, { directory, storeId: homeStoreId, at: clock.now() })
      if (ruling?.code !== program.code || ruling.version !== program.version) continue
      if (await db.transaction(tx => issueBenefit(tx, parts, { memberId, program, benefit, term }))) count += 1
    }
  }
  return count
}
