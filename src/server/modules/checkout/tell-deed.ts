import type { Deed } from '../../platform/deed.ts'
import { receiptAudit } from './audit.ts'
import { approvalsOf, type Command } from './commands.ts'
import type { World } from './world.ts'

/**
 * Tells the deed of an order, for the audit trail, what the order was about. Called after the order was run, in the
 * memory of its batch: what it has just written is the last of its kind.
 */
export function tellDeed(world: World, deed: Deed | undefined, command: Command): void {
  if (!deed?.isOpen) return
  if (command.kind === 'sale') {
    const receipt = world.written.receipts.at(-1)
    if (receipt) deed.about({ thing: `receipt/${receipt.receiptId}`, ...memberOf(world, receipt.memberId) })
  }
  if (command.kind === 'refund' || command.kind === 'refund-without-original') {
    const id = refundIdOf(world, command.refundNumber)
    const refund = world.written.refunds.find(({ refundId }) => refundId === id)
    if (id !== undefined) deed.about({ thing: `refund/${id}`, ...memberOf(world, refund?.memberId) })
  }
  const approver = approvalsOf(command).flatMap(({ tokenHash }) => world.approvals.get(tokenHash)?.approver ?? [])[0]
  const approved = command.kind === 'sale' ? 'approve-early' : 'approve-without-original'
  if (approver) deed.approvedBy(approver.staffId, receiptAudit.action(approved))
  if (command.kind === 'void') deed.about(memberOf(world, world.receipts.get(command.receiptId)?.memberId))
}

/** Says beforehand what is known even if the order is refused. */
export function tellPlace(world: World, deed: Deed | undefined, command: Command): void {
  if (!deed?.isOpen) return
  if ('place' in command) deed.about({ storeId: command.place.store.storeId })
  if (command.kind === 'void')
    deed.about({
      thing: `receipt/${command.receiptId}`,
      storeId: world.receipts.get(command.receiptId)?.storeId ?? null,
    })
}

/** A refund that waits for its sale is not among the refunds yet, but has its id. */
function refundIdOf({ written }: World, number: string): string | undefined {
  const last = written.refunds.at(-1)
  if (last?.number === number) return last.refundId
  const waiting = written.newWaiting.at(-1)
  return waiting?.refundNumber === number ? waiting.request.refundId : undefined
}

/** Guests have numbers below zero and no member number. */
function memberOf(world: World, memberId: number | undefined): { memberNumber?: string } {
  const member = memberId === undefined ? undefined : world.members.get(memberId)
  return member ? { memberNumber: member.memberNumber } : {}
}
