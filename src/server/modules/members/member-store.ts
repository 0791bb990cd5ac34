import type { Day } from '../../../shared/calendar.ts'
import { bigints } from '../../platform/columns.ts'
import type { Transaction } from '../../platform/database.ts'
import type { Candidate } from './candidate.ts'
import type { Attributes, Gender, MemberFacts } from './member.ts'

/** Takes numbers for new members; a number that is not used after all is never used again. */
export async function drawMemberIds(tx: Transaction, count: number): Promise<number[]> {
  const rows = await tx.rows<{ member_id: number }>(
    `select nextval('members.member_id') as member_id from generate_series(1, $1)`,
    [count],
  )
  return rows.map(row => row.member_id)
}

export type SealedContact = { phoneSealed: Buffer | null; phoneLast4Index: Buffer | null; emailSealed: Buffer | null }

export type NewMember = Omit<Candidate, 'consents' | 'consentsGivenAt' | 'identities'> &
  SealedContact & { memberId: number; memberNumber: string; externalId: string | null }

export async function insertMembers(tx: Transaction, members: readonly NewMember[]): Promise<void> {
  if (members.length === 0) return
  await tx.run(
    `insert into members.member (member_id, member_number, name, search_words, phone_sealed, phone_last4_index,
       email_sealed, external_id, birthday, gender, home_store_id, source, joined_at, wished_level, attributes)
     select member_id, member_number, name, array_to_tsvector(string_to_array(search_words, ' ')), phone_sealed,
       phone_last4_index, email_sealed, external_id, birthday, gender, home_store_id, source, joined_at, wished_level, attributes
     from unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::bytea[], $6::bytea[], $7::bytea[], $8::text[],
       $9::date[], $10::text[], $11::integer[], $12::text[], $13::timestamptz[], $14::text[], $15::jsonb[])
       as new (member_id, member_number, name, search_words, phone_sealed, phone_last4_index, email_sealed, external_id,
       birthday, gender, home_store_id, source, joined_at, wished_level, attributes)`,
    [
      members.map(member => member.memberId),
      members.map(member => member.memberNumber),
      members.map(member => member.name),
      members.map(member => member.searchWords.join(' ')),
      members.map(member => member.phoneSealed),
      members.map(member => member.phoneLast4Index),
      members.map(member => member.emailSealed),
      members.map(member => member.externalId),
      members.map(member => member.birthday),
      members.map(member => member.gender),
      members.map(member => member.homeStoreId),
      members.map(member => member.source),
      members.map(member => member.joinedAt),
      members.map(member => member.wishedLevel),
      members.map(member => JSON.stringify(member.attributes)),
    ],
  )
}

/** The facts of many members in one statement, by the primary key. Unknown ids are missing. */
export async function loadMembers(tx: Transaction, memberIds: readonly number[]): Promise<Map<number, MemberFacts>> {
  if (memberIds.length === 0) return new Map()
  const rows = await tx.rows<MemberFacts>(
    `select member_id as "memberId", member_number as "memberNumber", name, joined_at as "joinedAt", birthday,
       home_store_id as "homeStoreId", gender, attributes, segments, joining_way as "joiningWay"
     from members.member where member_id = any($1::bigint[])`,
    [bigints(memberIds, memberId => memberId)],
  )
  return new Map(rows.map(row => [row.memberId, row]))
}

export type LockedMember = { phoneSealed: Buffer | null; emailSealed: Buffer | null }

/** Locks the row, so that two who change one member do it one after the other. */
export async function lockMember(tx: Transaction, memberId: number): Promise<LockedMember | undefined> {
  return tx.row<LockedMember>(
    `select phone_sealed as "phoneSealed", email_sealed as "emailSealed"
     from members.member where member_id = $1 for update`,
    [memberId],
  )
}

/** The columns that a change may touch. */
export type MemberUpdate = Partial<
  SealedContact & {
    name: string
    searchWords: readonly string[]
    birthday: Day | null
    gender: Gender | null
    homeStoreId: number | null
    segments: readonly string[]
  }
>

const assignments: Record<keyof MemberUpdate, (place: string) => string> = {
  name: place => `name = ${place}`,
  searchWords: place => `search_words = array_to_tsvector(${place}::text[])`,
  phoneSealed: place => `phone_sealed = ${place}`,
  phoneLast4Index: place => `phone_last4_index = ${place}`,
  emailSealed: place => `email_sealed = ${place}`,
  segments: place => `segments = ${place}::text[]`,
  birthday: place => `birthday = ${place}`,
  gender: place => `gender = ${place}`,
  homeStoreId: place => `home_store_id = ${place}`,
}

/** Writes only the columns of the fields that change: what another one changed meanwhile stays. */
export async function updateMember(tx: Transaction, memberId: number, update: MemberUpdate): Promise<void> {
  const values: unknown[] = [memberId]
  const parts: string[] = []
  for (const [field, value] of Object.entries(update))
    if (isUpdateField(field)) parts.push(assignments[field](`$${values.push(value)}`))
  if (parts.length > 0) await tx.run(`update members.member set ${parts.join(', ')} where member_id = $1`, values)
}

function isUpdateField(field: string): field is keyof MemberUpdate {
  return field in assignments
}

/** Sets and removes single attributes; those not named stay. */
export async function updateAttributes(
  tx: Transaction,
  memberId: number,
  { set, removed }: { set: Attributes; removed: readonly string[] },
): Promise<void> {
  await tx.run('update members.member set attributes = (attributes || $2::jsonb) - $3::text[] where member_id = $1', [
    memberId,
    JSON.stringify(set),
    removed,
  ])
}
