import { rules } from '../program.ts'
import type { ActivityRequest, FinishRequest, RedeemRequest } from '../requests.ts'
import type { Account } from './account.ts'
import { dayAt } from './days.ts'
import { type Redemption, rewardOf } from './desk-book.ts'
import { member, textOf } from './json.ts'
import type { Expected, Member, Scene, ShopState } from './state.ts'

// What members do and have away from a receipt, from the words of the program language.

const nobody: Expected = { refusals: ['members/not-found', 'members/number-mistyped'] }

/** Points for a reward: all that a rule gives is given with the points that it takes, or nothing is. */
export function redeem(
  shop: ShopState,
  { memberNumber, rule, times, storeCode }: RedeemRequest,
  { nowMs, answer }: Scene,
): Expected {
  const found = shop.memberByNumber(memberNumber)
  if (!found) return nobody
  if (rule === 'none') return { refusals: ['program/redeem-unknown-rule'] }
  const reward = rewardOf(rule)
  if (reward.goods !== null && storeCode === null) return { refusals: ['rewards/store-missing'] }
  const today = dayAt(nowMs)
  const account = accountOf(found, reward.uses)
  const points = reward.points * times
  const room = Math.min(
    (reward.perMonth ?? Infinity) - found.stamps.usesIn(rule, today),
    (reward.inAll ?? Infinity) - (shop.desk.taken.get(rule) ?? 0),
  )
  const refusals = [
    ...(times > room ? ['program/reward-limit'] : []),
    ...(points > account.usable ? ['program/redeem-not-enough'] : []),
  ]
  if (refusals.length > 0) return { refusals }
  const entry = account.spend('redeem', points, { nowMs })
  shop.desk.take(rule, times)
  found.stamps.use(rule, today, times)
  if (reward.stamps > 0) found.stamps.grant('earn', reward.stamps * times, { idleFrom: today, endsAtMs: null, nowMs })
  keep(found, { what: ['redemption'], on: today, nowMs })
  const redemption: Redemption = {
    redemptionId: textOf(member(answer, 'redemption'), 'redemptionId'),
    card: found.card,
    rule,
    times,
    points,
    entry,
    redeemedOn: today,
    state: reward.goods === null ? 'given' : 'to-hand-over',
  }
  shop.desk.put(redemption)
  shop.desk.happened.push(reward.goods === null ? 'points became stamps' : 'goods had for points')
  const told = { memberNumber, rule, times, asset: reward.uses, points, state: redemption.state, storeCode }
  return { status: 201, body: { redemption: told, balances: balancesOf(found) } }
}

/** Goods go one way: handed over, or cancelled, and then the points are back where they came from. */
export function finish(
  shop: ShopState,
  { memberNumber, redemptionId, isCancelled }: FinishRequest,
  { nowMs }: Scene,
): Expected {
  const found = shop.memberByNumber(memberNumber)
  if (!found) return nobody
  const redemption = shop.desk.get(redemptionId)
  if (redemption?.card !== found.card) return { refusals: ['rewards/no-such-redemption'] }
  if (redemption.state !== 'to-hand-over') return { refusals: ['rewards/not-to-hand-over'] }
  const { rule, times, points, entry, redeemedOn } = redemption
  const state = isCancelled ? 'cancelled' : 'handed-over'
  if (isCancelled) {
    accountOf(found, rewardOf(rule).uses).giveBack(points, { redemption: entry, nowMs })
    found.stamps.use(rule, redeemedOn, -times)
    shop.desk.take(rule, -times)
  }
  shop.desk.put({ ...redemption, state })
  shop.desk.happened.push(isCancelled ? 'a redemption cancelled' : 'goods handed over')
  return { status: 200, body: { redemptionId, memberNumber, rule, times, points, state } }
}

/** Somebody came by: it gives stamps as often as its limit lets it, and keeps those that there are. */
export function recordActivity(
  shop: ShopState,
  { memberNumber, happenedAt, reference }: ActivityRequest,
  { nowMs }: Scene,
): Expected {
  const found = shop.memberByNumber(memberNumber)
  if (!found) return nobody
  const { card, stamps } = found
  const name = reference === null ? null : `${card}/${reference}`
  if (name !== null && shop.desk.isReported(name)) return { refusals: ['activities/already-recorded'] }
  const on = dayAt(happenedAt === null ? nowMs : Date.parse(happenedAt))
  const { code, perMonth } = rules.activity
  const points = stamps.usesIn(code, on) < perMonth ? rules.activity.stamps : 0
  if (points > 0) {
    stamps.use(code, on, 1)
    stamps.grant('earn', points, { idleFrom: on, endsAtMs: null, nowMs })
  }
  keep(found, { what: [code], on, nowMs })
  shop.desk.report(name)
  shop.desk.happened.push('an activity recorded')
  if (points === 0) shop.desk.happened.push('an activity gave nothing beyond its limit')
  const effects: object[] = [{ kind: 'earned', asset: 'stamps', points }]
  if (found.standing.looked(dayAt(nowMs))) effects.push({ kind: 'level-moved', points: null })
  return { status: 201, body: { activity: code, reference, effects, balances: balancesOf(found) } }
}

/** What happened on a day keeps what ends by inactivity. */
export function keep(
  { account, stamps }: Member,
  { what, on, nowMs }: { what: readonly string[]; on: string; nowMs: number },
): void {
  for (const one of [account, stamps]) for (const thing of what) one.keep(thing, { on, nowMs })
}

function accountOf({ account, stamps }: Member, asset: 'points' | 'stamps'): Account {
  return asset === 'points' ? account : stamps
}

function balancesOf({ account, stamps }: Member) {
  return { points: account.usable, stamps: stamps.usable }
}
