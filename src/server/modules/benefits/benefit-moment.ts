import type { CompiledProgram, Occasion } from '../../../program/index.ts'
import { dayOf, minuteOf } from '../../../shared/calendar.ts'
import type { Context } from '../../platform/context.ts'
import type { Transaction } from '../../platform/database.ts'
import { type MemberDesk, openMemberDesk, programFor } from '../activities/index.ts'
import type { Assets } from '../ledger/index.ts'
import { loadMembers } from '../members/index.ts'
import { heldDirectory } from '../organisation/index.ts'
import type { ProgramBook } from '../programs/index.ts'
import { benefitErrors } from './errors.ts'

export type BenefitParts = { context: Context; programs: ProgramBook; assets: Assets }
export type Asked = { memberId: number; storeCode: string | null; by: string; channel: string }
export type BenefitMoment = {
  program: CompiledProgram
  storeId: number | null
  moment: Omit<Occasion, 'code'>
}

/**
 * The program that rules a member now: that of the store named, else of the member's own.
 * @throws benefits/unknown-store, benefits/no-program
 */
export async function benefitMoment(
  tx: Transaction,
  { context, programs }: BenefitParts,
  { memberId, storeCode, channel }: Asked,
): Promise<BenefitMoment> {
  const { clock, timeZone, db } = context
  const at = clock.now()
  const directory = await heldDirectory(db)
  const store = storeCode === null ? null : directory.storeByCode(storeCode)
  if (store === undefined) throw benefitErrors.make('unknown-store', { store: storeCode })
  const storeId = store?.storeId ?? null
  const home = storeId ?? (await loadMembers(tx, [memberId])).get(memberId)?.homeStoreId ?? null
  const program = await programFor(programs, { directory, storeId: home, at })
  if (!program) throw benefitErrors.make('no-program')
  const moment = { at, on: dayOf(at, timeZone), minute: minuteOf(at, timeZone), storeCode, channel }
  return { program, storeId, moment }
}

/** The member's facts, locked unless somebody only looks. */
export function openBenefitDesk(
  tx: Transaction,
  { context, assets }: BenefitParts,
  { asked, found, isReading }: { asked: Asked; found: BenefitMoment; isReading: boolean },
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
  return openMemberDesk(tx, context, {
    memberId,
    program,
    assets,
    on: moment.on,
    takes: {},
    isReading,
    keeps: 'benefit',
    posting,
  })
}
