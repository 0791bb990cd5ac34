import type { AssetEarning, Reason, SaleDecision } from '../program/index.ts'
import type { Counter, RuleTally } from './tally.ts'

/** Adds what each rule of a decision gave. What multipliers and rounding add is counted apart from the rules themselves. */
export function countRules(counter: Counter, decision: SaleDecision): void {
  for (const { offer, offCents, reasons } of decision.offers) {
    const values = reasons[0]?.values ?? {}
    const tally = counter.rule('offer', { asset: '', rule: offer }, () =>
      blank('offer', { rule: offer, asset: '', values }),
    )
    tally.receipts += 1
    tally.offCents += offCents
  }
  for (const { rule, values } of decision.discountReasons) {
    const tally = counter.rule('level-price', { asset: '', rule }, () =>
      blank('level-price', { rule, asset: '', values }),
    )
    tally.receipts += 1
    tally.offCents += wholeOf(values.offCents)
  }
  for (const { rule, asset, points, offCents, reasons } of decision.redemptions) {
    const values = reasons[0]?.values ?? {}
    const tally = counter.rule('redemption', { asset, rule }, () => blank('redemption', { rule, asset, values }))
    tally.receipts += 1
    tally.amount += points
    tally.offCents += offCents
  }
  for (const earning of decision.earnings) countEarning(counter, earning)
}

function countEarning(counter: Counter, { asset, points, reasons, perRule }: AssetEarning): void {
  if (points === 0) return
  if (perRule) {
    countShares(counter, { asset, reasons, perRule })
    return
  }
  let given = 0
  let times: Reason | null = null
  let multipliers = 0
  for (const reason of reasons) {
    if (reason.code === 'times-applied') {
      times = reason
      multipliers += 1
    }
    const amount = amountOf(reason)
    if (amount === 0) continue
    const tally = counter.rule('points', { asset, rule: reason.rule }, () => blank('points', { ...reason, asset }))
    tally.receipts += 1
    tally.amount += amount
    given += (amount * tally.points) / tally.per
  }
  if (!times) return
  // Which of several multipliers gave what cannot be told apart: they have a row together.
  const own = multipliers === 1 ? times : { rule: null, values: {} }
  const tally = counter.rule('times', { asset, rule: own.rule }, () => blank('times', { ...own, asset }))
  tally.receipts += 1
  tally.amount += points - Math.floor(given)
}

/** Where rules exclude or limit each other, the decision itself says what each gave. */
function countShares(
  counter: Counter,
  {
    asset,
    reasons,
    perRule,
  }: { asset: string; reasons: readonly Reason[]; perRule: NonNullable<AssetEarning['perRule']> },
): void {
  for (const { rule, points } of perRule) {
    if (points === 0) continue
    const tally = counter.rule('points', { asset, rule }, () => {
      const { name = null } = reasons.find(reason => reason.rule === rule)?.values ?? {}
      return { kind: 'points', rule, asset, receipts: 0, amount: 0, offCents: 0, points: 1, per: 1, name }
    })
    tally.receipts += 1
    tally.amount += points
  }
}

/** What the points of a rule were for, as its reason says: 分, multiples, pieces, or the receipt. */
function amountOf({ code, values }: Reason): number {
  if (code === 'earn-per-money') return wholeOf(values.baseCents)
  if (code === 'earn-per-whole') return wholeOf(values.times)
  if (code === 'earn-per-item') return wholeOf(values.items)
  return code === 'earn-per-receipt' ? 1 : 0
}

function blank(
  kind: RuleTally['kind'],
  { rule, asset, values }: Pick<Reason, 'rule' | 'values'> & { asset: string },
): RuleTally {
  const perCents = kind === 'points' && values.times === undefined ? wholeOf(values.perCents) : 0
  return {
    kind,
    rule: rule ?? '',
    asset,
    receipts: 0,
    amount: 0,
    offCents: 0,
    points: kind === 'points' ? wholeOf(values.points) : 0,
    per: perCents || 1,
    name: values.name ?? values.level ?? null,
  }
}

function wholeOf(value: unknown): number {
  return typeof value === 'number' ? value : 0
}
