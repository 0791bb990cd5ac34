import { rules } from '../program.ts'
import type { TransferRequest } from '../requests.ts'
import type { Account } from './account.ts'
import { dayAt } from './days.ts'
import { byEnd, sum } from './entry.ts'
import type { Expected, Member, Scene, ShopState } from './state.ts'

/** Points go to another member, first to end first; each lot arrives with its end. */
export function transfer(shop: ShopState, { from, to, points }: TransferRequest, { nowMs }: Scene): Expected {
  const [giver, receiver] = [shop.memberByNumber(from), shop.memberByNumber(to)]
  if (!giver || !receiver) return { refusals: ['members/not-found', 'members/number-mistyped'] }
  if (giver === receiver) return { refusals: ['ledger/transfer-to-oneself'] }
  const month = dayAt(nowMs).slice(0, 7)
  const refusals = refusalsOf(giver.account, { points, month })
  if (refusals.length > 0) return { refusals }
  const { givenOfMonth } = giver.account
  givenOfMonth.set(month, (givenOfMonth.get(month) ?? 0) + points)
  const moved = move(giver.account, receiver.account, { points, nowMs })
  return { status: 201, body: { points, from: sideOf(giver), to: sideOf(receiver), moved } }
}

function refusalsOf(account: Account, { points, month }: { points: number; month: string }): string[] {
  const given = sum([...account.givenOfMonth].flatMap(([when, many]) => (when >= month ? [many] : [])))
  return [
    ...(account.debt > 0 ? ['ledger/giver-owes'] : []),
    ...(points > account.usable ? ['ledger/not-enough'] : []),
    ...(given + points > rules.transferMonthMax ? ['ledger/transfer-limit'] : []),
  ]
}

function move(giver: Account, receiver: Account, { points, nowMs }: { points: number; nowMs: number }) {
  const lots = new Map(giver.lots.map(lot => [lot.number, lot]))
  giver.spend('transfer-out', points, { nowMs })
  const taken = (giver.entries.at(-1)?.moves ?? []).flatMap(({ lot: number, points: part }) => {
    const lot = lots.get(number)
    return lot ? [{ lot, points: -part }] : []
  })
  // The receiver's time may be later, because somebody else posted there at a later instant.
  const receivedMs = Math.max(nowMs, Math.floor(receiver.lastMicros / 1000))
  return taken
    .sort((a, b) => byEnd(a.lot, b.lot))
    .map(({ lot: { endsAtMs }, points: part }) => ({
      version: receiver.grant('transfer-in', part, { endsAtMs, nowMs: receivedMs }),
      points: part,
      expiresAt: endsAtMs === null ? null : new Date(endsAtMs).toISOString(),
    }))
}

function sideOf({ memberNumber, account }: Member) {
  return { memberNumber, balance: account.posted, usable: account.usable, debt: account.debt }
}
