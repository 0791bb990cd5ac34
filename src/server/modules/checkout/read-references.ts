import type { Context } from '../../platform/context.ts'
import type { Transaction } from '../../platform/database.ts'
import { findMemberIds } from '../members/index.ts'
import type { ProgramBook } from '../programs/index.ts'
import { type Command, isRefund, isSale, receiptName } from './commands.ts'
import { findNumbers, findReceiptOwners } from './receipt-store.ts'
import { findWaitingRefunds, type WaitingRefund } from './waiting-refund-store.ts'
import type { World } from './world.ts'

/** What reading needs besides the transaction. */
export type Reading = { context: Context; programs: ProgramBook; assetCodes: ReadonlyMap<number, string> }

/** What the commands of a batch refer to: members, numbers of tills, refunds that wait for these sales. Read before any lock. */
export type References = {
  commands: readonly Command[]
  memberIds: World['memberIds']
  numbers: Awaited<ReturnType<typeof readNumbers>>
  waiting: readonly WaitingRefund[]
}

export async function readReferences(
  tx: Transaction,
  { context }: Reading,
  commands: readonly Command[],
): Promise<References> {
  const named = commands.flatMap(command => ('member' in command && command.member ? [command.member] : []))
  const sales = commands.filter(isSale).map(({ place, receiptNumber }) => ({
    storeId: place.store.storeId,
    tillId: place.till.tillId,
    number: receiptNumber,
  }))
  const [memberIds, numbers, waiting] = await tx.together(() => [
    findMemberIds(tx, named, context.cipher),
    readNumbers(tx, commands),
    findWaitingRefunds(tx, sales),
  ])
  return { commands, memberIds, numbers, waiting }
}

export type Original = { memberId: number; receiptId: string }

async function readNumbers(tx: Transaction, commands: readonly Command[]) {
  const sales = commands.filter(isSale).map(({ place, receiptNumber }) => ({
    storeId: place.store.storeId,
    tillId: place.till.tillId,
    kind: 'sale' as const,
    number: receiptNumber,
  }))
  const pointed = commands
    .filter(isRefund)
    .flatMap(({ pointer }) =>
      'receiptId' in pointer
        ? []
        : [{ storeId: pointer.storeId, tillId: pointer.tillId, kind: 'sale' as const, number: pointer.receiptNumber }],
    )
  const refunds = commands.flatMap(command =>
    'refundNumber' in command
      ? [
          {
            storeId: command.place.store.storeId,
            tillId: command.place.till.tillId,
            kind: 'refund' as const,
            number: command.refundNumber,
          },
        ]
      : [],
  )
  const byId = commands.flatMap(command =>
    command.kind === 'void'
      ? [command.receiptId]
      : isRefund(command) && 'receiptId' in command.pointer
        ? [command.pointer.receiptId]
        : [],
  )
  const [found, owners] = await tx.together(() => [
    findNumbers(tx, [...sales, ...pointed, ...refunds]),
    findReceiptOwners(tx, byId),
  ])
  const receiptIds = new Map<string, string>()
  const usedRefundNumbers = new Set<string>()
  for (const number of found) {
    if (number.kind === 'sale') receiptIds.set(receiptName({ ...number, receiptNumber: number.number }), number.id)
    else usedRefundNumbers.add(`${number.storeId}/${number.tillId}/${number.number}`)
  }
  const byNumber = found.filter(
    number =>
      number.kind === 'sale' &&
      pointed.some(
        key => key.storeId === number.storeId && key.tillId === number.tillId && key.number === number.number,
      ),
  )
  const originals: Original[] = [
    ...byNumber.map(number => ({ memberId: number.memberId, receiptId: number.id })),
    ...[...owners].map(([receiptId, memberId]) => ({ memberId, receiptId })),
  ]
  return { receiptIds, usedRefundNumbers, originals }
}
