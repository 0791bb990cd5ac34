import { dayOf } from '../../../shared/calendar.ts'
import type { Transaction } from '../../platform/database.ts'
import { type Coupon, findOpenCoupons, findUsedCoupons } from '../coupons/index.ts'
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

/**
 * Coupons that the commands of a batch may use or give back. Programs of which no version ever had a coupon, and
 * receipts that used none, ask the database nothing.
 */
export async function readCoupons(
  tx: Transaction,
  programs: ProgramBook,
  { commands, memberIds, locked, receipts, zone }: Wanted,
): Promise<Map<number, Coupon[]>> {
  const withCoupons = new Set(
    programs.all().flatMap(({ program }) => (program.offers.some(({ coupon }) => coupon) ? [program.code] : [])),
  )
  const wanting = commands.flatMap(command => {
    if ((command.kind !== 'sale' && command.kind !== 'hold') || !command.member) return []
    if (!command.program || !withCoupons.has(command.program.code)) return []
    const memberId = memberIds.get(command.member)
    return typeof memberId === 'number' && locked.includes(memberId) ? [{ memberId, soldAt: command.soldAt }] : []
  })
  const returned = [...receipts.values()].filter(usedCoupons)
  if (wanting.length === 0 && returned.length === 0) return new Map()
  const earliest = new Date(Math.min(...wanting.map(({ soldAt }) => soldAt.getTime()), 8.64e15))
  const ids = [...new Set(wanting.map(({ memberId }) => memberId))]
  const [open, used] = await tx.together(() => [
    findOpenCoupons(tx, { memberIds: ids, on: wanting.length === 0 ? '0001-01-01' : dayOf(earliest, zone) }),
    findUsedCoupons(tx, returned),
  ])
  const coupons = [...open, ...used]
  const isKnown = (coupon: Coupon) => programs.version(coupon.programCode, coupon.programVersion) !== undefined
  // Another process may have published a version a moment ago, and given coupons under it.
  if (!coupons.every(isKnown)) await programs.reread()
  return Map.groupBy(coupons, ({ memberId }) => memberId)
}
