import type { Reason } from '../../../program/index.ts'
import type { Day } from '../../../shared/calendar.ts'
import { bigints, days, texts } from '../../platform/columns.ts'
import type { Transaction } from '../../platform/database.ts'

export type Reviewed = { memberId: number; programCode: string; track: string; reviewOn: Day }
/** What became of a review: where the member stands now, and the fall of that day, if there was one. */
export type ReviewOutcome = Reviewed & {
  level: string
  from: string | null
  reasons: Reason[]
  nextReviewOn: Day | null
}

export async function findReviewOutcomes(tx: Transaction, reviews: readonly Reviewed[]): Promise<ReviewOutcome[]> {
  return tx.rows<ReviewOutcome>(
    `select q.member_id as "memberId", q.program_code as "programCode", q.track, q.review_on as "reviewOn", s.level,
       m.from_level as "from", coalesce(m.reasons, '[]') as reasons, s.review_on as "nextReviewOn"
     from unnest($1::bigint[], $2::text[], $3::text[], $4::date[]) with ordinality as q (member_id, program_code, track, review_on, place)
     join levels.state s using (member_id, program_code, track)
     left join levels.move m on m.member_id = q.member_id and m.program_code = q.program_code and m.track = q.track
       and m.move_number = s.moves and m.cause = 'review' and m.moved_on = q.review_on
     order by q.place`,
    [
      bigints(reviews, review => review.memberId),
      texts(reviews, review => review.programCode),
      texts(reviews, review => review.track),
      days(reviews, review => review.reviewOn),
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
