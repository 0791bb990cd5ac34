import { addMonths, type Day } from '../../../shared/calendar.ts'
import type { genders, memberSources } from '../../../shared/contract/members.ts'

export type Gender = (typeof genders)[number]
export type MemberSource = (typeof memberSources)[number]
export type Attributes = Readonly<Record<string, string | number | boolean>>

/** What decisions need to know of a member. */
export type MemberFacts = {
  memberId: number
  memberNumber: string
  name: string
  joinedAt: Date
  birthday: Day | null
  homeStoreId: number | null
  gender: Gender | null
  attributes: Readonly<Record<string, unknown>>
  /** Codes of the segments that somebody wrote onto the member. */
  segments: readonly string[]
  /** The way of joining that was taken, if any is known. */
  joiningWay: string | null
}

/** Whose members somebody sees in lists: those whose home is one of the stores, or who bought there since a day. */
export type StoreScope = { storeIds: 'all' | readonly number[]; boughtSince: Day }

/** Having bought in a store within the last two years brings a member into its scope. */
export function storeScopeOf(storeIds: StoreScope['storeIds'], today: Day): StoreScope {
  return { storeIds, boughtSince: addMonths(today, -24) }
}

/** Somebody bought in a store on a day. */
export type Visit = { memberId: number; storeId: number; onDay: Day }

/** The place that platform/cipher.ts seals a value to: moved to another member, it cannot be opened. */
export function phonePlace(memberId: number): string {
  return `members.member.phone ${memberId}`
}

export function emailPlace(memberId: number): string {
  return `members.member.email ${memberId}`
}
