import type { Day } from '../../../shared/calendar.ts'
import type { Transaction } from '../../platform/database.ts'
import type { Effect } from '../checkout/index.ts'

export type Activity = {
  memberId: number
  activityId: string
  code: string
  happenedAt: Date
  happenedOn: Day
  recordedAt: Date
  storeId: number | null
  channel: string
  recordedBy: string | null
  reference: string | null
  programCode: string | null
  programVersion: number | null
  effects: readonly Effect[]
}

/** Whether the same activity was recorded before. Without a reference each report is another one. */
export async function isRecorded(
  tx: Transaction,
  { memberId, code, reference }: Pick<Activity, 'memberId' | 'code' | 'reference'>,
): Promise<boolean> {
  if (reference === null) return false
  const row = await tx.row(
    'select 1 as done from activities.activity where member_id = $1 and code = $2 and reference = $3',
    [memberId, code, reference],
  )
  return row !== undefined
}

export async function insertActivity(tx: Transaction, activity: Activity): Promise<void> {
  await tx.run(
    `insert into activities.activity (member_id, activity_id, code, happened_at, happened_on, recorded_at, store_id, channel,
       recorded_by, reference, program_code, program_version, effects)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
    [
      activity.memberId,
      activity.activityId,
      activity.code,
      activity.happenedAt,
      activity.happenedOn,
      activity.recordedAt,
      activity.storeId,
      activity.channel,
      activity.recordedBy,
      activity.reference,
      activity.programCode,
      activity.programVersion,
      JSON.stringify(activity.effects),
    ],
  )
}

const columns = `member_id as "memberId", activity_id as "activityId", code, happened_at as "happenedAt", happened_on as "happenedOn",
  recorded_at as "recordedAt", store_id as "storeId", channel, recorded_by as "recordedBy", reference,
  program_code as "programCode", program_version as "programVersion", effects`

export async function findActivity(
  tx: Transaction,
  { memberId, activityId }: { memberId: number; activityId: string },
): Promise<Activity | undefined> {
  return tx.row<Activity>(`select ${columns} from activities.activity where member_id = $1 and activity_id = $2`, [
    memberId,
    activityId,
  ])
}

/** Newest first. */
export async function listActivities(
  tx: Transaction,
  { memberId, before, max }: { memberId: number; before: { at: Date; activityId: string } | null; max: number },
): Promise<Activity[]> {
  return tx.rows<Activity>(
    `select ${columns} from activities.activity
     where member_id = $1 and ($2::timestamptz is null or (happened_at, activity_id) < ($2, $3::uuid))
     order by happened_at desc, activity_id desc limit $4`,
    [memberId, before?.at ?? null, before?.activityId ?? null, max],
  )
}
