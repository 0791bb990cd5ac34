import type { Day } from '../../../shared/calendar.ts'
import { bigints } from '../../platform/columns.ts'
import type { Transaction } from '../../platform/database.ts'
import type { Issue } from './benefit.ts'

const columns = `member_id as "memberId", issue_id as "issueId", program_code as "programCode", program_version as "programVersion",
  benefit, period, name, gives, state, usable_from as "usableFrom", usable_through as "usableThrough", issued_at as "issuedAt",
  issued_on as "issuedOn", why_not as "whyNot", cost_cents as "costCents"`

/**
 * Writes a gift once for its period; one that could not be issued before may be issued now.
 * @returns whether it was written
 */
export async function putIssue(tx: Transaction, issue: Issue): Promise<boolean> {
  const row = await tx.row(
    `insert into benefits.issue as known (member_id, issue_id, program_code, program_version, benefit, period, name, gives, state,
       usable_from, usable_through, issued_at, issued_on, why_not, cost_cents)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
     on conflict (member_id, program_code, benefit, period) do update set state = excluded.state, why_not = null,
       program_version = excluded.program_version, name = excluded.name, gives = excluded.gives,
       usable_from = excluded.usable_from, usable_through = excluded.usable_through,
       issued_at = excluded.issued_at, issued_on = excluded.issued_on, cost_cents = excluded.cost_cents
     where known.state = 'not-issued' and excluded.state <> 'not-issued' returning 1 as done`,
    [
      issue.memberId,
      issue.issueId,
      issue.programCode,
      issue.programVersion,
      issue.benefit,
      issue.period,
      JSON.stringify(issue.name),
      JSON.stringify(issue.gives),
      issue.state,
      issue.usableFrom,
      issue.usableThrough,
      issue.issuedAt,
      issue.issuedOn,
      issue.whyNot && JSON.stringify(issue.whyNot),
      issue.costCents,
    ],
  )
  return row !== undefined
}

/** Those of the members who have something of a benefit for a period already. */
export async function findServed(
  tx: Transaction,
  asked: { memberIds: readonly number[]; programCode: string; benefit: string; period: string },
): Promise<Set<number>> {
  const rows = await tx.rows<{ memberId: number }>(
    `select member_id as "memberId" from benefits.issue
     where member_id = any($1::bigint[]) and program_code = $2 and benefit = $3 and period = $4 and state <> 'not-issued'`,
    [bigints(asked.memberIds, memberId => memberId), asked.programCode, asked.benefit, asked.period],
  )
  return new Set(rows.map(row => row.memberId))
}

/** Newest first, of the newest and of all that can still be used: what was not issued crowds out no gift. */
export async function listIssues(
  tx: Transaction,
  { memberId, on, max }: { memberId: number; on: Day; max: number },
): Promise<Issue[]> {
  return tx.rows<Issue>(
    `select ${columns} from benefits.issue where member_id = $1 and ((state = 'to-use' and (usable_through is null or usable_through >= $3)) or issue_id in (
       select issue_id from benefits.issue where member_id = $1 order by issued_at desc, issue_id desc limit $2))
     order by issued_at desc, issue_id desc`,
    [memberId, max, on],
  )
}

export async function findIssue(
  tx: Transaction,
  { memberId, issueId }: Pick<Issue, 'memberId' | 'issueId'>,
): Promise<Issue | undefined> {
  return tx.row<Issue>(`select ${columns} from benefits.issue where member_id = $1 and issue_id = $2`, [
    memberId,
    issueId,
  ])
}

/** What can be used on a day, the one that ends first before all others. */
export async function findUsable(
  tx: Transaction,
  { memberId, benefit, on }: { memberId: number; benefit: string; on: Day },
): Promise<Issue | undefined> {
  return tx.row<Issue>(
    `select ${columns} from benefits.issue
     where member_id = $1 and benefit = $2 and state = 'to-use' and usable_from <= $3 and (usable_through is null or usable_through >= $3)
     order by usable_through nulls last, issue_id limit 1`,
    [memberId, benefit, on],
  )
}

/** Of two who use one gift at once, one finds it used. @returns whether it was in the state before */
export async function moveIssue(
  tx: Transaction,
  move: { memberId: number; issueId: string; from: 'to-use' | 'used'; to: 'to-use' | 'used' },
): Promise<boolean> {
  const row = await tx.row(
    `update benefits.issue set state = $4 where member_id = $1 and issue_id = $2 and state = $3 returning 1 as done`,
    [move.memberId, move.issueId, move.from, move.to],
  )
  return row !== undefined
}

type Round = { programCode: string; benefit: string; period: string }

export async function isRoundFinished(tx: Transaction, round: Round): Promise<boolean> {
  const row = await tx.row(
    `select 1 as done from benefits.round where program_code = $1 and benefit = $2 and period = $3`,
    [round.programCode, round.benefit, round.period],
  )
  return row !== undefined
}

export async function finishRound(tx: Transaction, round: Round & { now: Date }): Promise<void> {
  await tx.run(
    `insert into benefits.round (program_code, benefit, period, finished_at) values ($1, $2, $3, $4) on conflict do nothing`,
    [round.programCode, round.benefit, round.period, round.now],
  )
}
