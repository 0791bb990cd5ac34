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

/** Who looked up phones in a way that looks like trying a list. It names no phone. */
export type LookUpAlarm = {
  kind: 'phone-look-ups-in-vain' | 'phone-look-ups-many'
  /** As journals name callers: "staff:…", "till:…", "key:…". */
  callerId: string
  callerName: string
  /** So many within so many minutes. */
  count: number
  minutes: number
}

export const phoneLookUpsSuspicious = new EventKind<LookUpAlarm>('members/phone-look-ups-suspicious', 1)
