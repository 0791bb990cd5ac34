import type { Transaction } from '../../platform/database.ts'
import type { AuditRecord } from '../../platform/deed.ts'

/**
 * Appends records, and puts each where the next sealing finds it. Sealing gives the numbers: records of transactions
 * that are under way at once never wait for each other.
 */
export async function insertRecords(tx: Transaction, records: readonly AuditRecord[]): Promise<void> {
  const column = <Value>(read: (record: AuditRecord) => Value) => records.map(read)
  await tx.run(
    `with written as (
       insert into audit.record (at, caller_kind, caller_id, address, request_id, action, member_number, thing, store_id, shown_members, outcome, code)
       select * from unnest($1::timestamptz[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::integer[], $10::integer[], $11::text[], $12::text[])
       returning record_id)
     insert into audit.unsealed (record_id) select record_id from written`,
    [
      column(({ at }) => at),
      column(({ callerKind }) => callerKind),
      column(({ callerId }) => callerId),
      column(({ address }) => address),
      column(({ requestId }) => requestId),
      column(({ action }) => action),
      column(({ memberNumber }) => memberNumber),
      column(({ thing }) => thing),
      column(({ storeId }) => storeId),
      column(({ shownMembers }) => shownMembers),
      column(({ outcome }) => outcome),
      column(({ code }) => code),
    ],
  )
}

export type ListedRecord = {
  recordId: number
  at: Date
  atMicros: number
  callerKind: string
  callerId: string
  address: string
  requestId: string
  action: string
  memberNumber: string | null
  thing: string | null
  storeId: number | null
  shownMembers: number | null
  outcome: AuditRecord['outcome']
  code: string | null
  number: number | null
}

export type RecordFilter = {
  callerId?: string | undefined
  action?: string | undefined
  memberNumber?: string | undefined
  /** From this instant on, and before that one. */
  from?: Date | undefined
  before?: Date | undefined
}

/** Where a page begins: after the last record of the page before. */
export type RecordPlace = { atMicros: number; recordId: number }

/** One page, newest first. Each kind of question is a statement of its own, so that each uses the index made for it. */
export function findRecords(
  tx: Transaction,
  { callerId, action, memberNumber, from, before }: RecordFilter,
  { after, max }: { after: RecordPlace | undefined; max: number },
): Promise<ListedRecord[]> {
  const values: unknown[] = []
  const place = (value: unknown) => `$${values.push(value)}`
  const conditions: string[] = []
  if (callerId !== undefined) conditions.push(`caller_id = ${place(callerId)}`)
  if (action !== undefined) conditions.push(`action = ${place(action)}`)
  if (memberNumber !== undefined) conditions.push(`member_number = ${place(memberNumber)}`)
  if (from) conditions.push(`at >= ${place(from)}`)
  if (before) conditions.push(`at < ${place(before)}`)
  if (after)
    conditions.push(
      `(at, record_id) < (timestamptz 'epoch' + ${place(after.atMicros)} * interval '1 microsecond', ${place(after.recordId)})`,
    )
  const where = conditions.length > 0 ? `where ${conditions.join(' and ')}` : ''
  return tx.rows<ListedRecord>(
    `select record_id as "recordId", at, (extract(epoch from at) * 1000000)::bigint as "atMicros",
       caller_kind as "callerKind", caller_id as "callerId", address, request_id as "requestId", action,
       member_number as "memberNumber", thing, store_id as "storeId", shown_members as "shownMembers", outcome, code, number
     from audit.record left join audit.seal using (record_id) ${where}
     order by at desc, record_id desc limit ${place(max)}`,
    values,
  )
}
