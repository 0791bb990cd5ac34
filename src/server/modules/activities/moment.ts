import type { CompiledProgram, Occasion } from '../../../program/index.ts'
import { type Day, dayOf, minuteOf } from '../../../shared/calendar.ts'
import type { Context } from '../../platform/context.ts'
import type { Transaction } from '../../platform/database.ts'
import type { DomainError } from '../../platform/errors.ts'
import type { Assets } from '../ledger/index.ts'
import { loadMembers } from '../members/index.ts'
import { heldDirectory } from '../organisation/index.ts'
import type { ProgramBook } from '../programs/index.ts'
import { type MemberDesk, openMemberDesk, programFor } from './member-desk.ts'

export type DeskParts = { context: Context; programs: ProgramBook; assets: Assets }

/** Who asks, where and when. Without a store, the program of the member's own store rules. */
export type Asked = { memberId: number; storeCode: string | null; by: string | null; channel: string }

export type Moment = {
  program: CompiledProgram
  storeId: number | null
  moment: Omit<Occasion, 'code'>
}

/** The asking module's own words for what a moment can lack. */
type MomentErrors = { make(reason: 'unknown-store' | 'no-program', details?: { store: string | null }): DomainError }

/**
 * The program that rules a member now: that of the store named, else of the member's own.
 * @throws unknown-store and no-program of the errors passed in
 */
export async function momentFor(
  tx: Transaction,
  { context, programs }: DeskParts,
  { memberId, storeCode, channel }: Asked,
  errors: MomentErrors,
): Promise<Moment> {
  const { clock, timeZone, db } = context
  const at = clock.now()
  const directory = await heldDirectory(db)
  const store = storeCode === null ? null : directory.storeByCode(storeCode)
  if (store === undefined) throw errors.make('unknown-store', { store: storeCode })
  const storeId = store?.storeId ?? null
  const home = storeId ?? (await loadMembers(tx, [memberId])).get(memberId)?.homeStoreId ?? null
  const program = await programFor(programs, { directory, storeId: home, at })
  if (!program) throw errors.make('no-program')
  const moment = { at, on: dayOf(at, timeZone), minute: minuteOf(at, timeZone), storeCode, channel }
  return { program, storeId, moment }
}

type DeskWish = {
  asked: Asked
  found: Moment
  keeps: string
  takes?: Readonly<Record<string, number>>
  fills?: Readonly<Record<string, readonly number[]>>
  /** The day whose limits count, where it is not today. */
  on?: Day
  isReading?: boolean
}

/** The member at that moment, with what a decision needs: locked, unless somebody only looks. */
export function openDeskAt(
  tx: Transaction,
  { context, assets }: DeskParts,
  { asked, found, keeps, takes = {}, fills = {}, on = found.moment.on, isReading = false }: DeskWish,
): Promise<MemberDesk> {
  const { program, storeId, moment } = found
  const posting = {
    now: moment.at,
    zone: context.timeZone,
    soldAt: moment.at,
    storeId,
    tillId: null,
    staff: asked.by,
    channel: asked.channel,
    receiptId: null,
    refundId: null,
    programVersion: program.version,
  }
  const { memberId } = asked
  return openMemberDesk(tx, context, { memberId, program, assets, on, takes, fills, isReading, keeps, posting })
}
