import type { Transaction } from '../../platform/database.ts'
import type { Redemption } from './redemption.ts'

const columns = `member_id as "memberId", redemption_id as "redemptionId", program_code as "programCode",
  program_version as "programVersion", rule, name, times, asset, asset_id as "assetId", points, entry_version as "entryVersion",
  gives, state, store_id as "storeId", channel, redeemed_at as "redeemedAt", redeemed_on as "redeemedOn",
  redeemed_by as "redeemedBy", finished_at as "finishedAt", finished_by as "finishedBy", cancel_reason as "cancelReason"`

export async function insertRedemption(tx: Transaction, redemption: Redemption): Promise<void> {
  await tx.run(
    `insert into rewards.redemption (member_id, redemption_id, program_code, program_version, rule, name, times, asset, asset_id,
       points, entry_version, gives, state, store_id, channel, redeemed_at, redeemed_on, redeemed_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)`,
    [
      redemption.memberId,
      redemption.redemptionId,
      redemption.programCode,
      redemption.programVersion,
      redemption.rule,
      JSON.stringify(redemption.name),
      redemption.times,
      redemption.asset,
      redemption.assetId,
      redemption.points,
      redemption.entryVersion,
      JSON.stringify(redemption.gives),
      redemption.state,
      redemption.storeId,
      redemption.channel,
      redemption.redeemedAt,
      redemption.redeemedOn,
      redemption.redeemedBy,
    ],
  )
}

export async function findRedemption(
  tx: Transaction,
  { memberId, redemptionId }: Pick<Redemption, 'memberId' | 'redemptionId'>,
): Promise<Redemption | undefined> {
  return tx.row<Redemption>(`select ${columns} from rewards.redemption where member_id = $1 and redemption_id = $2`, [
    memberId,
    redemptionId,
  ])
}

export type Finish = {
  memberId: number
  redemptionId: string
  state: 'handed-over' | 'cancelled'
  finishedAt: Date
  finishedBy: string
  cancelReason: string | null
}

/** Of two who finish it at once, one finds nothing that waits. @returns whether it waited */
export async function markFinished(tx: Transaction, finish: Finish): Promise<boolean> {
  const row = await tx.row(
    `update rewards.redemption set state = $3, finished_at = $4, finished_by = $5, cancel_reason = $6
     where member_id = $1 and redemption_id = $2 and state = 'to-hand-over' returning 1 as done`,
    [finish.memberId, finish.redemptionId, finish.state, finish.finishedAt, finish.finishedBy, finish.cancelReason],
  )
  return row !== undefined
}

/** Newest first. */
export async function listRedemptions(
  tx: Transaction,
  { memberId, max }: { memberId: number; max: number },
): Promise<Redemption[]> {
  return tx.rows<Redemption>(
    `select ${columns} from rewards.redemption where member_id = $1 order by redeemed_at desc, redemption_id desc limit $2`,
    [memberId, max],
  )
}

/** What waits in stores, oldest first. */
export async function listToHandOver(
  tx: Transaction,
  { storeIds, max }: { storeIds: 'all' | readonly number[]; max: number },
): Promise<Redemption[]> {
  return tx.rows<Redemption>(
    `select ${columns} from rewards.redemption
     where state = 'to-hand-over' and ($1::int[] is null or store_id = any($1)) order by redeemed_at, redemption_id limit $2`,
    [storeIds === 'all' ? null : [...storeIds], max],
  )
}
