import type { CheckName } from './check-ledger-store.ts'

const entries = 'a balance is the sum of its entries'
const lots = 'a balance is the sum of its lots less its debt'
const versions = 'versions count from 1 without gaps'
export const running = 'each entry notes the balance after it'
const later = 'each entry is later than the one before'
const explained = 'lot moves explain their entry'
const moved = 'a lot holds what its moves left in it'
const heldByHolds = 'a lot is held by its open holds'
const accountHeld = 'an account holds what its lots hold'
const pending = 'an account counts as pending what lies in its pending lots'
const tooEarly = 'nothing is taken from a lot before it can be used'
const idle = 'a lot that ends by inactivity ends so long after what kept it last'
const noted = 'what keeps points was noted'
const holdLots = 'a hold names lots for all of it'
const ended = 'nothing is taken from a lot that has ended'
const early = 'nothing expires before its lot ends'
const next = 'the next expiry is never later than the first end of a lot'
const receipts = 'a receipt moves an asset once in each way'
const reversals = 'reversals never exceed what they reverse'
const adjustments = 'a posted adjustment is one entry'
const transfers = 'the two sides of a transfer are equal'
const rollup = 'the roll-up of each day, store and contra is the sum of its entries'
const answers = 'each idempotency key has one answer'

export const ofAnna = 'member_id = 1'
const lotOne = `${ofAnna} and lot_number = 1`

