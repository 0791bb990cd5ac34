import { EventKind } from '../../platform/events.ts'

export type ActivityRecorded = {
  memberId: number
  activityId: string
  code: string
  /** An instant, RFC 3339. */
  happenedAt: string
  storeId: number | null
  /** Points by asset, as given. */
  points: Readonly<Record<string, number>>
}

export const activityRecorded = new EventKind<ActivityRecorded>('activities/recorded', 1)
