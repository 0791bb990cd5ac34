import { benefitMissing, type CompiledBenefit, countingPeriod, shareFor } from '../../../program/index.ts'
import type { Transaction } from '../../platform/database.ts'
import { publish } from '../../platform/events.ts'
import { newId } from '../../platform/ids.ts'
import { type Asked, type DeskParts, type Moment, momentFor, openDeskAt } from '../activities/index.ts'
import { findGoods } from '../catalog/index.ts'
import type { Attempt } from '../refusals/index.ts'
import { type Issue, type Use, undoMsMax } from './benefit.ts'
import { benefitErrors, notEntitled } from './errors.ts'
import { benefitUsed } from './events.ts'
import { findUsable, moveIssue } from './issue-store.ts'
import { countDown, countUp, findUse, insertUse, markUndone } from './use-store.ts'

export type UseWish = Asked & {
  by: string
  benefit: string
  note: string | null
  costCents: number | null
  attempt: Attempt
}

/**
 * Records that a member uses a benefit: a gift that was issued, a service that is counted, or one in words.
 * @throws benefits/unknown-benefit, benefits/not-entitled, benefits/used-up
 * @throws benefits/nothing-to-use, benefits/not-used-by-hand
 */
export async function useBenefit(tx: Transaction, parts: DeskParts, wish: UseWish): Promise<Use> {
  const found = await momentFor(tx, parts, wish, benefitErrors)
  const { program, moment, storeId } = found
  const gift = await takeGift(tx, wish, moment.on)
  const benefit = program.benefits.find(candidate => candidate.benefit === wish.benefit)
  wish.attempt.about({ storeId, program: { code: program.code, version: program.version } })
  if (!gift && !benefit) throw benefitErrors.make('unknown-benefit', { benefit: wish.benefit })
  wish.attempt.about({ thing: wish.benefit, name: benefit?.name ?? null })
  const period = gift || !benefit ? null : await countService(tx, parts, { wish, found, benefit })
  const use: Use = {
    memberId: wish.memberId,
    useId: newId(moment.at),
    programCode: gift?.programCode ?? program.code,
    benefit: wish.benefit,
    name: gift?.name ?? benefit?.name ?? { 'zh-CN': wish.benefit, 'zh-TW': wish.benefit, en: wish.benefit },
    issueId: gift?.issueId ?? null,
    period,
    usedAt: moment.at,
    usedOn: moment.on,
    storeId,
    usedBy: wish.by,
    note: wish.note,
    costCents: wish.costCents ?? (await costOf(tx, gift)),
    undoneAt: null,
    undoneBy: null,
    undoReason: null,
  }
  await insertUse(tx, use)
  const { memberId, programCode, useId } = use
  await publish(tx, [benefitUsed.of({ memberId, programCode, benefit: wish.benefit, useId, storeId }, moment.at)])
  return use
}

/** The gift that ends first. Somebody else may take it at the same moment: then the next one. */
async function takeGift(tx: Transaction, { memberId, benefit }: UseWish, on: string): Promise<Issue | null> {
  for (;;) {
    const gift = await findUsable(tx, { memberId, benefit, on })
    if (!gift) return null
    if (await moveIssue(tx, { memberId, issueId: gift.issueId, from: 'to-use', to: 'used' })) return gift
  }
}

type Counting = { wish: UseWish; found: Moment; benefit: CompiledBenefit }

/** @returns the period that the use counts in; null for one that is not counted */
async function countService(
  tx: Transaction,
  parts: DeskParts,
  { wish, found, benefit }: Counting,
): Promise<string | null> {
  const { content } = benefit
  if (content.kind === 'issued' && content.gives.kind !== 'asset') throw benefitErrors.make('nothing-to-use')
  if (content.kind === 'issued' || content.kind === 'early') throw benefitErrors.make('not-used-by-hand')
  const { program, moment } = found
  const desk = await openDeskAt(tx, parts, { asked: wish, found, keeps: 'benefit', isReading: true })
  const missing = benefitMissing(program, benefit, { member: desk.facts, moment })
  if (missing !== null) throw notEntitled(missing)
  const share = shareFor(benefit, desk.facts)
  if (!share) return null
  const period = countingPeriod(share.period, moment.on)
  const count = { memberId: wish.memberId, programCode: program.code, benefit: benefit.benefit, period }
  if (!(await countUp(tx, { ...count, most: share.amount })))
    throw benefitErrors.make('used-up', { period, amount: share.amount })
  return period
}

async function costOf(tx: Transaction, gift: Issue | null): Promise<number | null> {
  if (gift?.gives.kind !== 'goods') return null
  const [goods] = await findGoods(tx, [gift.gives.sku])
  return goods?.costCents ?? null
}

type Undoing = { memberId: number; useId: string; at: Date; by: string; reason: string; attempt: Attempt }

/**
 * Takes a use back, within a day: the gift can be used again, and the count has room again.
 * @throws benefits/no-such-use, benefits/undo-too-late, benefits/undone-already
 */
export async function undoUse(tx: Transaction, { memberId, useId, at, by, reason, attempt }: Undoing): Promise<Use> {
  const use = await findUse(tx, { memberId, useId })
  if (!use) throw benefitErrors.make('no-such-use')
  attempt.about({ memberId, thing: use.benefit, name: use.name })
  if (at.getTime() >= use.usedAt.getTime() + undoMsMax) throw benefitErrors.make('undo-too-late')
  if (!(await markUndone(tx, { memberId, useId, at, by, reason }))) throw benefitErrors.make('undone-already')
  const { programCode, benefit, period, issueId } = use
  if (period !== null) await countDown(tx, { memberId, programCode, benefit, period })
  if (issueId !== null) await moveIssue(tx, { memberId, issueId, from: 'used', to: 'to-use' })
  return { ...use, undoneAt: at, undoneBy: by, undoReason: reason }
}
