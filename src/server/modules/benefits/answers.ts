import { reasonSentence } from '../../../program/index.ts'
import type { Language } from '../../../shared/languages.ts'
import type { StoreDirectory } from '../organisation/index.ts'
import type { Issue, Use } from './benefit.ts'

type Gives = Issue['gives']

export function giftAnswer(gives: Gives) {
  return {
    kind: gives.kind,
    sku: gives.kind === 'goods' ? gives.sku : null,
    offer: gives.kind === 'coupon' ? gives.offer : null,
    asset: gives.kind === 'asset' ? gives.asset : null,
    points: gives.kind === 'asset' ? gives.points : null,
  }
}

export function issueAnswer(issue: Issue, language: Language) {
  const { issueId, benefit, name, period, state, usableFrom, usableThrough, issuedAt, whyNot } = issue
  return {
    issueId,
    benefit,
    name,
    period,
    state,
    gives: giftAnswer(issue.gives),
    usableFrom,
    usableThrough,
    issuedAt: issuedAt.toISOString(),
    whyNot: whyNot && reasonSentence(whyNot, language),
  }
}

type Showing = { directory: StoreDirectory; withCost: boolean }

/** Whoever may not read what goods cost is not told it by the gift either. */
export function useAnswer(use: Use, { directory, withCost }: Showing) {
  const { useId, benefit, name, period, usedAt, storeId, note, costCents, undoneAt, undoReason } = use
  return {
    useId,
    benefit,
    name,
    period,
    usedAt: usedAt.toISOString(),
    storeCode: storeId === null ? null : (directory.storeById(storeId)?.code ?? null),
    note,
    ...(withCost ? { costCents } : {}),
    undoneAt: undoneAt?.toISOString() ?? null,
    undoReason,
  }
}
