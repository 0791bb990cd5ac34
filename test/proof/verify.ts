import type { Killed } from './clients/clients.ts'
import type { Asked, Sender } from './clients/sender.ts'
import type { Account } from './model/account.ts'
import type { CouponBook } from './model/coupon-book.ts'
import { dayAt } from './model/days.ts'
import type { DeskBook } from './model/desk-book.ts'
import { byEnd } from './model/entry.ts'
import { differences, member } from './model/json.ts'
import type { Shop } from './model/shop.ts'
import { rules } from './program.ts'
import type { FinalState } from './replay/recorder-store.ts'
import type { Transacted } from './replay/transactions.ts'

/** Times of two processes of one machine, apart by at most this. */
const skewMs = 10

/**
 * What the clients saw against what was stored: every answered key is there once, with the bytes that were answered;
 * every key of somebody who walked away at most once; and each was done after it was asked and before it was answered.
 */
export function historyDifferences(asked: readonly Asked[], transactions: readonly Transacted[]): string[] {
  const stored = Map.groupBy(
    transactions.flatMap(({ answered, committedMs }) => answered.map(one => ({ ...one, committedMs }))),
    ({ asked: { key } }) => key,
  )
  return asked.flatMap(({ key, answers, sentMs, answeredMs }) => {
    const found = stored.get(key) ?? []
    const [first] = found
    if (found.length > 1) return [`${key} was executed ${found.length} times`]
    if (answers.length > 0 && !first) return [`${key} was answered and is lost`]
    if (!first) return []
    const differing = answers.filter(({ status, text }) => status !== first.status || text !== first.body)
    const sentences = differing.map(({ status, text }) => `${key} stored ${first.body}, but answered ${status} ${text}`)
    if (first.committedMs < sentMs - skewMs) sentences.push(`${key} was done before it was asked`)
    if (answeredMs !== null && first.committedMs > answeredMs + skewMs)
      sentences.push(`${key} was answered before it was done`)
    return sentences
  })
}

/** Crashes by what became of the operations that they hit. */
export function crashesOf(asked: readonly Asked[], transactions: readonly Transacted[], killed: readonly Killed[]) {
  const committedMs = new Map(
    transactions.flatMap(one => one.answered.map(({ asked: { key } }) => [key, one.committedMs])),
  )
  const hit = asked.filter(({ cuts }) => cuts > 0)
  const count = (isSuch: (killMs: number, commitMs: number, one: Asked) => boolean) =>
    hit.filter(one => {
      const commitMs = committedMs.get(one.key)
      return commitMs !== undefined && killed.some(({ atMs }) => isSuch(atMs, commitMs, one))
    }).length
  return {
    beforeCommit: count((killMs, commitMs, { sentMs }) => sentMs < killMs && killMs < commitMs),
    beforeAnswer: count((killMs, commitMs, { answeredMs }) => commitMs < killMs && killMs < (answeredMs ?? 0)),
    owingAnswer: killed.filter(({ atMs, owed }) =>
      hit.some(
        ({ key, answeredMs }) =>
          owed.includes(key) && (committedMs.get(key) ?? Infinity) < atMs && atMs < (answeredMs ?? 0),
      ),
    ).length,
  }
}

/** Every balance, lot, receipt, level move and waiting refund as the model has it, and no more of them. */
export function stateDifferences(shop: Shop, state: FinalState, cards: ReadonlyMap<number, string>): string[] {
  const members = [...shop.members.values()]
  const memberIds = new Map([...cards].map(([memberId, card]) => [card, memberId]))
  const idOf = (card: string) => memberIds.get(card) ?? 0
  const accounts = members.flatMap(({ card, account, stamps }) => [
    { name: `${idOf(card)}/points`, account },
    { name: `${idOf(card)}/stamps`, account: stamps },
  ])
  const nameOf = (row: { member_id: number; asset: string }) => `${row.member_id}/${row.asset}`
  const lots = accounts.flatMap(({ name, account }) => account.lots.map(lot => ({ name, lot })))
  return [
    ...listDifferences(
      'accounts',
      accounts
        .filter(({ account }) => account.version > 0)
        .map(({ name, account }) => ({
          key: name,
          value: { posted: account.posted, held: account.held, debt: account.debt, version: account.version },
        })),
      state.accounts.map(row => ({ key: nameOf(row), value: row })),
    ),
    ...listDifferences(
      'lots',
      lots.map(({ name, lot }) => ({
        key: `${name}/${lot.number}`,
        value: { granted: lot.granted, remaining: lot.remaining, held: lot.held, ends_ms: lot.endsAtMs },
      })),
      state.lots.map(row => ({ key: `${nameOf(row)}/${row.lot_number}`, value: row })),
    ),
    ...listDifferences(
      'receipts',
      [...shop.receipts.values()].map(receipt => ({
        key: receipt.number,
        value: {
          state: receipt.state,
          lines: receipt.lines.map(line => line.payableCents),
          refunded: receipt.lines.map(line => line.refundedUnits),
        },
      })),
      state.receipts.map(row => ({ key: row.number, value: row })),
    ),
    ...listDifferences(
      'waiting refunds',
      [...shop.waiting.entries()].flatMap(([number, waiting]) =>
        waiting
          .filter(({ isApplied }) => !isApplied)
          .map(({ refundNumber, hasProblem }) => ({
            key: `${number}/${refundNumber}`,
            value: { has_problem: hasProblem },
          })),
      ),
      state.waiting.map(row => ({ key: `${row.receipt_number}/${row.refund_number}`, value: row })),
    ),
    ...couponsDiffer(shop.coupons, state),
    ...redemptionsDiffer(shop.desk, state),
    ...differences(
      members
        .map(({ card, standing }) => ({ memberId: idOf(card), moves: standing.moves }))
        .filter(({ moves }) => moves.length > 0)
        .sort((a, b) => a.memberId - b.memberId),
      movesOf(state),
      'level moves',
    ),
  ]
}

