import type { Day } from '../../../shared/calendar.ts'
import { bigints, booleans, days, integers, texts } from '../../platform/columns.ts'
import type { Transaction } from '../../platform/database.ts'
import type { LevelQuestion } from './level-question.ts'
import { activeMonths, addToRises, type Grant, type LevelMoveRow, type LevelState, type Rise } from './level-state.ts'

/** How far back the rises are read that a refund may undo. Ladders have few steps, so this is years of moving. */
const movesReadMax = 20

type StateRow = {
  member_id: number
  program_code: string
  level: string | null
  reached_on: Day | null
  review_on: Day | null
  grace_through: Day | null
  moves: number | null
  last_moves: Pick<LevelMoveRow, 'from' | 'to' | 'cause' | 'receiptId' | 'before'>[] | null
  net_spend_cents: number
  visits: number
  points_earned: number
  has_bought: boolean
  last_on: Day | null
  rise_on: Day | null
  locked_through: Day | null
  grant_count: number | null
  grants: Omit<Grant, 'takenBackOn' | 'isChanged'>[] | null
  amounts: (number | Record<string, number> | null)[] | null
}

/** What an extra gauge counts, from the buckets of receipts or from the measures that only some programs have. */
const amountOfGauge = `case
  when g.measure = 'active-months' then (
    select json_object_agg(v.month, v.visits) from (
      select to_char(b.day_on, 'YYYY-MM') as month, sum(b.visits) as visits from levels.day_bucket b
      where b.member_id = g.member_id and b.program_code = g.program_code and b.day_on between g.from_on and g.through_on group by 1) v)
  when g.measure in ('net-spend', 'visits', 'points-earned') then (
    select to_json(sum(case g.measure when 'net-spend' then b.net_spend_cents::float8 when 'visits' then b.visits else b.points_earned::float8 end))
    from levels.day_bucket b where b.member_id = g.member_id and b.program_code = g.program_code and b.day_on between g.from_on and g.through_on)
  else (
    select to_json(sum(d.amount::float8)) from levels.day_measure d
    where d.member_id = g.member_id and d.program_code = g.program_code and d.measure = g.measure and d.day_on between g.from_on and g.through_on)
  end`

/** The extra gauges of all questions, each a range of a primary key. Left out of the statement where nobody has any. */
const joinOfGauges = `left join (
       select g.place, json_agg(${amountOfGauge} order by g.nth) as amounts
       from unnest($8::int[], $9::int[], $10::bigint[], $11::text[], $12::text[], $13::date[], $14::date[]) as g (place, nth, member_id, program_code, measure, from_on, through_on)
       group by g.place
     ) e on e.place = q.place`

/**
 * Reads where members stand and what their windows hold, in one statement. The sums walk the primary key of day_bucket:
 * as many rows as the member had days of shopping, whatever the number of receipts.
 * Windows and measures beyond the usual ones cost one more such walk each, and nothing where a program has none.
 * They are added up as floats, which hold whole numbers up to 2^53 exactly: sums of bigint would be slow numerics.
 * The caller has locked the members.
 */
