import type { ConsentBody } from '../../../shared/contract/members.ts'
import type { Transaction } from '../../platform/database.ts'

export type ConsentRow = {
  purpose: ConsentBody['purpose']
  channel: ConsentBody['channel']
  isGiven: boolean
  textVersion: string | null
  source: string
  recordedAt: Date
}

export async function insertConsents(
  tx: Transaction,
  consents: readonly (ConsentRow & { memberId: number })[],
): Promise<void> {
  if (consents.length === 0) return
  await tx.run(
    `insert into members.consent (member_id, purpose, channel, is_given, text_version, source, recorded_at)
     select * from unnest($1::bigint[], $2::text[], $3::text[], $4::boolean[], $5::text[], $6::text[], $7::timestamptz[])`,
    [
      consents.map(consent => consent.memberId),
      consents.map(consent => consent.purpose),
      consents.map(consent => consent.channel),
      consents.map(consent => consent.isGiven),
      consents.map(consent => consent.textVersion),
      consents.map(consent => consent.source),
      consents.map(consent => consent.recordedAt),
    ],
  )
}

/** The whole journal of a member, newest first. */
export async function findConsents(tx: Transaction, memberId: number): Promise<ConsentRow[]> {
  return tx.rows<ConsentRow>(
    `select purpose, channel, is_given as "isGiven", text_version as "textVersion", source, recorded_at as "recordedAt"
     from members.consent where member_id = $1 order by consent_id desc`,
    [memberId],
  )
}
