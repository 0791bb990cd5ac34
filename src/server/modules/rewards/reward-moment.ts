import type { CompiledProgram, Occasion } from '../../../program/index.ts'
import { dayOf, minuteOf } from '../../../shared/calendar.ts'
import type { Context } from '../../platform/context.ts'
import type { Transaction } from '../../platform/database.ts'
import { type MemberDesk, openMemberDesk, programFor } from '../activities/index.ts'
import type { Assets } from '../ledger/index.ts'
import { loadMembers } from '../members/index.ts'
import { heldDirectory, type StoreDirectory } from '../organisation/index.ts'
import type { ProgramBook } from '../programs/index.ts'
import { rewardErrors } from './errors.ts'

export type RewardParts = { context: Context; programs: ProgramBook; assets: Assets }

/** Who asks, where and when. Without a store, the program of the member's own store rules. */
export type Asked = { memberId: number; storeCode: string | null; by: string | null; channel: string }

export type RewardMoment = {
  program: CompiledProgram
  storeId: number | null
  directory: StoreDirectory
  moment: Omit<Occasion, 'code'>
}

/**
 * The program that rules now where somebody asks for something.
 * @throws rewards/unknown-store, rewards/no-program
 */
export async function rewardMoment(
  tx: Transaction,
  { context, programs }: RewardParts,
  { memberId, storeCode, channel }: Asked,
): Promise<RewardMoment> {
  const { clock, timeZone, db } = context
  const at = clock.now()
  const directory = await heldDirectory(db)
  const store = storeCode === null ? null : directory.storeByCode(storeCode)
  if (store === undefined) throw rewardErrors.make('unknown-store', { store: storeCode })
  const storeId = store?.storeId ?? null
  const home = storeId ?? (await loadMembers(tx, [memberId])).get(memberId)?.homeStoreId ?? null
  const program = await programFor(programs, { directory, storeId: home, at })
  if (!program) throw rewardErrors.make('no-program')
  return {
    program,
    storeId,
    directory,
    moment: { at, on: dayOf(at, timeZone), minute: minuteOf(at, timeZone), storeCode, channel },
  }
}

type DeskOptions = {
  takes?: Readonly<Record<string, number>>
  fills?: Readonly<Record<string, readonly number[]>>
  /** The day whose limits count, where it is not today. */
  on?: string
  isReading?: boolean
}

/** The member, with what a decision needs. */
export function openRewardDesk(
  tx: Transaction,
  { context, assets }: RewardParts,
  { asked, found, options = {} }: { asked: Asked; found: RewardMoment; options?: DeskOptions },
): Promise<MemberDesk> {
  const { program, storeId, moment } = found
  const { takes = {}, fills = {}, on = moment.on, isReading = false } = options
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
  return openMemberDesk(tx, context, {
    memberId: asked.memberId,
    program,
    assets,
    on,
    takes,
    fills,
    isReading,
    keeps: 'redemption',
    posting,
  })
}
