import type { Transaction } from '../../platform/database.ts'

/**
 * Every invariant of the ledger as one query over all rows that it is about: `is_broken` says whether the row breaks
 * it, `sentence` shows what is wrong. Both sides are joined in full, so that a missing row is found like a wrong one.
 */
const ledgerChecks = {
  'a balance is the sum of its entries': `
    select coalesce(a.posted, 0) <> coalesce(e.amount, 0) or coalesce(a.debt, 0) <> coalesce(e.debt, 0) as is_broken,
      format('member %s, asset %s: the account says %s (debt %s), its entries %s (debt %s)', member_id, asset_id, a.posted, a.debt, e.amount, e.debt) as sentence
    from ledger.account a
    full join (select member_id, asset_id, sum(amount) as amount, sum(debt_change) as debt from ledger.entry group by member_id, asset_id) e
      using (member_id, asset_id)`,

  'a balance is the sum of its lots less its debt': `
    select coalesce(a.posted, 0) <> coalesce(l.remaining, 0) - coalesce(a.debt, 0) as is_broken,
      format('member %s, asset %s: the account says %s (debt %s), its lots hold %s', member_id, asset_id, a.posted, a.debt, l.remaining) as sentence
    from ledger.account a
    full join (select member_id, asset_id, sum(remaining) as remaining from ledger.lot group by member_id, asset_id) l using (member_id, asset_id)`,

  'versions count from 1 without gaps': `
    select e.last is distinct from a.version or e.first is distinct from 1 or e.entries is distinct from e.last as is_broken,
      format('member %s, asset %s: the account is at version %s, its %s entries run from %s to %s', member_id, asset_id, a.version, e.entries, e.first, e.last) as sentence
    from ledger.account a
    full join (select member_id, asset_id, min(version) as first, max(version) as last, count(*) as entries from ledger.entry group by member_id, asset_id) e
      using (member_id, asset_id)`,

  'each entry notes the balance after it': `
    select posted_after <> running as is_broken,
      format('member %s, asset %s, version %s: notes %s, the entries up to it add up to %s', member_id, asset_id, version, posted_after, running) as sentence
    from (select member_id, asset_id, version, posted_after, sum(amount) over (partition by member_id, asset_id order by version) as running from ledger.entry) as entry`,

  'each entry is later than the one before': `
    select coalesce(posted_at <= before, false) or (following is null and posted_at is distinct from a.last_posted_at) as is_broken,
      format('member %s, asset %s, version %s: posted at %s, the one before at %s, the account was last posted at %s', member_id, asset_id, entry.version, posted_at, before, a.last_posted_at) as sentence
    from (select member_id, asset_id, version, posted_at, lag(posted_at) over account as before, lead(posted_at) over account as following
          from ledger.entry window account as (partition by member_id, asset_id order by version)) as entry
    left join ledger.account a using (member_id, asset_id)`,

  'lot moves explain their entry': `
    select coalesce(m.moved, 0) is distinct from e.amount + e.debt_change as is_broken,
      format('member %s, asset %s, version %s: the entry moves %s, its lots %s', member_id, asset_id, version, e.amount + e.debt_change, m.moved) as sentence
    from ledger.entry e
    full join (select member_id, asset_id, version, sum(amount) as moved from ledger.lot_move group by member_id, asset_id, version) m
      using (member_id, asset_id, version)`,

  'a lot holds what its moves left in it': `
    select l.remaining is distinct from m.moved or l.granted is distinct from m.granted or l.remaining not between 0 and l.granted
        or l.is_open is distinct from (l.remaining > 0) as is_broken,
      format('member %s, asset %s, lot %s: holds %s of %s, its moves left %s of %s', member_id, asset_id, lot_number, l.remaining, l.granted, m.moved, m.granted) as sentence
    from ledger.lot l
    full join (select member_id, asset_id, lot_number, sum(amount) as moved, sum(amount) filter (where version = lot_number) as granted
               from ledger.lot_move group by member_id, asset_id, lot_number) m using (member_id, asset_id, lot_number)`,

  'a lot is held by its open holds': `
    select coalesce(l.held, 0) <> coalesce(h.held, 0) or l.held > l.remaining as is_broken,
      format('member %s, asset %s, lot %s: %s held, its open holds name %s', member_id, asset_id, lot_number, l.held, h.held) as sentence
    from ledger.lot l
    full join (select l.member_id, l.asset_id, l.lot_number, sum(l.amount) as held from ledger.hold h join ledger.hold_lot l using (member_id, hold_id, asset_id)
               where h.state = 'open' group by l.member_id, l.asset_id, l.lot_number) h using (member_id, asset_id, lot_number)`,

  'an account holds what its lots hold': `
    select coalesce(a.held, 0) <> coalesce(l.held, 0) as is_broken,
      format('member %s, asset %s: the account holds %s, its lots %s', member_id, asset_id, a.held, l.held) as sentence
    from ledger.account a
    full join (select member_id, asset_id, sum(held) as held from ledger.lot group by member_id, asset_id) l using (member_id, asset_id)`,

  'an account counts as pending what lies in its pending lots': `
    select coalesce(a.pending, 0) <> coalesce(l.pending, 0) or coalesce(a.next_usable_at > l.first_usable, l.first_usable is not null and a.next_usable_at is null) as is_broken,
      format('member %s, asset %s: the account counts %s as pending, usable from %s; its lots %s, from %s', member_id, asset_id, a.pending, a.next_usable_at, l.pending, l.first_usable) as sentence
    from ledger.account a
    full join (select member_id, asset_id, sum(remaining) as pending, min(usable_from) as first_usable from ledger.lot where is_pending group by member_id, asset_id) l using (member_id, asset_id)`,

  // What is pending moves only back to the receipt that it came from.
  'nothing is taken from a lot before it can be used': `
    select m.member_id is not null as is_broken,
      format('member %s, asset %s, lot %s: %s taken at %s, usable from %s (after %s)', l.member_id, l.asset_id, l.lot_number, -m.amount, e.posted_at, l.usable_from, l.pending_until) as sentence
    from ledger.lot l
    left join (ledger.lot_move m join ledger.entry e using (member_id, asset_id, version))
      on m.member_id = l.member_id and m.asset_id = l.asset_id and m.lot_number = l.lot_number and m.amount < 0
      and e.posted_at < coalesce(l.usable_from, 'infinity') and (e.kind <> 'take-back' or e.reverses_version <> l.lot_number)
    where l.usable_from is not null or l.pending_until is not null`,

  'a hold names lots for all of it': `
    select h.amount is distinct from l.named as is_broken,
      format('member %s, hold %s: sets %s aside, names lots for %s', member_id, hold_id, h.amount, l.named) as sentence
    from ledger.hold h
    full join (select member_id, hold_id, asset_id, sum(amount) as named from ledger.hold_lot group by member_id, hold_id, asset_id) l
      using (member_id, hold_id, asset_id)`,

  // What a hold kept may be taken after the lot has ended, and what waits for an activity has not ended. A lot that grace prolonged is measured by its new end.
  'nothing is taken from a lot that has ended': `
    select l.taken > coalesce(h.captured, 0) as is_broken,
      format('member %s, asset %s, lot %s: %s taken after its end, holds had kept %s', member_id, asset_id, lot_number, l.taken, h.captured) as sentence
    from (select l.member_id, l.asset_id, l.lot_number,
            coalesce(-sum(m.amount) filter (where m.amount < 0 and e.kind in ('redeem', 'adjust', 'settle-debt', 'take-back', 'transfer-out') and e.posted_at >= l.expires_at
              and (l.pending_until is null or e.posted_at >= l.usable_from)), 0) as taken
          from ledger.lot l join ledger.lot_move m using (member_id, asset_id, lot_number) join ledger.entry e using (member_id, asset_id, version)
          where l.expires_at is not null group by l.member_id, l.asset_id, l.lot_number) l
    left join (select l.member_id, l.asset_id, l.lot_number, sum(l.amount) as captured from ledger.hold h join ledger.hold_lot l using (member_id, hold_id, asset_id)
               where h.state = 'captured' group by l.member_id, l.asset_id, l.lot_number) h using (member_id, asset_id, lot_number)`,

  // Expired earlier than the lot's present end is right only for one that was filled again and prolonged since.
  'nothing expires before its lot ends': `
    select (l.expires_at is null or e.posted_at < l.expires_at) and not exists (
        select from ledger.lot_move again join ledger.entry given using (member_id, asset_id, version)
        where again.member_id = m.member_id and again.asset_id = m.asset_id and again.lot_number = m.lot_number and again.version > m.version and given.kind = 'give-back') as is_broken,
      format('member %s, asset %s, lot %s: expired at %s, ends at %s', m.member_id, m.asset_id, m.lot_number, e.posted_at, l.expires_at) as sentence
    from ledger.entry e join ledger.lot_move m using (member_id, asset_id, version) left join ledger.lot l using (member_id, asset_id, lot_number)
    where e.kind = 'expire'`,

  // A local midnight is known to half a day here: the zone is not in the database. Grace gives an end of its own.
  'a lot that ends by inactivity ends so long after what kept it last': `
    select not is_refilled and (l.ends_on < l.expires_at - interval '37 hours' or l.kept_on < l.kept_last)
        or l.ends_on > l.expires_at - interval '9 hours' as is_broken,
      format('member %s, asset %s, lot %s: ends at %s, kept for %s since %s (by %s), what keeps it happened on %s', member_id, asset_id, lot_number, expires_at, idle_period, kept_on, kept_by, kept_last) as sentence
    from (select l.*, ((l.kept_on + l.idle_period::interval)::date)::timestamp at time zone 'UTC' as ends_on,
            (select max(value::date) from jsonb_each_text(a.kept) where key = any(string_to_array(l.kept_by, ','))) as kept_last,
            exists (select from ledger.lot_move m join ledger.entry e using (member_id, asset_id, version)
                    where m.member_id = l.member_id and m.asset_id = l.asset_id and m.lot_number = l.lot_number and e.kind = 'give-back') as is_refilled
          from ledger.lot l left join ledger.account a using (member_id, asset_id)
          where l.idle_period is not null and l.is_open and l.expires_at > a.last_posted_at) l`,

  'what keeps points was noted': `
    select a.kept is null or coalesce((a.kept ->> 'purchase')::date, '-infinity') < e.bought_on or coalesce((a.kept ->> 'redemption')::date, '-infinity') < e.used_on as is_broken,
      format('member %s, asset %s: noted %s, bought on %s, used on %s', member_id, asset_id, a.kept, e.bought_on, e.used_on) as sentence
    from (select e.member_id, e.asset_id,
            coalesce(max((e.sold_at at time zone 'UTC' - interval '12 hours')::date) filter (where e.kind = 'earn'), '-infinity') as bought_on,
            coalesce(max((e.sold_at at time zone 'UTC' - interval '12 hours')::date) filter (where e.kind = 'redeem'), '-infinity') as used_on
          from (select member_id, asset_id, min(lot_number) as first_lot from ledger.lot where idle_period is not null group by member_id, asset_id) l
          join ledger.entry e on e.member_id = l.member_id and e.asset_id = l.asset_id and e.version >= l.first_lot and e.receipt_id is not null
          group by e.member_id, e.asset_id) e
    left join ledger.account a using (member_id, asset_id)`,

  // A look corrects a next expiry that is too early; one that is too late would let ended points be used.
  'the next expiry is never later than the first end of a lot': `
    select coalesce(l.first_end < a.next_expiry_at, false) as is_broken,
      format('member %s, asset %s: the next expiry is %s, a lot ends at %s', a.member_id, a.asset_id, a.next_expiry_at, l.first_end) as sentence
    from ledger.account a
    left join (select member_id, asset_id, min(expires_at) as first_end from ledger.lot
               where is_open and not (is_pending and usable_from is null) group by member_id, asset_id) l using (member_id, asset_id)`,

  'a receipt moves an asset once in each way': `
    select count(*) > 1 as is_broken,
      format('member %s, asset %s, receipt %s, refund %s: %s times %s', member_id, asset_id, receipt_id, refund_id, count(*), kind) as sentence
    from ledger.entry where receipt_id is not null and kind in ('earn', 'redeem', 'take-back', 'give-back')
    group by member_id, asset_id, receipt_id, refund_id, kind`,

  'reversals never exceed what they reverse': `
    select o.version is null or o.kind is distinct from r.reversible or r.reversed > abs(o.amount) as is_broken,
      format('member %s, asset %s, version %s: moved %s (%s), reversals undo %s', r.member_id, r.asset_id, r.reverses_version, o.amount, o.kind, r.reversed) as sentence
    from (select member_id, asset_id, reverses_version, case kind when 'take-back' then 'earn' else 'redeem' end as reversible,
            sum(case kind when 'take-back' then shortfall + lapsed - amount else amount end) as reversed
          from ledger.entry where kind in ('take-back', 'give-back') group by 1, 2, 3, 4) r
    left join ledger.entry o on o.member_id = r.member_id and o.asset_id = r.asset_id and o.version = r.reverses_version`,

  'a posted adjustment is one entry': `
    select case a.state when 'posted' then e.kind is distinct from 'adjust' or e.amount is distinct from a.points else a.version is not null end as is_broken,
      format('member %s, adjustment %s: %s of %s points, entry %s moves %s', a.member_id, a.adjustment_id, a.state, a.points, a.version, e.amount) as sentence
    from ledger.adjustment a left join ledger.entry e using (member_id, asset_id, version)`,

  'the two sides of a transfer are equal': `
    select t.member_id is null or e.amount is distinct from t.amount or t.left_over <> 0 or e.kind is distinct from case when t.amount < 0 then 'transfer-out' else 'transfer-in' end
        or not exists (select from ledger.transfer o where o.transfer_id = t.transfer_id and o.asset_id = t.asset_id and o.member_id = t.other_member_id
          and o.other_member_id = t.member_id and o.member_id <> t.member_id and sign(o.amount) = -sign(t.amount)) as is_broken,
      format('member %s, asset %s, version %s, transfer %s: the entry moves %s, its side %s; both sides together %s', member_id, asset_id, version, t.transfer_id, e.amount, t.amount, t.left_over) as sentence
    from (select member_id, asset_id, version, kind, amount from ledger.entry where kind in ('transfer-out', 'transfer-in')) e
    full join (select *, sum(amount) over (partition by transfer_id, asset_id) as left_over from ledger.transfer) t using (member_id, asset_id, version)`,

  'the roll-up of each day, store and contra is the sum of its entries': `
    select coalesce(r.amount, 0) <> coalesce(e.amount, 0) or coalesce(r.entries, 0) <> coalesce(e.entries, 0) as is_broken,
      format('%s, store %s, asset %s, %s: the roll-up says %s entries of %s, the journal %s of %s', business_on, store_id, asset_id, contra, r.entries, r.amount, e.entries, e.amount) as sentence
    from ledger.day_rollup r
    full join (select business_on, coalesce(store_id, 0) as store_id, asset_id, contra, count(*) as entries, sum(amount) as amount
               from ledger.entry group by 1, 2, 3, 4) e using (business_on, store_id, asset_id, contra)`,

  'each idempotency key has one answer': `
    select k.keys is distinct from 1 or a.answers is distinct from 1 as is_broken,
      format('caller %s, key %s: %s keys, %s answers', caller, key, coalesce(k.keys, 0), coalesce(a.answers, 0)) as sentence
    from (select caller, key, count(*) as keys from platform.idempotency_key group by caller, key) k
    full join (select caller, key, count(*) as answers from platform.idempotency_answer group by caller, key) a using (caller, key)`,
} as const satisfies Record<string, string>

