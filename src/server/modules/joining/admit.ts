import { type CompiledWay, decideJoining, type JoiningReceipt, needsReceipt } from '../../../program/index.ts'
import { addDays, dayOf } from '../../../shared/calendar.ts'
import type { SaleChannel } from '../../../shared/channels.ts'
import type { Caller } from '../../platform/caller.ts'
import type { Context } from '../../platform/context.ts'
import type { Transaction } from '../../platform/database.ts'
import { programFor } from '../activities/index.ts'
import { findReceipt, refused } from '../checkout/index.ts'
import type { Admit, Admitting, JoiningWish } from '../members/index.ts'
import { type StoreDirectory, storeDirectory } from '../organisation/index.ts'
import type { ProgramBook } from '../programs/index.ts'
import { Attempt } from '../refusals/index.ts'
import { askToJoin } from './ask-to-join.ts'
import { joiningErrors } from './errors.ts'

/** Somebody who comes back within a month may still join with what they bought. */
const receiptDaysMax = 30

/**
 * Decides by the program of the store where somebody joins. The receipt was settled before, as a guest's: nothing is promised
 * that a later basket would have to keep. Where the way needs approval, a request is written instead.
 * @throws program/joining-… what the program refuses
 * @throws joining/channel-not-yours
 * @throws joining/no-such-receipt, joining/receipt-of-member, joining/receipt-too-old
 * @throws joining/reason-missing, joining/already-waiting
 */
export function openDoor({ context, programs }: { context: Context; programs: ProgramBook }): Admit {
  return async ({ wish, homeStoreId, caller }) => {
    const at = context.clock.now()
    const directory = await storeDirectory(context.db)
    const program = await programFor(programs, { directory, storeId: homeStoreId, at })
    const on = dayOf(at, context.timeZone)
    const attempt = new Attempt('join', caller, context)
    attempt.about({ storeId: homeStoreId })
    const aboutWay = (code: string | null | undefined) => {
      const way = program?.joining.find(candidate => candidate.way === code)
      if (program && way)
        attempt.about({ thing: way.way, name: way.name, program: { code: program.code, version: program.version } })
    }
    const decide: Admitting['decide'] = async (tx, asking) => {
      const channel = channelOf(caller, wish.channel)
      attempt.about({ channel })
      aboutWay(wish.way)
      const since = addDays(on, -receiptDaysMax)
      const receipt = wish.receipt ? await receiptOf(tx, wish.receipt, { directory, since }) : null
      const way = decideJoining(program?.joining ?? [], { way: wish.way ?? null, on, channel, receipt })
      if (way === null) return { way: null, receiptId: null }
      if ('refusal' in way) throw refused(way)
      aboutWay(way.way)
      const receiptId = usedReceipt(way, receipt)
      if (!way.needsApproval) return { way: way.way, receiptId }
      return { waiting: await askToJoin(tx, context, { ...asking, way, receiptId, reason: wish.reason ?? '' }) }
    }
    return { decide, keep: attempt.keep }
  }
}

/** As a sale: what the shop's people and its tills do is `till`, and only an integrator stands for other places. */
export function channelOf({ kind }: Caller, named: SaleChannel | undefined): SaleChannel {
  const usual = kind === 'key' ? 'api' : 'till'
  if (named !== undefined && named !== usual && kind !== 'key')
    throw joiningErrors.make('channel-not-yours', { channel: named })
  return named ?? usual
}

type NamedReceipt = JoiningReceipt & { receiptId: string }

function usedReceipt(way: CompiledWay, receipt: NamedReceipt | null): string | null {
  return receipt && needsReceipt(way) ? receipt.receiptId : null
}

async function receiptOf(
  tx: Transaction,
  named: NonNullable<JoiningWish['receipt']>,
  { directory, since }: { directory: StoreDirectory; since: string },
): Promise<NamedReceipt> {
  const question = questionOf(named, directory)
  const receipt = question && (await findReceipt(tx, question))
  if (!receipt) throw joiningErrors.make('no-such-receipt')
  if (receipt.memberId > 0) throw joiningErrors.make('receipt-of-member')
  if (receipt.businessOn < since) throw joiningErrors.make('receipt-too-old', { days: receiptDaysMax })
  const paidOfSku: Record<string, number> = {}
  for (const { sku, payableCents, refundedCents } of receipt.lines)
    paidOfSku[sku] = (paidOfSku[sku] ?? 0) + payableCents - refundedCents
  return { receiptId: receipt.receiptId, paidCents: receipt.payableCents - receipt.refundedCents, paidOfSku }
}

function questionOf(named: NonNullable<JoiningWish['receipt']>, directory: StoreDirectory) {
  if ('receiptId' in named) return named
  const store = directory.storeByCode(named.storeCode)
  const till = store?.tills.find(({ code }) => code === named.tillCode)
  return store && till && { storeId: store.storeId, tillId: till.tillId, receiptNumber: named.receiptNumber }
}