/** Which coupons are used on which receipts, and what the limits count. */
export function couponsDiffer(book: CouponBook, { coupons, given }: Pick<FinalState, 'coupons' | 'given'>): string[] {
  // A limit that there is not is not counted, but for members, where a later version may bring one.
  const isCounted = ({ offer, counted }: { offer: string; counted: string }) => {
    const { perDay, inAll, budgetCents } = rules.coupons.find(one => one.offer === offer) ?? rules.coupons[0]
    if (counted === 'in all') return inAll !== null || budgetCents !== null
    return counted.startsWith('C') || perDay !== null
  }
  const tallies = [...book.given].map(([key, value]) => {
    const place = key.indexOf('/')
    return { key, value: { given: value }, offer: key.slice(0, place), counted: key.slice(place + 1) }
  })
  return [
    ...listDifferences(
      'coupons',
      book.all.map(({ couponId, state, receiptId, offCents }) => ({
        key: couponId,
        value: { state, receipt_id: receiptId, off_cents: offCents },
      })),
      coupons.map(row => ({ key: row.coupon_id, value: row })),
    ),
    ...listDifferences(
      'coupons given',
      tallies.filter(tally => tally.value.given > 0 && isCounted(tally)),
      given.map(row => ({ key: `${row.offer_code}/${row.counted}`, value: row })),
    ),
  ]
}

/** What became of each redemption, and how much of what all members share is taken. */
export function redemptionsDiffer(
  desk: DeskBook,
  { redemptions, budgets }: Pick<FinalState, 'redemptions' | 'budgets'>,
): string[] {
  return [
    ...listDifferences(
      'redemptions',
      desk.all.map(({ redemptionId, state }) => ({ key: redemptionId, value: { state } })),
      redemptions.map(row => ({ key: row.redemption_id, value: row })),
    ),
    // What nobody shares has no row; what was locked only has one that says nothing.
    ...listDifferences(
      'rewards taken',
      rules.rewards
        .filter(({ rule, inAll }) => inAll !== null && (desk.taken.get(rule) ?? 0) > 0)
        .map(({ rule }) => ({ key: rule, value: { times: desk.taken.get(rule) } })),
      budgets.filter(({ times }) => times !== 0).map(row => ({ key: row.scope, value: row })),
    ),
  ]
}

function movesOf({ moves }: FinalState) {
  return [...Map.groupBy(moves, move => move.member_id)].map(([memberId, own]) => ({
    memberId,
    moves: own.map(move => ({ from: move.from_level, to: move.to_level, cause: move.cause, on: move.moved_on })),
  }))
}

type Keyed = { key: string | number; value: object }

function listDifferences(name: string, expected: readonly Keyed[], actual: readonly Keyed[]): string[] {
  const found = new Map(actual.map(({ key, value }) => [key, value]))
  const wanted = new Set(expected.map(({ key }) => key))
  return [
    ...expected.flatMap(({ key, value }) => differences(value, found.get(key), `${name} ${key}`)),
    ...actual.filter(({ key }) => !wanted.has(key)).map(({ key }) => `${name} ${key} is unknown to the model`),
    ...(found.size < actual.length ? [`${name} are there twice`] : []),
  ]
}

/** What the API tells of each member when all is quiet. */
export async function readingDifferences(shop: Shop, sender: Sender, nowMs: number): Promise<string[]> {
  const sentences: string[] = []
  for (const { memberNumber, account, stamps, standing } of shop.members.values()) {
    const told = member(await sender.get(`/v1/members/${memberNumber}/balances`), 'balances')
    const balances: readonly unknown[] = Array.isArray(told) ? told : []
    for (const [asset, one] of Object.entries({ points: account, stamps })) {
      one.ripeMs = nowMs
      const own = balances.find(balance => member(balance, 'asset') === asset)
      if (one.version > 0) sentences.push(...differences(balanceOf(one), own, `balance of ${memberNumber} in ${asset}`))
    }
    const levels = await sender.get(`/v1/members/${memberNumber}/levels`)
    const { reviewOn, reachedOn } = standing.dates
    const tracks = [{ level: standing.level, reviewOn, sinceOn: reachedOn }]
    sentences.push(...differences({ tracks }, levels, `levels of ${memberNumber}`))
    if (reviewOn !== null && reviewOn <= dayAt(nowMs)) sentences.push(`the review of ${memberNumber} was never held`)
  }
  return sentences
}

function balanceOf({ posted: balance, usable, held, pending, debt, lots }: Account) {
  const open = lots.filter(({ remaining }) => remaining > 0).sort(byEnd)
  return {
    balance,
    usable,
    held,
    pending,
    debt,
    lots: open.map(lot => ({ lotNumber: lot.number, remaining: lot.remaining, held: lot.held })),
  }
}

/** What was announced, by topic, against what happened. */
export function eventDifferences(shop: Shop, topics: ReadonlyMap<string, number>): string[] {
  const moves = [...shop.members.values()].reduce((total, { standing }) => total + standing.moves.length, 0)
  const { desk } = shop
  const happened = {
    'checkout/receipt-settled': shop.receipts.size,
    'levels/moved': moves,
    'rewards/redeemed': desk.all.length,
    'rewards/finished': desk.all.filter(({ state }) => state === 'handed-over' || state === 'cancelled').length,
    'activities/recorded': desk.activities,
  }
  const none = Object.fromEntries(Object.keys(happened).map(topic => [topic, 0]))
  return differences(happened, { ...none, ...Object.fromEntries(topics) }, 'events')
}
