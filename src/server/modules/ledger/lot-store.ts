import { bigints, smallints } from '../../platform/columns.ts'
import type { Transaction } from '../../platform/database.ts'
import { type Account, compareLots, type Funding, type Idle, type Lot } from './account.ts'
import { periodOf } from './keeping.ts'

/** Which lots a transaction needs of one account: enough to cover `points`, and some by number. */
export type LotNeed = { account: Account; points: number; lotNumbers: readonly number[]; idleLots: boolean }

type LotRow = {
  member_id: number
  asset_id: number
  lot_number: number
  granted: number
  remaining: number
  held: number
  expires_at: Date | null
  funding: Funding
  deferred_cents: number
  program_version: number | null
  usable_from: Date | null
  pending_until: string | null
  is_pending: boolean
  idle_period: string | null
  kept_by: string | null
  kept_on: string | null
}

const lotColumns = `l.member_id, l.asset_id, l.lot_number, l.granted, l.remaining, l.held, l.expires_at, l.funding, l.deferred_cents, l.program_version,
  l.usable_from, l.pending_until, l.is_pending, l.idle_period, l.kept_by, l.kept_on`

/**
 * Sums are of floats, which hold whole numbers up to 2^53 exactly: sums of bigint would be slow numerics.
 * Reads the lots that are needed, and only those: all that are due, as many as cover the points (first to expire
 * first), the first one after the due ones (it is the next to expire), those whose wait is over and the first one after
 * them, all that end by inactivity where somebody is active, and those named by number even if used up.
 * A member with thousands of lots costs one scan of lot_open, which the index holds in this very order.
 */
export async function loadLots(tx: Transaction, needs: readonly LotNeed[], now: Date): Promise<void> {
  if (needs.length === 0) return
  const ripe = needs.filter(({ account: { nextUsableMs } }) => nextUsableMs !== null && nextUsableMs <= now.getTime())
  const kept = needs.filter(({ idleLots }) => idleLots)
  const named = needs.flatMap(({ account, lotNumbers }) => lotNumbers.map(lotNumber => ({ account, lotNumber })))
  // Most batches have nothing but the first part: what is empty is not asked for.
  const parts = await tx.together(() => [
    readCoveringLots(tx, needs, now),
    readRipeLots(tx, ripe, now),
    readIdleLots(tx, kept),
    readNamedLots(tx, named),
  ])
  const rows = new Map(parts.flat().map(row => [`${row.member_id}/${row.asset_id}/${row.lot_number}`, row])).values()
  const lotsOf = new Map<string, Lot[]>()
  for (const row of rows) {
    const key = `${row.member_id}/${row.asset_id}`
    const lots = lotsOf.get(key) ?? []
    lots.push(lotOf(row))
    lotsOf.set(key, lots)
  }
  for (const { account, idleLots } of needs) {
    account.lots = (lotsOf.get(`${account.memberId}/${account.assetId}`) ?? []).sort(compareLots)
    if (idleLots) account.hasIdleLots = true
  }
}

function idleOf({ idle_period, kept_by, kept_on }: LotRow): Idle | null {
  if (idle_period === null || kept_by === null || kept_on === null) return null
  return { period: periodOf(idle_period), keptBy: kept_by.split(','), keptOn: kept_on }
}

function lotOf(row: LotRow): Lot {
  return {
    lotNumber: row.lot_number,
    granted: row.granted,
    remaining: row.remaining,
    held: row.held,
    expiresAtMs: row.expires_at?.getTime() ?? null,
    funding: row.funding,
    deferredCents: row.deferred_cents,
    programVersion: row.program_version,
    usableFromMs: row.usable_from?.getTime() ?? null,
    pendingUntil: row.pending_until,
    isPending: row.is_pending,
    idle: idleOf(row),
    isNew: false,
    isChanged: false,
  }
}

async function readCoveringLots(tx: Transaction, needs: readonly LotNeed[], now: Date): Promise<LotRow[]> {
  return tx.rows<LotRow>(
    `select ${lotColumns} from (
       select l.*, coalesce(sum((l.remaining - l.held)::float8) filter (where (l.expires_at is null or l.expires_at > $4) and (not l.is_pending or l.usable_from <= $4)) over before, 0) as covered, lag(l.expires_at) over before as previous_ends, row_number() over before as place, need.points
       from unnest($1::bigint[], $2::smallint[], $3::bigint[]) as need (member_id, asset_id, points)
       join ledger.lot l on l.member_id = need.member_id and l.asset_id = need.asset_id and l.is_open
       window before as (partition by l.member_id, l.asset_id order by l.expires_at nulls last, l.lot_number)
     ) as l
     where covered - (remaining - held) < points or expires_at <= $4 or previous_ends <= $4 or place = 1`,
    [
      bigints(needs, need => need.account.memberId),
      smallints(needs, need => need.account.assetId),
      // Due lots go away before anything is drawn, held and pending points are passed over: none covers what is needed.
      bigints(needs, need => need.points),
      now,
    ],
  )
}

async function readRipeLots(tx: Transaction, ripe: readonly LotNeed[], now: Date): Promise<LotRow[]> {
  if (ripe.length === 0) return []
  return tx.rows<LotRow>(
    `select ${lotColumns} from unnest($1::bigint[], $2::smallint[]) as ripe (member_id, asset_id)
     join ledger.lot l on l.member_id = ripe.member_id and l.asset_id = ripe.asset_id and l.is_pending
     where l.usable_from <= coalesce((select min(later.usable_from) from ledger.lot later where later.member_id = ripe.member_id
       and later.asset_id = ripe.asset_id and later.is_pending and later.usable_from > $3), $3)`,
    [...accountArrays(ripe), now],
  )
}

async function readIdleLots(tx: Transaction, kept: readonly LotNeed[]): Promise<LotRow[]> {
  if (kept.length === 0) return []
  return tx.rows<LotRow>(
    `select ${lotColumns} from unnest($1::bigint[], $2::smallint[]) as kept (member_id, asset_id)
     join ledger.lot l on l.member_id = kept.member_id and l.asset_id = kept.asset_id and l.is_open and l.idle_period is not null`,
    accountArrays(kept),
  )
}

type NamedLot = Pick<LotNeed, 'account'> & { lotNumber: number }

async function readNamedLots(tx: Transaction, named: readonly NamedLot[]): Promise<LotRow[]> {
  if (named.length === 0) return []
  return tx.rows<LotRow>(
    `select ${lotColumns} from unnest($1::bigint[], $2::smallint[], $3::bigint[]) as named (member_id, asset_id, lot_number)
     join ledger.lot l using (member_id, asset_id, lot_number)`,
    [...accountArrays(named), bigints(named, ({ lotNumber }) => lotNumber)],
  )
}

const accountArrays = (of: readonly Pick<LotNeed, 'account'>[]) => [
  bigints(of, ({ account }) => account.memberId),
  smallints(of, ({ account }) => account.assetId),
]
