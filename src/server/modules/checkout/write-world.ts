import type { Transaction } from '../../platform/database.ts'
import { publish } from '../../platform/events.ts'

import { markApprovalsUsed } from '../approvals/index.ts'
import { insertOfferDeltas, writeCoupons } from '../coupons/index.ts'
import { eventsOf, writeLevels } from '../levels/index.ts'

import { rememberVisits } from '../members/index.ts'
import { insertReceipts, insertRefunds } from './receipt-insert-store.ts'
import { insertNumbers, insertSalesDeltas, type NumberKey, updateRefunded } from './receipt-store.ts'
import { deleteWaitingRefunds, insertWaitingRefunds, markWaitingProblems } from './waiting-refund-store.ts'
import type { World } from './world.ts'

/** Writes all that a batch did: one statement per table, whatever the number of receipts, and all of them in one journey. */
export async function writeWorld(tx: Transaction, world: World): Promise<void> {
  const { written } = world
  await tx.together(() => [
    insertNumbers(tx, numbersOf(world)),
    insertReceipts(tx, written.receipts),
    updateRefunded(tx, [...written.changedReceipts]),
    insertRefunds(tx, written.refunds),
    insertWaitingRefunds(tx, written.newWaiting),
    deleteWaitingRefunds(tx, written.appliedWaiting),
    markWaitingProblems(tx, written.waitingProblems),
    world.open.write(tx),
    writeLevels(tx, world.levelChanges, [...world.levels.values()].flat()),
    world.limits.write(tx),
    rememberVisits(tx, written.visits),
    insertSalesDeltas(tx, written.sales),
    writeCoupons(tx, [...world.coupons.values()].flat()),
    insertOfferDeltas(tx, written.offers),
    markApprovalsUsed(tx, written.usedApprovals),
    publish(tx, [...written.events, ...eventsOf(world.levelChanges, world.now)]),
  ])
}

function numbersOf({ written }: World): (NumberKey & { memberId: number; id: string })[] {
  // A void is of the receipt itself and uses no number of the till; a refund that waited took its number when it arrived.
  const waited = new Set(written.appliedWaiting.map(refund => refund.request.refundId))
  return [
    ...written.receipts.map(receipt => ({
      storeId: receipt.storeId,
      tillId: receipt.tillId,
      kind: 'sale' as const,
      number: receipt.number,
      memberId: receipt.memberId,
      id: receipt.receiptId,
    })),
    ...written.refunds
      .filter(refund => !refund.isVoid && !waited.has(refund.refundId))
      .map(refund => ({
        storeId: refund.storeId,
        tillId: refund.tillId,
        kind: 'refund' as const,
        number: refund.number,
        memberId: refund.memberId,
        id: refund.refundId,
      })),
    ...written.newWaiting.map(refund => ({
      storeId: refund.refundStoreId,
      tillId: refund.refundTillId,
      kind: 'refund' as const,
      number: refund.refundNumber,
      memberId: 0,
      id: refund.request.refundId,
    })),
  ]
}
