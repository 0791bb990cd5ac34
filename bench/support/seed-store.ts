import type { Database } from '../../src/server/platform/database.ts'

/** Gives each member lots of 300 points, one a day, with the entries and moves that explain them: the ledger stays provable. */
export async function insertPoints(
  db: Database,
  { ids, assetId, lotsPerMember }: { ids: readonly number[]; assetId: number; lotsPerMember: number },
): Promise<void> {
  await db.transaction(async tx => {
    await tx.run('insert into ledger.owner (member_id) select unnest($1::bigint[])', [ids])
    await tx.run(
      `insert into ledger.entry (member_id, asset_id, version, amount, posted_after, debt_change, shortfall, kind, contra, posted_at, sold_at, business_on, channel, reasons)
       select member_id, $2, lot, 300, 300 * lot, 0, 0, 'opening', 'opening', at, at, (at at time zone 'Asia/Shanghai')::date, 'import', '[]'
       from unnest($1::bigint[]) as member_id, generate_series(1, $3::int) as lot, lateral (select now() - interval '1 day' * ($3 + 1 - lot) as at) as posted`,
      [ids, assetId, lotsPerMember],
    )
    await tx.run(
      `insert into ledger.lot (member_id, asset_id, lot_number, granted, remaining, held, expires_at, funding, deferred_cents, is_open)
       select member_id, $2, lot, 300, 300, 0, date_trunc('day', now()) + interval '1 day' * (300 + lot % 300), 'gift', 0, true
       from unnest($1::bigint[]) as member_id, generate_series(1, $3::int) as lot`,
      [ids, assetId, lotsPerMember],
    )
    await tx.run(
      `insert into ledger.lot_move (member_id, asset_id, version, lot_number, amount)
       select member_id, $2, lot, lot, 300 from unnest($1::bigint[]) as member_id, generate_series(1, $3::int) as lot`,
      [ids, assetId, lotsPerMember],
    )
    await tx.run(
      `insert into ledger.account (member_id, asset_id, posted, held, debt, version, last_posted_at, next_expiry_at)
       select member_id, $2, 300 * $3::bigint, 0, 0, $3, now() - interval '1 day', date_trunc('day', now()) + interval '300 days'
       from unnest($1::bigint[]) as member_id`,
      [ids, assetId, lotsPerMember],
    )
  })
}

/** The sums per day of all that was seeded. */
export async function insertDayTotals(db: Database): Promise<void> {
  await db.run(
    `insert into ledger.day_total (business_on, store_id, asset_id, contra, entries, amount)
     select business_on, 0, asset_id, contra, count(*), sum(amount) from ledger.entry group by business_on, asset_id, contra`,
  )
}

/** Four in ten are ordinary members; the others buy at the price of their level, 5 %, 10 % or 15 % off. */
export async function insertLevels(db: Database, ids: readonly number[]): Promise<void> {
  await db.transaction(async tx => {
    await tx.run(
      `insert into levels.state (member_id, program_code, track, level, reached_on, review_on, moves)
       select member_id, 'accessory-shop', 'main', (array['silver', 'silver', 'silver', 'gold', 'gold', 'diamond'])[member_id % 10 - 3],
         current_date - 100, current_date + 265, 1
       from unnest($1::bigint[]) as member_id where member_id % 10 >= 4`,
      [ids],
    )
    await tx.run(
      `insert into levels.move (member_id, program_code, track, move_number, from_level, to_level, cause, moved_on, moved_at, program_version, reasons)
       select member_id, program_code, track, 1, 'ordinary', level, 'manual', reached_on, now() - interval '100 days', 1, '[]' from levels.state`,
    )
    await tx.run(
      `insert into levels.day_bucket (member_id, program_code, day_on, net_spend_cents, visits, points_earned)
       select member_id, 'accessory-shop', current_date - day * 30, 20000, 1, 200
       from unnest($1::bigint[]) as member_id, generate_series(1, 6) as day`,
      [ids],
    )
  })
}

/** What the background process still has to do: events to deliver, deltas to fold. */
export async function countLeftovers(db: Database): Promise<number> {
  const row = await db.row<{ leftovers: number }>(
    `select (select count(*) from platform.outbox) + (select count(*) from ledger.day_delta) + (select count(*) from checkout.sales_delta) as leftovers`,
  )
  return row?.leftovers ?? 0
}

/** How many receipts there are: what was really settled, whatever the load generator believes. */
export async function countReceipts(db: Database): Promise<number> {
  const row = await db.row<{ receipts: number }>('select count(*) as receipts from checkout.receipt')
  return row?.receipts ?? 0
}
