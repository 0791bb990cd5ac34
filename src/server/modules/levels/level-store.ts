import type { Reason } from '../../../program/index.ts'
import type { Day } from '../../../shared/calendar.ts'
import { bigints, booleans, days, instants, integers, jsons, texts, uuids } from '../../platform/columns.ts'
import type { Transaction } from '../../platform/database.ts'
import {
  addToRises,
  type Bucket,
  type LevelChanges,
  type LevelMoveRow,
  type LevelState,
  type MoveCause,
  type Rise,
} from './level-state.ts'

/** Which level of which member is asked for, and the days that its window holds. */
export type LevelQuestion = {
  memberId: number
  programCode: string
  track: string
  from: Day
  through: Day
  lowest: string
  /** Whether something may come back, so that the rises must be known that a refund undoes. */
  withRises: boolean
}

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
}

/**
 * Reads where members stand and what their windows hold, in one statement. The sums walk the primary key of day_bucket:
 * as many rows as the member had days of shopping, whatever the number of receipts.
 * They are added up as floats, which hold whole numbers up to 2^53 exactly: sums of bigint would be slow numerics.
 * The caller has locked the members.
 */
export async function loadLevelStates(tx: Transaction, questions: readonly LevelQuestion[]): Promise<LevelState[]> {
  if (questions.length === 0) return []
  const rows = await tx.rows<StateRow>(
    `select q.member_id, q.program_code, s.level, s.reached_on, s.review_on, s.grace_through, s.moves,
       m.last_moves,
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
       select sum(b.net_spend_cents::float8) filter (where b.day_on between q.from_on and q.through_on) as net_spend_cents,
              sum(b.visits) filter (where b.day_on between q.from_on and q.through_on) as visits,
              sum(b.points_earned::float8) filter (where b.day_on between q.from_on and q.through_on) as points_earned,
              sum(b.visits) as visits_ever
       from levels.day_bucket b where b.member_id = q.member_id and b.program_code = q.program_code
     ) w on true
     order by q.place`,
    [
      bigints(questions, question => question.memberId),
      texts(questions, question => question.programCode),
      texts(questions, question => question.track),
      days(questions, question => question.from),
      days(questions, question => question.through),
      movesReadMax,
      booleans(questions, question => question.withRises),
    ],
  )
  return rows.map((row, index) => stateOf(row, questions[index]))
}

function stateOf(row: StateRow, question: LevelQuestion | undefined): LevelState {
  const rises: Rise[] = []
  for (const move of row.last_moves ?? []) addToRises(rises, move)
  return {
    memberId: row.member_id,
    programCode: row.program_code,
    track: question?.track ?? 'main',
    level: row.level ?? question?.lowest ?? '',
    reachedOn: row.reached_on,
    reviewOn: row.review_on,
    graceThrough: row.grace_through,
    moves: row.moves ?? 0,
    rises,
    measures: { 'net-spend': row.net_spend_cents, visits: row.visits, 'points-earned': row.points_earned },
    hasBought: row.has_bought,
    isChanged: false,
  }
}

/** Writes what a transaction changed: one statement per table. */
export async function writeLevels(
  tx: Transaction,
  changes: LevelChanges,
  states: readonly LevelState[],
): Promise<void> {
  const changed = states.filter(state => state.isChanged)
  await tx.together(() => [
    addToBuckets(tx, changes.buckets),
    insertMoves(tx, changes.moves),
    upsertStates(tx, changed),
  ])
}

async function addToBuckets(tx: Transaction, buckets: readonly Bucket[]): Promise<void> {
  if (buckets.length === 0) return
  await tx.run(
    `insert into levels.day_bucket (member_id, program_code, day_on, net_spend_cents, visits, points_earned)
     select member_id, program_code, day_on, sum(net_spend_cents), sum(visits), sum(points_earned)
     from unnest($1::bigint[], $2::text[], $3::date[], $4::bigint[], $5::int[], $6::bigint[]) as b (member_id, program_code, day_on, net_spend_cents, visits, points_earned)
     group by 1, 2, 3 order by 1, 2, 3
     on conflict (member_id, program_code, day_on) do update set net_spend_cents = day_bucket.net_spend_cents + excluded.net_spend_cents,
       visits = day_bucket.visits + excluded.visits, points_earned = day_bucket.points_earned + excluded.points_earned`,
    [
      bigints(buckets, bucket => bucket.memberId),
      texts(buckets, bucket => bucket.programCode),
      days(buckets, bucket => bucket.dayOn),
      bigints(buckets, bucket => bucket.netSpendCents),
      integers(buckets, bucket => bucket.visits),
      bigints(buckets, bucket => bucket.pointsEarned),
    ],
  )
}

