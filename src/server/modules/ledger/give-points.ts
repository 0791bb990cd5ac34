import { limitPeriodStart, reason as reasonOf } from '../../../program/index.ts'
import { dayOf } from '../../../shared/calendar.ts'
import type { Transaction } from '../../platform/database.ts'
import { newId } from '../../platform/ids.ts'
import { type Account, usablePoints } from './account.ts'
import { ledgerErrors } from './errors.ts'
import { openAccounts } from './open-accounts.ts'
import { backgroundContext } from './sweep-accounts.ts'
import { type Transferred, transferPoints } from './transfer.ts'
import type { TransferRule } from './transfer-rule.ts'
import { insertTransferSides, sumGiven } from './transfer-store.ts'

type Party = { memberId: number; memberNumber: string }

export type GivingRequest = {
  from: Party
  to: Party
  assetId: number
  points: number
  reason: string
  askedBy: { id: string; name: string }
}

export type Given = { transferId: string; giver: Account; receiver: Account; moved: Transferred['granted'] }

/**
 * Gives points of one member to another, in one transaction that holds both.
 * @throws ledger/reason-missing, ledger/transfer-to-oneself, ledger/no-transfer
 * @throws ledger/giver-owes, ledger/not-enough, ledger/transfer-limit
 */
export async function givePoints(
  tx: Transaction,
  request: GivingRequest,
  { rule, now, zone }: { rule: TransferRule | null; now: Date; zone: string },
): Promise<Given> {
  const { from, to, assetId, points, askedBy } = request
  const reason = request.reason.trim()
  if (reason.length < 3) throw ledgerErrors.make('reason-missing')
  if (from.memberId === to.memberId) throw ledgerErrors.make('transfer-to-oneself')
  if (!rule) throw ledgerErrors.make('no-transfer')
  const context = {
    ...backgroundContext(now, zone),
    staff: askedBy.id,
    channel: 'console',
    programVersion: rule.programVersion,
  }
  const needs = [{ memberId: from.memberId, assetId, points, lotNumbers: [] }]
  const open = await openAccounts(tx, { memberIds: [from.memberId, to.memberId], needs, context })
  const [giver, receiver] = [open.account(from.memberId, assetId), open.account(to.memberId, assetId)]
  refuseTooMuch(giver, points)
  const givenOn = dayOf(now, zone)
  await refuseBeyondLimit(tx, { memberId: from.memberId, assetId, points, givenOn, rule })
  const transferId = newId(now)
  const { taken, granted } = transferPoints(
    open.journal,
    { giver, receiver },
    {
      points,
      context,
      reasonsOut: [reasonOf('transferred-to', null, { otherMember: to.memberNumber, why: reason, transferId })],
      reasonsIn: [reasonOf('transferred-from', null, { otherMember: from.memberNumber, why: reason, transferId })],
    },
  )
  await open.write(tx)
  const sides = [taken, ...granted.map(({ entry }) => entry)].map(({ memberId, version, amount }) => ({
    ...{ memberId, assetId, version, transferId, amount, givenOn, reason, askedBy },
    otherMemberId: memberId === from.memberId ? to.memberId : from.memberId,
  }))
  await insertTransferSides(tx, sides)
  return { transferId, giver, receiver, moved: granted }
}

function refuseTooMuch(giver: Account, points: number): void {
  if (giver.debt > 0) throw ledgerErrors.make('giver-owes', { debt: giver.debt })
  const usable = usablePoints(giver)
  if (points > usable) throw ledgerErrors.make('not-enough', { points, usable })
}

type Limited = { memberId: number; assetId: number; points: number; givenOn: string; rule: TransferRule }

async function refuseBeyondLimit(tx: Transaction, { points, givenOn, rule, ...whose }: Limited): Promise<void> {
  const given = await sumGiven(tx, { ...whose, since: limitPeriodStart(rule.limit.period, givenOn) })
  const most = rule.limit.amount
  if (given + points > most) throw ledgerErrors.make('transfer-limit', { most, given, points })
}
