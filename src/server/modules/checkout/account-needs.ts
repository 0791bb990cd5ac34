import { dayOf } from '../../../shared/calendar.ts'
import type { MemberReference } from '../../../shared/contract/members.ts'
import type { AccountNeed } from '../ledger/index.ts'
import type { Command } from './commands.ts'
import type { StoredReceipt } from './receipt-store.ts'

/** A sale or hold draws what it wishes to redeem. */
export function drawNeeds(command: Command, memberIds: ReadonlyMap<MemberReference, unknown>): AccountNeed[] {
  if ((command.kind !== 'sale' && command.kind !== 'hold') || !command.member || !command.program) return []
  const memberId = memberIds.get(command.member)
  if (typeof memberId !== 'number') return []
  return command.redeem.flatMap(({ rule, points }) => {
    const asset = command.program?.redemption.find(candidate => candidate.rule === rule)?.asset
    const assetId = asset === undefined ? undefined : command.assetIds.get(asset)
    return assetId === undefined || !Number.isSafeInteger(points)
      ? []
      : [{ memberId, assetId, points: Math.max(points, 0), lotNumbers: [] }]
  })
}

/** A sale keeps the points of its program. */
export function keepNeeds(
  command: Command,
  memberIds: ReadonlyMap<MemberReference, unknown>,
  zone: string,
): AccountNeed[] {
  if (command.kind !== 'sale' || !command.member || !command.program) return []
  const memberId = memberIds.get(command.member)
  if (typeof memberId !== 'number') return []
  const things = command.redeem.length > 0 ? ['purchase', 'redemption'] : ['purchase']
  const keeps = { things, on: dayOf(command.soldAt, zone) }
  return [...command.assetIds.values()].map(assetId => ({ memberId, assetId, points: 0, lotNumbers: [], keeps }))
}

/** A refund takes back at most what the receipt earned, from its own lot first, and fills the lots that it had drawn on. */
export function refundNeeds(receipts: ReadonlyMap<string, StoredReceipt>): AccountNeed[] {
  return [...receipts.values()].flatMap(receipt =>
    receipt.postings.map(({ asset, assetId, earnVersion, redeemVersion }) => ({
      memberId: receipt.memberId,
      assetId,
      points: receipt.lines.reduce((sum, line) => sum + (line.earned[asset] ?? 0), 0),
      lotNumbers: [
        ...(earnVersion === null ? [] : [earnVersion]),
        ...(redeemVersion === null ? [] : (receipt.owed.get(redeemVersion) ?? []).map(lot => lot.lotNumber)),
      ],
    })),
  )
}