export type CheckName = keyof typeof ledgerChecks

const isCheckName = (name: string): name is CheckName => Object.hasOwn(ledgerChecks, name)
export const checkNames: readonly CheckName[] = Object.keys(ledgerChecks).filter(isCheckName)

/** All checks of a transaction see one moment, and may take as long as they need: each reads every row. */
export async function takeSnapshot(tx: Transaction): Promise<void> {
  await tx.run('set transaction isolation level repeatable read read only')
  await tx.run('set local statement_timeout = 0')
}

export async function countBreaks(tx: Transaction, name: CheckName): Promise<{ lookedAt: number; breaks: number }> {
  const row = await tx.row<{ looked_at: number; breaks: number }>(
    `select count(*) as looked_at, count(*) filter (where is_broken) as breaks from (${ledgerChecks[name]}) as looked`,
  )
  return { lookedAt: row?.looked_at ?? 0, breaks: row?.breaks ?? 0 }
}

/** Some of the rows that break a statement, each as a sentence. */
export async function findBreaks(tx: Transaction, name: CheckName, max: number): Promise<string[]> {
  const rows = await tx.rows<{ sentence: string }>(
    `select sentence from (${ledgerChecks[name]}) as looked where is_broken limit $1`,
    [max],
  )
  return rows.map(row => row.sentence)
}
