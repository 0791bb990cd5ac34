import { checkImpossible } from './check-impossible.ts'
import { daysMeet } from './check-overlaps.ts'
import { compileCondition } from './conditions.ts'
import type { Condition, EarnRule, OfferBlock } from './document.ts'
import type { Finding, Path } from './findings.ts'
import type { ParsedProgram } from './parse.ts'
import { isOfPurchase, plainGift } from './plain-rules.ts'

/** Rules, rewards and offers that nothing can ever make true, and those whose days meet unseen. */
export function checkDeadRules(parsed: ParsedProgram): Finding[] {
  const { document, at } = parsed
  const rules = (document.earning?.rules ?? []).map(plainGift)
  const offers = document.offers ?? []
  const rewards = document.redemption ?? []
  return [
    ...rules.flatMap((rule, index) => {
      const path = ['earning', 'rules', index] as const
      return [
        ...(rule.points === 0 ? [at([...path, 'points'], 'rule-gives-nothing', { rule: rule.rule }, 'warning')] : []),
        ...(isOfPurchase(rule) ? [] : checkNoReceipt(parsed, { rule: rule.rule, when: rule.when, path })),
        ...checkDays(parsed, rules.slice(0, index), rule, path),
      ]
    }),
    ...rewards.flatMap(({ rule, when, gives }, index) =>
      gives === undefined ? [] : checkNoReceipt(parsed, { rule, when, path: ['redemption', index] }),
    ),
    ...offers.flatMap((offer, index) => checkOfferDays(parsed, offers.slice(0, index), offer, ['offers', index])),
    ...checkImpossible(parsed),
  ]
}

type Asked = { rule: string; when: Condition | undefined; path: Path }

const ofReceipts = ['basket-from', 'basket-has', 'pieces-from', 'tender', 'promoter'] as const

/** Away from a receipt there are no goods: who asks for some gives nothing. */
function checkNoReceipt({ at }: ParsedProgram, { rule, when, path }: Asked): Finding[] {
  const isDead = compileCondition(when).isAboutLines || ofReceipts.some(word => when?.[word] !== undefined)
  return isDead ? [at([...path, 'when'], 'no-receipt-here', { rule }, 'warning')] : []
}

/** Rules of the same kind for the same goods, whose days meet: on those days members have both. */
function checkDays({ at }: ParsedProgram, earlier: readonly EarnRule[], rule: EarnRule, path: Path): Finding[] {
  if (rule.points === undefined || !isOfPurchase(rule)) return []
  const other = earlier.find(
    candidate =>
      candidate.points !== undefined &&
      isOfPurchase(candidate) &&
      (candidate.asset ?? '') === (rule.asset ?? '') &&
      (candidate.per === 'item' || candidate.per === 'receipt' ? candidate.per : 'money') ===
        (rule.per === 'item' || rule.per === 'receipt' ? rule.per : 'money') &&
      (rule.group === undefined || candidate.group !== rule.group) &&
      daysMeet(candidate.when, rule.when),
  )
  return other ? [at(path, 'days-overlap', { rule: rule.rule, other: other.rule }, 'warning')] : []
}

const offerKinds = ['off', 'discount', 'steps', 'pay', 'free'] as const

function checkOfferDays(
  { at }: ParsedProgram,
  earlier: readonly OfferBlock[],
  offer: OfferBlock,
  path: Path,
): Finding[] {
  const isApart = (other: OfferBlock) =>
    (offer.group !== undefined && offer.group === other.group) ||
    [offer, other].some(({ stacks, coupon }) => stacks === 'alone' || coupon !== undefined)
  const other = earlier.find(
    candidate =>
      offerKinds.some(kind => candidate[kind] !== undefined && offer[kind] !== undefined) &&
      !isApart(candidate) &&
      daysMeet(candidate.when, offer.when),
  )
  return other ? [at(path, 'days-overlap', { rule: offer.offer, other: other.offer }, 'warning')] : []
}
