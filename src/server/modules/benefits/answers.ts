import type { Language } from '../../../shared/languages.ts'
import type { StoreDirectory } from '../organisation/index.ts'
import type { Issue, Use } from './benefit.ts'
import { benefitErrors } from './errors.ts'

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
    whyNot: whyNot === null ? null : benefitErrors.make('coupon-not-issued').texts[language],
  }
}

export function useAnswer(use: Use, directory: StoreDirectory) {
  const { useId, benefit, name, period, usedAt, storeId, note, costCents, undoneAt, undoReason } = use
  return {
    useId,
    benefit,
    name,
    period,
    usedAt: usedAt.toISOString(),
    storeCode: storeId === null ? null : (directory.storeById(storeId)?.code ?? null),
    note,
    costCents,
    undoneAt: undoneAt?.toISOString() ?? null,
    undoReason,
  }
}
