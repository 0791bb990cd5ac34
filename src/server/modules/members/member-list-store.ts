import type { Day } from '../../../shared/calendar.ts'
import type { Transaction } from '../../platform/database.ts'
import type { Attributes, Gender, StoreScope } from './member.ts'

/** Whom a list shows. Ids in `exactIds` are shown whatever the scope; the other two are looked for inside of it. */
export type Wanted = {
  scope: StoreScope
  /** Undefined: everybody in the scope. */
  search?: { exactIds: readonly number[]; beginnings: readonly string[]; last4Index: Buffer | null } | undefined
}

type Fragment = { sql: string; values: unknown[] }

/**
 * One page of a list, newest member first. Keyset paging by the primary key: a page costs the same wherever it lies.
 * @param before only members with a smaller id; undefined for the first page
 */
export async function listMemberIds(
  tx: Transaction,
  wanted: Wanted,
  { before, max }: { before: number | undefined; max: number },
): Promise<number[]> {
  const { sql, values } = fragmentOf(wanted)
  const place = (value: unknown) => `$${values.push(value)}`
  const where = before === undefined ? '' : `where member_id < ${place(before)}`
  const rows = await tx.rows<{ member_id: number }>(
    `select member_id from (${sql}) as wanted ${where} order by member_id desc limit ${place(max)}`,
    values,
  )
  return rows.map(row => row.member_id)
}

export async function countMembers(tx: Transaction, wanted: Wanted): Promise<number> {
  const { sql, values } = fragmentOf(wanted)
  const row = await tx.row<{ count: number }>(`select count(*) as count from (${sql}) as wanted`, values)
  return row?.count ?? 0
}

/** A statement of its own for each kind of question, because one plan for all of them would be bad for most. */
function fragmentOf({ scope, search }: Wanted): Fragment {
  return search ? searchFragment(scope, search) : scopeFragment(scope)
}

/** Everybody in the scope, by the indexes on the home store and on the visits of a store. */
function scopeFragment({ storeIds, boughtSince }: StoreScope): Fragment {
  if (storeIds === 'all') return { sql: 'select member_id from members.member', values: [] }
  return {
    sql: `select member_id from members.member where home_store_id = any($1)
          union select member_id from members.store_visit where store_id = any($1) and last_on >= $2`,
    values: [storeIds, boughtSince],
  }
}

/** Few are found by the GIN index or by the last four digits; each of them is then checked against the scope. */
function searchFragment({ storeIds, boughtSince }: StoreScope, search: NonNullable<Wanted['search']>): Fragment {
  const values: unknown[] = []
  const place = (value: unknown) => `$${values.push(value)}`
  const parts = [`select unnest(${place(search.exactIds)}::bigint[]) as member_id`]
  const scope = storeIds === 'all' ? '' : `and ${isInScope(place(storeIds), place(boughtSince))}`
  if (search.beginnings.length > 0) {
    const query = place(prefixQueryOf(search.beginnings))
    parts.push(`select member_id from members.member m where m.search_words @@ ${query}::tsquery ${scope}`)
  }
  if (search.last4Index) {
    const index = place(search.last4Index)
    parts.push(`select member_id from members.member m where m.phone_last4_index = ${index} ${scope}`)
  }
  // A parameter that no part uses would have no type; the scope is such a one when only exact ids are asked for.
  if (parts.length === 1) values.length = 1
  return { sql: parts.join(' union '), values }
}

function isInScope(storeIds: string, boughtSince: string): string {
  return `(m.home_store_id = any(${storeIds}::integer[]) or exists (
    select from members.store_visit v
    where v.member_id = m.member_id and v.store_id = any(${storeIds}::integer[]) and v.last_on >= ${boughtSince}::date))`
}

/** "All of these words, or words that begin so", in the notation of tsquery. */
function prefixQueryOf(beginnings: readonly string[]): string {
  const quoted = beginnings.map(text => `'${text.replace(/\\/g, '\\\\').replace(/'/g, "''")}':*`)
  return quoted.join(' & ')
}

/** Those of the ids that lie in the scope. */
export async function findIdsInScope(
  tx: Transaction,
  memberIds: readonly number[],
  { storeIds, boughtSince }: { storeIds: readonly number[]; boughtSince: Day },
): Promise<number[]> {
  const rows = await tx.rows<{ member_id: number }>(
    `select m.member_id from members.member m where m.member_id = any ($1::bigint[]) and ${isInScope('$2', '$3')}`,
    [memberIds, storeIds, boughtSince],
  )
  return rows.map(row => row.member_id)
}

export type MemberRow = {
  memberId: number
  memberNumber: string
  name: string
  phoneSealed: Buffer | null
  emailSealed: Buffer | null
  card: string | null
  externalId: string | null
  birthday: string | null
  gender: Gender | null
  homeStoreId: number | null
  source: string
  joinedAt: Date
  wishedLevel: string | null
  segments: string[]
  attributes: Attributes
}

/** Reads members as lists show them, in the order of the ids. */
export async function readMembers(tx: Transaction, memberIds: readonly number[]): Promise<MemberRow[]> {
  if (memberIds.length === 0) return []
  return tx.rows<MemberRow>(
    `select m.member_id as "memberId", m.member_number as "memberNumber", m.name, m.phone_sealed as "phoneSealed",
       m.email_sealed as "emailSealed", c.card_number as card, m.external_id as "externalId", m.birthday, m.gender,
       m.home_store_id as "homeStoreId", m.source, m.joined_at as "joinedAt", m.wished_level as "wishedLevel", m.segments, m.attributes
     from unnest($1::bigint[]) with ordinality as wanted (member_id, position)
     join members.member m using (member_id)
     left join members.card c on c.member_id = m.member_id and c.state = 'active'
     order by wanted.position`,
    [memberIds],
  )
}
