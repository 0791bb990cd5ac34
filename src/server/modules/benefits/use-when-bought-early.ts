import type { Day } from '../../../shared/calendar.ts'
import type { Texts } from '../../../shared/languages.ts'
import type { Transaction } from '../../platform/database.ts'
import { publish } from '../../platform/events.ts'
import { benefitUsed } from './events.ts'
import { insertUse, markUndone } from './use-store.ts'

type BoughtEarly = {
  receiptId: string
  receiptNumber: string
  memberId: number
  storeId: number
  businessOn: Day
  programCode: string
  benefit: string
  name: Texts
  staff: string | null
}

/** A purchase before the others is a use of the benefit that allowed it, once a receipt: it has the receipt's id. */
export async function useWhenBoughtEarly(tx: Transaction, told: BoughtEarly, at: Date): Promise<void> {
  const { receiptId, receiptNumber, memberId, storeId, businessOn, programCode, benefit, name, staff } = told
  await insertUse(tx, {
    memberId,
    useId: receiptId,
    programCode,
    benefit,
    name,
    issueId: null,
    period: null,
    usedAt: at,
    usedOn: businessOn,
    storeId,
    usedBy: staff ?? 'till',
    note: receiptNumber,
    costCents: null,
    undoneAt: null,
    undoneBy: null,
    undoReason: null,
  })
  await publish(tx, [benefitUsed.of({ memberId, programCode, benefit, useId: receiptId, storeId }, at)])
}

type Refunded = { receiptId: string | null; memberId: number | null; isVoid: boolean }

/** A voided receipt never happened, nor did the use. After a refund the goods were still bought before the others. */
export async function undoWhenVoided(
  tx: Transaction,
  { receiptId, memberId, isVoid }: Refunded,
  at: Date,
): Promise<void> {
  if (!isVoid || receiptId === null || memberId === null) return
  await markUndone(tx, { memberId, useId: receiptId, at, by: 'till', reason: '小票已作废 / the receipt was voided' })
}