export async function loadLevelStates(tx: Transaction, questions: readonly LevelQuestion[]): Promise<LevelState[]> {
  if (questions.length === 0) return []
  const gauges = questions.flatMap((question, index) =>
    question.gauges.map((gauge, nth) => ({ ...question, ...gauge, place: index + 1, nth })),
  )
  const rows = await tx.rows<StateRow>(
    `select q.member_id, q.program_code, s.level, s.reached_on, s.review_on, s.grace_through, s.moves, s.rise_on, s.locked_through, s.grants as grant_count, g.grants,
       m.last_moves, w.last_on, ${gauges.length > 0 ? 'e.amounts' : 'null as amounts'},
       coalesce(w.net_spend_cents, 0)::bigint as net_spend_cents, coalesce(w.visits, 0)::bigint as visits, coalesce(w.points_earned, 0)::bigint as points_earned,
       coalesce(w.visits_ever, 0) > 0 as has_bought
     from unnest($1::bigint[], $2::text[], $3::text[], $4::date[], $5::date[], $7::boolean[]) with ordinality as q (member_id, program_code, track, from_on, through_on, with_rises, place)
     left join levels.state s on s.member_id = q.member_id and s.program_code = q.program_code and s.track = q.track
     left join lateral (
       select json_agg(json_build_object('from', m.from_level, 'to', m.to_level, 'cause', m.cause, 'receiptId', m.receipt_id,
           'before', json_build_object('reachedOn', m.from_reached_on, 'reviewOn', m.from_review_on, 'graceThrough', m.from_grace_through)) order by m.move_number) as last_moves
       from levels.move m where q.with_rises and m.member_id = s.member_id and m.program_code = s.program_code and m.track = s.track and m.move_number > s.moves - $6
     ) m on true
     left join lateral (
       select json_agg(json_build_object('number', g.grant_number, 'level', g.level, 'way', g.way, 'grantedOn', g.granted_on, 'throughOn', g.through_on, 'receiptId', g.receipt_id,
           'below', json_build_object('level', g.below_level, 'reachedOn', g.below_reached_on, 'reviewOn', g.below_review_on, 'graceThrough', g.below_grace_through)) order by g.grant_number) as grants
       from levels.grant g where s.grants > 0 and g.member_id = s.member_id and g.program_code = s.program_code and g.track = s.track and g.taken_back_on is null
     ) g on true
     left join lateral (
       select sum(b.net_spend_cents::float8) filter (where b.day_on between q.from_on and q.through_on) as net_spend_cents,
              sum(b.visits) filter (where b.day_on between q.from_on and q.through_on) as visits,
              sum(b.points_earned::float8) filter (where b.day_on between q.from_on and q.through_on) as points_earned,
              sum(b.visits) as visits_ever, max(b.day_on) as last_on
       from levels.day_bucket b where b.member_id = q.member_id and b.program_code = q.program_code
     ) w on true
     ${gauges.length > 0 ? joinOfGauges : ''}
     order by q.place`,
    [
      bigints(questions, question => question.memberId),
      texts(questions, question => question.programCode),
      texts(questions, question => question.track),
      days(questions, question => question.from),
      days(questions, question => question.through),
      movesReadMax,
      booleans(questions, question => question.withRises),
      ...(gauges.length > 0
        ? [
            integers(gauges, gauge => gauge.place),
            integers(gauges, gauge => gauge.nth),
            bigints(gauges, gauge => gauge.memberId),
            texts(gauges, gauge => gauge.programCode),
            texts(gauges, gauge => gauge.measure),
            days(gauges, gauge => gauge.from),
            days(gauges, gauge => gauge.through),
          ]
        : []),
    ],
  )
  return rows.flatMap((row, index) => {
    const question = questions[index]
    return question ? [stateOf(row, question)] : []
  })
}

function stateOf(row: StateRow, question: LevelQuestion): LevelState {
  const rises: Rise[] = []
  for (const move of row.last_moves ?? []) addToRises(rises, move)
  return {
    memberId: row.member_id,
    programCode: row.program_code,
    track: question.track,
    level: row.level ?? question.lowest,
    reachedOn: row.reached_on,
    reviewOn: row.review_on,
    graceThrough: row.grace_through,
    moves: row.moves ?? 0,
    rises,
    hasBought: row.has_bought,
    lastOn: row.last_on,
    riseOn: row.rise_on,
    lockedThrough: row.locked_through,
    grants: (row.grants ?? []).map(grant => ({ ...grant, takenBackOn: null, isChanged: false })),
    grantCount: row.grant_count ?? 0,
    window: { from: question.from, through: question.through },
    gauges: question.gauges,
    ...countsOf(row, question),
    isChanged: false,
  }
}

function countsOf(row: StateRow, { gauges }: LevelQuestion): Pick<LevelState, 'measures' | 'months'> {
  const measures: Record<string, number> = {
    'net-spend': row.net_spend_cents,
    visits: row.visits,
    'points-earned': row.points_earned,
  }
  const months: LevelState['months'] = {}
  for (const [nth, { key }] of gauges.entries()) {
    const amount = row.amounts?.[nth] ?? 0
    if (typeof amount === 'object') months[key] = amount
    measures[key] = typeof amount === 'object' ? activeMonths(amount) : amount
  }
  return { measures, months }
}

/** A day of judging that has come: a review, or before it a day on which time alone may raise. */
export type DueReview = {
  memberId: number
  programCode: string
  track: string
  reviewOn: Day | null
  riseOn: Day | null
}

/**
 * Members whose day has come, oldest first. Each of the two walks its own partial index.
 * `except`: programs of which a measure is still being counted; nobody is judged by half of a history.
 */
export async function findReviewsDue(
  tx: Transaction,
  { today, max, except }: { today: Day; max: number; except: readonly string[] },
): Promise<DueReview[]> {
  const rows = await tx.rows<{
    member_id: number
    program_code: string
    track: string
    review_on: Day | null
    rise_on: Day | null
  }>(
    `select member_id, program_code, track, review_on, rise_on from (
       (select * from levels.state where review_on <= $1 and program_code <> all($3) order by review_on, member_id limit $2)
       union
       (select * from levels.state where rise_on <= $1 and program_code <> all($3) order by rise_on, member_id limit $2)
     ) due order by least(review_on, rise_on), member_id limit $2`,
    [today, max, [...except]],
  )
  return rows.map(row => ({
    memberId: row.member_id,
    programCode: row.program_code,
    track: row.track,
    reviewOn: row.review_on,
    riseOn: row.rise_on,
  }))
}
