import { dayOf } from '../../../shared/calendar.ts'
import type { Transaction } from '../../platform/database.ts'
import { type Coupon, findNamedCoupons, findOpenCoupons, findUsedCoupons, normalCode } from '../coupons/index.ts'
import type { ProgramBook } from '../programs/index.ts'
import type { Command } from './commands.ts'
import { usedCoupons } from './post-coupons.ts'
import type { StoredReceipt } from './receipt-store.ts'
import type { World } from './world.ts'

type Wanted = {
  commands: readonly Command[]
  memberIds: World['memberIds']
  locked: readonly number[]
  receipts: ReadonlyMap<string, StoredReceipt>
  zone: string
}

/** `usable`: what may be used or given back. `named`: what somebody asks for by name, whatever became of it. By member. */
export type ReadCoupons = { usable: Map<number, Coupon[]>; named: Map<number, Coupon[]> }

/**
 * Coupons that the commands of a batch may use or give back, or ask for. Programs of which no version ever had a coupon, and
 * receipts that used none, ask the database nothing.
 */
export async function readCoupons(
  tx: Transaction,
  programs: ProgramBook,
  { commands, memberIds, locked, receipts, zone }: Wanted,
): Promise<ReadCoupons> {
  const withCoupons = new Set(
    programs.all().flatMap(({ program }) => (program.offers.some(({ coupon }) => coupon) ? [program.code] : [])),
  )
  const wanting = commands.flatMap(command => {
    if ((command.kind !== 'sale' && command.kind !== 'hold') || !command.member) return []
    if (!command.program || !withCoupons.has(command.program.code)) return []
    const memberId = memberIds.get(command.member)
    return typeof memberId === 'number' && locked.includes(memberId) ? [{ memberId, ...command }] : []
  })
  const returned = [...receipts.values()].filter(usedCoupons)
  if (wanting.length === 0 && returned.length === 0) return { usable: new Map(), named: new Map() }
  const earliest = new Date(Math.min(...wanting.map(({ soldAt }) => soldAt.getTime()), 8.64e15))
  const ids = [...new Set(wanting.map(({ memberId }) => memberId))]
  const byName = wanting.filter(({ coupons }) => coupons.use.length > 0)
  const [open, used, named] = await tx.together(() => [
    findOpenCoupons(tx, { memberIds: ids, on: wanting.length === 0 ? '0001-01-01' : dayOf(earliest, zone) }),
    findUsedCoupons(tx, returned),
    findNamedCoupons(tx, {
      memberIds: [...new Set(byName.map(({ memberId }) => memberId))],
      words: byName.flatMap(({ coupons }) => coupons.use.map(normalCode)),
    }),
  ])
  const coupons = [...open, ...used]
  // A coupon is one thing in the memory of a batch, or whoever comes second would be told what it was before the first.
  const usable = new Map(coupons.map(coupon => [coupon.couponId, coupon]))
  const isKnown = (coupon: Coupon) => programs.version(coupon.programCode, coupon.programVersion) !== undefined
  // Another process may have published a version a moment ago, and given coupons under it.
  if (![...coupons, ...named].every(isKnown)) await programs.reread()
  const byMember = (all: readonly Coupon[]) => Map.groupBy(all, ({ memberId }) => memberId)
  return { usable: byMember(coupons), named: byMember(named.map(coupon => usable.get(coupon.couponId) ?? coupon)) }
}
