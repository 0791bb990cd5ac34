import { bigints, days, instants, integers, jsons, texts, uuids } from '../../platform/columns.ts'
import type { Transaction } from '../../platform/database.ts'
import type { Bucket, DayMeasure, LevelChanges, LevelMoveRow, LevelState } from './level-state.ts'

/** Writes what a transaction changed: one statement per table. */
export async function writeLevels(
  tx: Transaction,
  changes: LevelChanges,
  states: readonly LevelState[],
): Promise<void> {
  const changed = states.filter(state => state.isChanged)
  await tx.together(() => [
    addToBuckets(tx, changes.buckets),
    addToDayMeasures(tx, changes.dayMeasures),
    insertMoves(tx, changes.moves),
    upsertStates(tx, changed),
    upsertGrants(tx, states),
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

async function addToDayMeasures(tx: Transaction, rows: readonly DayMeasure[]): Promise<void> {
  if (rows.length === 0) return
  await tx.run(
    `insert into levels.day_measure (member_id, program_code, measure, day_on, amount)
     select member_id, program_code, measure, day_on, sum(amount)
     from unnest($1::bigint[], $2::text[], $3::text[], $4::date[], $5::bigint[]) as d (member_id, program_code, measure, day_on, amount)
     group by 1, 2, 3, 4 order by 1, 2, 3, 4
     on conflict (member_id, program_code, measure, day_on) do update set amount = day_measure.amount + excluded.amount`,
    [
      bigints(rows, row => row.memberId),
      texts(rows, row => row.programCode),
      texts(rows, row => row.measure),
      days(rows, row => row.dayOn),
      bigints(rows, row => row.amount),
    ],
  )
}

async function insertMoves(tx: Transaction, moves: readonly LevelMoveRow[]): Promise<void> {
  if (moves.length === 0) return
  await tx.run(
    `insert into levels.move (member_id, program_code, track, move_number, from_level, to_level, cause, moved_on, moved_at, receipt_id, program_version, reasons, from_reached_on, from_review_on, from_grace_through, staff, through_on)
     select * from unnest($1::bigint[], $2::text[], $3::text[], $4::int[], $5::text[], $6::text[], $7::text[], $8::date[], $9::timestamptz[], $10::uuid[], $11::int[], $12::jsonb[], $13::date[], $14::date[], $15::date[], $16::text[], $17::date[])`,
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
      texts(moves, move => move.staff),
      days(moves, move => move.throughOn),
    ],
  )
}

async function upsertStates(tx: Transaction, states: readonly LevelState[]): Promise<void> {
  if (states.length === 0) return
  await tx.run(
    `insert into levels.state (member_id, program_code, track, level, reached_on, review_on, grace_through, moves, rise_on, locked_through, grants)
     select * from unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::date[], $6::date[], $7::date[], $8::int[], $9::date[], $10::date[], $11::int[])
     on conflict (member_id, program_code, track) do update set level = excluded.level, reached_on = excluded.reached_on,
       review_on = excluded.review_on, grace_through = excluded.grace_through, moves = excluded.moves, rise_on = excluded.rise_on,
       locked_through = excluded.locked_through, grants = excluded.grants`,
    [
      bigints(states, state => state.memberId),
      texts(states, state => state.programCode),
      texts(states, state => state.track),
      texts(states, state => state.level),
      days(states, state => state.reachedOn),
      days(states, state => state.reviewOn),
      days(states, state => state.graceThrough),
      integers(states, state => state.moves),
      days(states, state => state.riseOn),
      days(states, state => state.lockedThrough),
      integers(states, state => state.grantCount),
    ],
  )
}

/** New grants, and those that were taken back or whose level below has changed. */
async function upsertGrants(tx: Transaction, states: readonly LevelState[]): Promise<void> {
  const grants = states.flatMap(({ memberId, programCode, track, grants: all }) =>
    all.filter(grant => grant.isChanged).map(grant => ({ ...grant, memberId, programCode, track })),
  )
  if (grants.length === 0) return
  await tx.run(
    `insert into levels.grant (member_id, program_code, track, grant_number, level, way, granted_on, through_on, receipt_id, below_level, below_reached_on, below_review_on, below_grace_through, taken_back_on)
     select * from unnest($1::bigint[], $2::text[], $3::text[], $4::int[], $5::text[], $6::text[], $7::date[], $8::date[], $9::uuid[], $10::text[], $11::date[], $12::date[], $13::date[], $14::date[])
     on conflict (member_id, program_code, track, grant_number) do update set taken_back_on = excluded.taken_back_on,
       below_level = excluded.below_level, below_reached_on = excluded.below_reached_on, below_review_on = excluded.below_review_on, below_grace_through = excluded.below_grace_through`,
    [
      bigints(grants, grant => grant.memberId),
      texts(grants, grant => grant.programCode),
      texts(grants, grant => grant.track),
      integers(grants, grant => grant.number),
      texts(grants, grant => grant.level),
      texts(grants, grant => grant.way),
      days(grants, grant => grant.grantedOn),
      days(grants, grant => grant.throughOn),
      uuids(grants, grant => grant.receiptId),
      texts(grants, grant => grant.below.level),
      days(grants, grant => grant.below.reachedOn),
      days(grants, grant => grant.below.reviewOn),
      days(grants, grant => grant.below.graceThrough),
      days(grants, grant => grant.takenBackOn),
    ],
  )
}
