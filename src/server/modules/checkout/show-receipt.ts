import type { ReceiptAnswer } from '../../../shared/contract/checkout.ts'
import type { Language } from '../../../shared/languages.ts'
import type { Transaction } from '../../platform/database.ts'
import { findEntriesOfReceipt } from '../ledger/index.ts'
import { findMovesOfReceipt } from '../levels/index.ts'
import { loadMembers } from '../members/index.ts'
import type { StoreDirectory } from '../organisation/index.ts'
import { receiptAnswer } from './answers.ts'
import { type EffectKind, effect } from './effects.ts'
import { checkoutErrors } from './errors.ts'
import { findNumbers, findReceiptOwners, loadReceipts, type StoredReceipt } from './receipt-store.ts'

export type ReceiptQuestion = { receiptId: string } | { storeId: number; tillId: number; receiptNumber: string }

/** A receipt as it stands now, with all that it did and why. @throws checkout/no-such-receipt */
export async function showReceipt(
  tx: Transaction,
  question: ReceiptQuestion,
  {
    directory,
    language,
    storeIds,
  }: { directory: StoreDirectory; language: Language; storeIds: 'all' | readonly number[] },
): Promise<ReceiptAnswer> {
  const key = await keyOf(tx, question)
  const [receipt] = key ? await loadReceipts(tx, [key]) : []
  if (!receipt || (storeIds !== 'all' && !storeIds.includes(receipt.storeId)))
    throw checkoutErrors.make('no-such-receipt')
  const member = receipt.memberId > 0 ? (await loadMembers(tx, [receipt.memberId])).get(receipt.memberId) : undefined
  const entries = await findEntriesOfReceipt(tx, receipt)
  const moves = await findMovesOfReceipt(tx, receipt)
  const effects = [
    ...receipt.otherEffects.filter(({ kind }) => kind !== 'level-moved' && kind !== 'offers-passed-over'),
    ...entries.map(entry =>
      effect(kindOf(entry.kind), {
        asset: entry.asset,
        points: entry.amount,
        expiresAt: entry.expiresAt,
        reasons: entry.reasons,
      }),
    ),
    ...moves.map(move => effect('level-moved', { level: move.to, reasons: move.reasons })),
  ]
  return receiptAnswer(directory, {
    receipt,
    effects,
    member: member ?? null,
    standing: { balances: {}, levels: [] },
    language,
  })
}

/** A receipt as it was settled and what came back of it; undefined where there is none of that name. */
export async function findReceipt(tx: Transaction, question: ReceiptQuestion): Promise<StoredReceipt | undefined> {
  const key = await keyOf(tx, question)
  const [receipt] = key ? await loadReceipts(tx, [key]) : []
  return receipt
}

const kinds: Readonly<Record<string, EffectKind>> = {
  earn: 'earned',
  redeem: 'redeemed',
  'take-back': 'taken-back',
  'give-back': 'given-back',
  expire: 'expired',
  'settle-debt': 'debt-settled',
}

function kindOf(entryKind: string): EffectKind {
  return kinds[entryKind] ?? 'earned'
}

async function keyOf(
  tx: Transaction,
  question: ReceiptQuestion,
): Promise<{ memberId: number; receiptId: string } | undefined> {
  if ('receiptId' in question) {
    const memberId = (await findReceiptOwners(tx, [question.receiptId])).get(question.receiptId)
    return memberId === undefined ? undefined : { memberId, receiptId: question.receiptId }
  }
  const { storeId, tillId, receiptNumber } = question
  const [found] = await findNumbers(tx, [{ storeId, tillId, kind: 'sale', number: receiptNumber }])
  return found && { memberId: found.memberId, receiptId: found.id }
}
