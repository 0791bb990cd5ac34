import type { Reason } from '../../../program/index.ts'
import type { Day } from '../../../shared/calendar.ts'
import { bigints, days, texts } from '../../platform/columns.ts'
import type { Transaction } from '../../platform/database.ts'

export type Reviewed = { memberId: number; programCode: string; track: string; reviewOn: Day | null }
/** What became of a day of judging: where the member stands now, and whence they came, if they moved on that day. */
export type ReviewOutcome = {
  memberId: number
  programCode: string
  level: string
  from: string | null
  reasons: Reason[]
  nextReviewOn: Day | null
}

/** Of a day on which time alone might have raised somebody, and did not, there is nothing to tell. */
export async function findReviewOutcomes(
  tx: Transaction,
  day: Day,
  judged: readonly Reviewed[],
): Promise<ReviewOutcome[]> {
  return tx.rows<ReviewOutcome>(
    `select q.member_id as "memberId", q.program_code as "programCode", s.level,
       m.from_level as "from", coalesce(m.reasons, '[]') as reasons, s.review_on as "nextReviewOn"
     from unnest($1::bigint[], $2::text[], $3::text[], $4::date[]) with ordinality as q (member_id, program_code, track, review_on, place)
     join levels.state s using (member_id, program_code, track)
     left join levels.move m on m.member_id = q.member_id and m.program_code = q.program_code and m.track = q.track
       and m.move_number = s.moves and m.cause in ('review', 'grant-ended') and m.moved_on = $5::date
     where q.review_on <= $5::date or m.move_number is not null
     order by q.place`,
    [
      bigints(judged, one => one.memberId),
      texts(judged, one => one.programCode),
      texts(judged, one => one.track),
      days(judged, one => one.reviewOn),
      day,
    ],
  )
}

/** The next day on which levels are reviewed, and of how many members. */
export async function findNextReview(tx: Transaction, after: Day): Promise<{ day: Day; members: number } | undefined> {
  return tx.row<{ day: Day; members: number }>(
    `select review_on as day, count(*) as members from levels.state
     where review_on = (select min(review_on) from levels.state where review_on > $1) group by review_on`,
    [after],
  )
}
