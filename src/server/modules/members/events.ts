import { EventKind } from '../../platform/events.ts'

export type MemberJoined = {
  memberId: number
  memberNumber: string
  homeStoreId: number | null
  source: string
  /** An instant, RFC 3339. */
  joinedAt: string
}

/** Somebody joined by themselves or at a till. Imported members do not announce themselves: no welcome for old friends. */
export const memberJoined = new EventKind<MemberJoined>('members/joined', 1)
