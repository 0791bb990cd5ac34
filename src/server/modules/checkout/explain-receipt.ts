import type { CompiledProgram } from '../../../program/index.ts'
import type { ReceiptExplanation } from '../../../shared/contract/explanations.ts'
import type { Transaction } from '../../platform/database.ts'
import { invariant } from '../../platform/errors.ts'
import { type AssetDirectory, findEntriesOfReceipt } from '../ledger/index.ts'
import { findMovesOfReceipt, levelNameOf } from '../levels/index.ts'
import { loadMembers } from '../members/index.ts'
import { linkOf, type ProgramBook, type ReasonTeller } from '../programs/index.ts'
import { checkoutErrors } from './errors.ts'
import { namedReasons } from './passed-over-offers.ts'
import { findReceiptOwners, loadReceipts, type StoredReceipt } from './receipt-store.ts'
import { receiptStory } from './receipt-story.ts'
import { findRefundsOfReceipt } from './refund-list-store.ts'

type Explaining = {
  storeIds: 'all' | readonly number[]
  teller: ReasonTeller
  assets: AssetDirectory
  programs: ProgramBook
}

export type ExplainedReceipt = { explanation: ReceiptExplanation; memberNumber: string | null; storeId: number }

/** Why a receipt is as it is, from what was recorded of it alone. @throws checkout/no-such-receipt */
export async function explainReceipt(
  tx: Transaction,
  receiptId: string,
  { storeIds, teller, assets, programs }: Explaining,
): Promise<ExplainedReceipt> {
  const memberId = (await findReceiptOwners(tx, [receiptId])).get(receiptId)
  const [receipt] = memberId === undefined ? [] : await loadReceipts(tx, [{ memberId, receiptId }])
  if (!receipt || (storeIds !== 'all' && !storeIds.includes(receipt.storeId)))
    throw checkoutErrors.make('no-such-receipt')
  const members = receipt.memberId > 0 ? await loadMembers(tx, [receipt.memberId]) : undefined
  const memberNumber = members?.get(receipt.memberId)?.memberNumber ?? null
  const facts = {
    receipt,
    memberNumber,
    entries: await findEntriesOfReceipt(tx, receipt),
    moves: await findMovesOfReceipt(tx, receipt),
    refunds: await findRefundsOfReceipt(tx, receipt),
    assetOf: (assetId: number) => {
      const asset = assets.byId(assetId)
      invariant(asset, 'the asset of an entry is listed')
      return asset
    },
    levelName: levelNameOf(programs),
    passedOver: namedReasons(receipt.otherEffects, programOf(programs, receipt)),
  }
  const { number: receiptNumber, soldAt, payableCents, refundedCents, programCode, programVersion } = receipt
  const explanation = {
    receiptId,
    receiptNumber,
    soldAt: soldAt.toISOString(),
    program: linkOf(programCode, programVersion),
    payableCents,
    refundedCents,
    audience: teller.audience,
    sentences: receiptStory(facts, teller),
  }
  return { explanation, memberNumber, storeId: receipt.storeId }
}

function programOf(programs: ProgramBook, { programCode, programVersion }: StoredReceipt): CompiledProgram | undefined {
  return programCode === null || programVersion === null ? undefined : programs.version(programCode, programVersion)
}