/** Breaks that a bug or a hand in the database could make in the lively ledger of check-ledger.db.test.ts, and what finds them. */
export const plants: { what: string; sqls: string[]; found: CheckName[] }[] = [
  {
    what: 'a balance with an invented debt',
    sqls: [`update ledger.account set posted = posted - 1, debt = debt + 1 where ${ofAnna}`],
    found: [entries],
  },
  {
    what: 'a balance that was changed',
    sqls: [`update ledger.account set posted = posted + 1 where ${ofAnna}`],
    found: [entries, lots],
  },
  {
    what: 'an account that is gone',
    sqls: ['delete from ledger.account where member_id = 2'],
    found: [versions, later],
  },
  {
    what: 'an account without any entry',
    sqls: [`insert into ledger.account values (9, 1, 5, 0, 0, 1, now(), 'infinity')`],
    found: [entries, lots, versions],
  },
  {
    what: 'an account that forgot what is pending',
    sqls: ['update ledger.account set pending = 0, next_usable_at = null where member_id = 3'],
    found: [pending],
  },
  {
    what: 'a next wait that is over too late',
    sqls: [`update ledger.account set next_usable_at = next_usable_at + interval '1 second' where member_id = 3`],
    found: [pending],
  },
  {
    what: 'a pending lot that is no longer counted so',
    sqls: ['update ledger.lot set is_pending = false where member_id = 3 and lot_number = 2'],
    found: [pending],
  },
  {
    what: 'inactive points that end a day early',
    sqls: [`update ledger.lot set expires_at = expires_at - interval '1 day' where member_id = 4`],
    found: [idle],
  },
  {
    what: 'inactive points that end a day late',
    sqls: [`update ledger.lot set expires_at = expires_at + interval '1 day' where member_id = 4`],
    found: [idle],
  },
  {
    what: 'a purchase that did not keep the points',
    sqls: [`update ledger.account set kept = '{"purchase": "2026-02-21"}' where member_id = 4`],
    found: [idle],
  },
  {
    what: 'a purchase that nobody noted',
    sqls: [`update ledger.account set kept = '{}' where member_id = 4`],
    found: [noted],
  },
  {
    what: 'points that were used before they could be',
    sqls: [`update ledger.lot set usable_from = '2026-03-10T00:00:00Z' where member_id = 3 and lot_number = 1`],
    found: [tooEarly],
  },
  {
    what: 'points that were used though they still wait',
    sqls: [
      `update ledger.lot set usable_from = null, pending_until = 'delivered' where member_id = 3 and lot_number = 1`,
    ],
    found: [tooEarly],
  },
  {
    what: 'a version too many',
    sqls: [`update ledger.account set version = version + 1 where ${ofAnna}`],
    found: [versions],
  },
  {
    what: 'entries that do not begin at 1',
    sqls: [
      'update ledger.entry set version = version + 10 where member_id = 2',
      'update ledger.account set version = version + 10 where member_id = 2',
      'update ledger.lot_move set version = version + 10, lot_number = lot_number + 10 where member_id = 2',
      'update ledger.lot set lot_number = lot_number + 10 where member_id = 2',
    ],
    found: [versions],
  },
  {
    what: 'a wrong balance after an entry',
    sqls: [`update ledger.entry set posted_after = posted_after + 1 where ${ofAnna} and version = 2`],
    found: [running],
  },
  {
    what: 'an entry as late as the one before',
    sqls: [
      `update ledger.entry set posted_at = (select posted_at from ledger.entry where ${ofAnna} and version = 1) where ${ofAnna} and version = 2`,
    ],
    found: [later],
  },
  {
    what: 'an account that was last posted at another time',
    sqls: [`update ledger.account set last_posted_at = last_posted_at + interval '1 second' where ${ofAnna}`],
    found: [later],
  },
  {
    what: 'a lot move that grew',
    sqls: [`update ledger.lot_move set amount = amount - 1 where ${ofAnna} and version = 3 and lot_number = 2`],
    found: [explained, moved],
  },
  {
    what: 'an entry without its moves',
    sqls: ['delete from ledger.lot_move where member_id = 2 and version = 2'],
    found: [explained, moved],
  },
  {
    what: 'moves without an entry',
    sqls: ['insert into ledger.lot_move values (1, 1, 99, 2, 1), (1, 1, 98, 2, -1)'],
    found: [explained],
  },
  {
    what: 'a lot with less in it',
    sqls: [`update ledger.lot set remaining = remaining - 1 where ${ofAnna} and lot_number = 2`],
    found: [lots, moved],
  },
  {
    what: 'a lot whose grant was raised',
    sqls: [`update ledger.lot set granted = granted + 1 where ${lotOne}`],
    found: [moved],
  },
  {
    what: 'a lot beyond its grant',
    sqls: [
      'alter table ledger.lot drop constraint remaining_is_covered',
      `update ledger.lot set granted = 1 where ${ofAnna} and lot_number = 2`,
    ],
    found: [moved],
  },
  {
    what: 'an empty lot that is called open',
    sqls: [
      'alter table ledger.lot drop constraint open_means_left',
      'update ledger.lot set is_open = true where member_id = 2',
    ],
    found: [moved, next],
  },
  {
    what: 'a lot that holds less than its holds say',
    sqls: [`update ledger.lot set held = 3 where ${ofAnna} and held = 4`],
    found: [heldByHolds, accountHeld],
  },
  {
    what: 'a hold that was forgotten',
    sqls: [`update ledger.hold set state = 'released' where state = 'open'`],
    found: [heldByHolds],
  },
  {
    what: 'an account that holds less than its lots',
    sqls: [`update ledger.account set held = held - 1 where ${ofAnna}`],
    found: [accountHeld],
  },
  {
    what: 'a hold for more than its lots',
    sqls: [`update ledger.hold set amount = amount + 1 where state = 'captured'`],
    found: [holdLots],
  },
  {
    what: 'a hold without lots',
    sqls: [`delete from ledger.hold_lot where hold_id in (select hold_id from ledger.hold where state = 'captured')`],
    found: [holdLots],
  },
  {
    what: 'points taken from a lot after its end',
    sqls: [`update ledger.lot set expires_at = '2026-01-03T00:00:00Z' where ${lotOne}`],
    found: [ended],
  },
  {
    what: 'a lot that expired before its end',
    sqls: [`update ledger.lot set expires_at = '2026-02-02T00:00:01Z' where member_id = 2`],
    found: [early],
  },
  {
    what: 'a lot without end that expired',
    sqls: ['update ledger.lot set expires_at = null where member_id = 2'],
    found: [early],
  },
  {
    what: 'a next expiry that comes too late',
    sqls: [`update ledger.account set next_expiry_at = 'infinity' where ${ofAnna}`],
    found: [next],
  },
  {
    what: 'a receipt that earned twice',
    sqls: [
      'drop index ledger.entry_moves_once',
      `update ledger.entry set receipt_id = (select receipt_id from ledger.entry where ${ofAnna} and version = 1) where ${ofAnna} and version = 2`,
    ],
    found: [receipts],
  },
  {
    what: 'more taken back than was earned',
    sqls: [`update ledger.entry set shortfall = 6 where kind = 'take-back'`],
    found: [reversals],
  },
  {
    what: 'a reversal of nothing',
    sqls: [`update ledger.entry set reverses_version = 99 where kind = 'give-back'`],
    found: [reversals],
  },
  {
    what: 'a reversal of the wrong kind',
    sqls: [`update ledger.entry set reverses_version = 3 where kind = 'take-back'`],
    found: [reversals],
  },
  {
    what: 'an adjustment of other points than its entry',
    sqls: ['update ledger.adjustment set points = points + 1'],
    found: [adjustments],
  },
  {
    what: 'an adjustment without its entry',
    sqls: ['update ledger.adjustment set version = 99'],
    found: [adjustments],
  },
  {
    what: 'a transfer that gave more than arrived',
    sqls: ['update ledger.transfer set amount = amount - 1 where amount < 0'],
    found: [transfers],
  },
  {
    what: 'a transfer of which one side is gone',
    sqls: ['delete from ledger.transfer where amount > 0'],
    found: [transfers],
  },
  {
    what: 'a transfer that came from somebody else',
    sqls: ['update ledger.transfer set other_member_id = 4 where amount > 0'],
    found: [transfers],
  },
  {
    what: 'a roll-up that was changed',
    sqls: [`update ledger.day_delta set amount = amount + 1 where contra = 'redeemed'`],
    found: [rollup],
  },
  {
    what: 'a lost part of the roll-up',
    sqls: [`delete from ledger.day_delta where contra = 'expired'`],
    found: [rollup],
  },
  {
    what: 'a roll-up of nothing',
    sqls: [`insert into ledger.day_total values ('2026-01-01', 5, 1, 'issued', 1, 10)`],
    found: [rollup],
  },
  { what: 'a key without an answer', sqls: ['delete from platform.idempotency_answer'], found: [answers] },
  { what: 'an answer without a key', sqls: ['delete from platform.idempotency_key'], found: [answers] },
  {
    what: 'a second answer on another day',
    sqls: [
      `insert into platform.idempotency_answer select created_on + 1, caller, key, status, body from platform.idempotency_answer`,
    ],
    found: [answers],
  },
]