async function insertMoves(tx: Transaction, moves: readonly LevelMoveRow[]): Promise<void> {
  if (moves.length === 0) return
  await tx.run(
    `insert into levels.move (member_id, program_code, track, move_number, from_level, to_level, cause, moved_on, moved_at, receipt_id, program_version, reasons, from_reached_on, from_review_on, from_grace_through)
     select * from unnest($1::bigint[], $2::text[], $3::text[], $4::int[], $5::text[], $6::text[], $7::text[], $8::date[], $9::timestamptz[], $10::uuid[], $11::int[], $12::jsonb[], $13::date[], $14::date[], $15::date[])`,
    [
      bigints(moves, move => move.state.memberId),
      texts(moves, move => move.state.programCode),
      texts(moves, move => move.state.track),
      integers(moves, move => move.moveNumber),
      texts(moves, move => move.from),
      texts(moves, move => move.to),
      texts(moves, move => move.cause),
      days(moves, move => move.movedOn),
      instants(moves, move => move.movedAt.getTime()),
      uuids(moves, move => move.receiptId),
      integers(moves, move => move.programVersion),
      jsons(moves, move => JSON.stringify(move.reasons)),
      days(moves, move => move.before.reachedOn),
      days(moves, move => move.before.reviewOn),
      days(moves, move => move.before.graceThrough),
    ],
  )
}

async function upsertStates(tx: Transaction, states: readonly LevelState[]): Promise<void> {
  if (states.length === 0) return
  await tx.run(
    `insert into levels.state (member_id, program_code, track, level, reached_on, review_on, grace_through, moves)
     select * from unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::date[], $6::date[], $7::date[], $8::int[])
     on conflict (member_id, program_code, track) do update set level = excluded.level, reached_on = excluded.reached_on,
       review_on = excluded.review_on, grace_through = excluded.grace_through, moves = excluded.moves`,
    [
      bigints(states, state => state.memberId),
      texts(states, state => state.programCode),
      texts(states, state => state.track),
      texts(states, state => state.level),
      days(states, state => state.reachedOn),
      days(states, state => state.reviewOn),
      days(states, state => state.graceThrough),
      integers(states, state => state.moves),
    ],
  )
}

/** Members whose review day has come, oldest review first. */
export async function findReviewsDue(
  tx: Transaction,
  { today, max }: { today: Day; max: number },
): Promise<{ memberId: number; programCode: string; track: string; reviewOn: Day }[]> {
  const rows = await tx.rows<{ member_id: number; program_code: string; track: string; review_on: Day }>(
    'select member_id, program_code, track, review_on from levels.state where review_on <= $1 order by review_on, member_id limit $2',
    [today, max],
  )
  return rows.map(row => ({
    memberId: row.member_id,
    programCode: row.program_code,
    track: row.track,
    reviewOn: row.review_on,
  }))
}

export type StoredMove = { from: string; to: string; movedOn: Day; cause: MoveCause; reasons: Reason[] }

/** The history of a member in a track, newest first. */
export async function findMoves(
  tx: Transaction,
  { memberId, programCode, track }: { memberId: number; programCode: string; track: string },
): Promise<StoredMove[]> {
  const rows = await tx.rows<{
    from_level: string
    to_level: string
    moved_on: Day
    cause: MoveCause
    reasons: Reason[]
  }>(
    `select from_level, to_level, moved_on, cause, reasons from levels.move
     where member_id = $1 and program_code = $2 and track = $3 order by move_number desc limit 100`,
    [memberId, programCode, track],
  )
  return rows.map(row => ({
    from: row.from_level,
    to: row.to_level,
    movedOn: row.moved_on,
    cause: row.cause,
    reasons: row.reasons,
  }))
}

/** The moves that a receipt or its refunds caused, in order. */
export async function findMovesOfReceipt(
  tx: Transaction,
  { memberId, receiptId }: { memberId: number; receiptId: string },
): Promise<{ toLevel: string; reasons: Reason[] }[]> {
  const rows = await tx.rows<{ to_level: string; reasons: Reason[] }>(
    'select to_level, reasons from levels.move where member_id = $1 and receipt_id = $2 order by moved_at, move_number',
    [memberId, receiptId],
  )
  return rows.map(row => ({ toLevel: row.to_level, reasons: row.reasons }))
}
