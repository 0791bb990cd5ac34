import {
  activitiesKnownTo,
  type CompiledProgram,
  decideOccasion,
  knowsActivity,
  limitsOfActivity,
  type Occasion,
} from '../../../program/index.ts'
import { dayOf, minuteOf } from '../../../shared/calendar.ts'
import type { Context } from '../../platform/context.ts'
import type { Transaction } from '../../platform/database.ts'
import { publish } from '../../platform/events.ts'
import { newId } from '../../platform/ids.ts'
import { type Effect, effect } from '../checkout/index.ts'
import { type Assets, endPendingOfReceipt, type PostingContext } from '../ledger/index.ts'
import { noteActivity } from '../levels/index.ts'
import { heldDirectory, type StoreDirectory } from '../organisation/index.ts'
import type { ProgramBook } from '../programs/index.ts'
import type { Attempt } from '../refusals/index.ts'
import { type Activity, insertActivity, isRecorded } from './activity-store.ts'
import { activityErrors } from './errors.ts'
import { activityRecorded } from './events.ts'
import { type MemberDesk, openMemberDesk, programFor } from './member-desk.ts'
import type { DeskParts } from './moment.ts'

export type ActivityReport = {
  memberId: number
  code: string
  happenedAt: Date
  storeCode: string | null
  reference: string | null
  /** The receipt that it is about: its points may wait for this. */
  receiptId: string | null
  channel: string
  recordedBy: string | null
}

export type RecordedActivity = { activity: Activity; balances: Record<string, number> }

/** What an activity brings beside points: given in the same transaction, with the member locked and at the desk. */
export type BringBenefits = (
  tx: Transaction,
  parts: DeskParts,
  happened: {
    desk: MemberDesk
    program: CompiledProgram
    memberId: number
    activityId: string
    occasion: Occasion
    now: Date
  },
) => Promise<Effect[]>

/** `bringBenefits` comes from above; joining and birthdays bring theirs by themselves: null. */
type Recording = { context: Context; programs: ProgramBook; assets: Assets; bringBenefits: BringBenefits | null }

const dayMs = 86_400_000
const clockSkewMs = 5 * 60_000

/**
 * Records what a member did, with what it gives by the program in force when it happened, and counts it for levels.
 * @throws activities/unknown-store, activities/in-future, activities/too-long-ago
 * @throws activities/no-program, activities/unknown-activity
 * @throws activities/already-recorded
 */
export async function recordActivity(
  tx: Transaction,
  { bringBenefits, ...parts }: Recording,
  report: ActivityReport,
  attempt: Attempt | null = null,
): Promise<RecordedActivity> {
  const { context, programs, assets } = parts
  const now = context.clock.now()
  const directory = await heldDirectory(context.db)
  const storeId = storeOf(directory, report.storeCode)
  const program = await programFor(programs, { directory, storeId, at: report.happenedAt })
  tellAttempt(attempt, report, { storeId, program })
  refuseOddTime(context, report.happenedAt, now)
  if (!program) throw activityErrors.make('no-program')
  const happenedOn = dayOf(report.happenedAt, context.timeZone)
  const posting = {
    now,
    zone: context.timeZone,
    soldAt: report.happenedAt,
    storeId,
    tillId: null,
    staff: report.recordedBy,
    channel: report.channel,
    receiptId: null,
    refundId: null,
    programVersion: program.version,
  }
  const known = activitiesKnownTo(program)
  const { memberId } = report
  const ended = await endPending(tx, programs, { report, posting })
  // Points of an earlier version may wait for what the present one does not know.
  if (!known.has(report.code) && !ended)
    throw activityErrors.make('unknown-activity', { activity: report.code, known: [...known].join(', ') || '–' })
  const desk = await openMemberDesk(tx, context, {
    memberId,
    program,
    assets,
    on: happenedOn,
    takes: {},
    limitsBeside: bringBenefits ? limitsOfActivity(program, report.code) : [],
    keeps: report.code,
    posting,
  })
  // The member is locked: of two reports at once, the second finds what the first recorded.
  if (await isRecorded(tx, report)) throw activityErrors.make('already-recorded')
  const occasion = occasionOf(report, context.timeZone)
  const gifts = decideOccasion(program, desk.facts, occasion)
  const effects = desk.give(gifts)
  const activityId = newId(now)
  if (bringBenefits)
    effects.push(...(await bringBenefits(tx, parts, { desk, program, memberId, activityId, occasion, now })))
  desk.keep()
  const { joinedOn } = desk.facts
  const earned = (asset?: string) => gifts.find(gift => gift.asset === asset)?.points ?? 0
  const happened = { code: report.code, on: happenedOn, earned }
  const noted = { memberId, program, ...happened, joinedOn, now, zone: context.timeZone }
  for (const { to, reasons } of await noteActivity(tx, noted))
    effects.push(effect('level-moved', { level: to, reasons }))
  const activity: Activity = {
    ...report,
    activityId,
    happenedOn,
    recordedAt: now,
    storeId,
    programCode: program.code,
    programVersion: program.version,
    effects,
  }
  await insertActivity(tx, activity)
  await desk.write(tx)
  const points = Object.fromEntries(gifts.map(gift => [gift.asset, gift.points]))
  const told = { memberId, activityId, code: report.code, happenedAt: report.happenedAt.toISOString(), storeId, points }
  await publish(tx, [activityRecorded.of(told, now)])
  return { activity, balances: desk.balances() }
}

function occasionOf({ code, happenedAt, storeCode, channel }: ActivityReport, zone: string): Occasion {
  return { code, at: happenedAt, on: dayOf(happenedAt, zone), minute: minuteOf(happenedAt, zone), storeCode, channel }
}

/** What is asked for is kept where the program knows it; activities have no other name than their code. */
function tellAttempt(
  attempt: Attempt | null,
  { memberId, code }: ActivityReport,
  { storeId, program }: { storeId: number | null; program: CompiledProgram | null },
): void {
  attempt?.about({ memberId, storeId })
  if (!attempt || !program) return
  attempt.about({ program: { code: program.code, version: program.version } })
  if (knowsActivity(program, code)) attempt.about({ thing: code, name: { 'zh-CN': code, 'zh-TW': code, en: code } })
}

/** @returns whether points became usable */
async function endPending(
  tx: Transaction,
  programs: ProgramBook,
  { report, posting }: { report: ActivityReport; posting: PostingContext },
): Promise<boolean> {
  const { memberId, receiptId, code: activity } = report
  if (receiptId === null) return false
  const ended = await endPendingOfReceipt(tx, programs, { memberId, receiptId, activity, context: posting })
  return ended.length > 0
}

function storeOf(directory: StoreDirectory, code: string | null): number | null {
  if (code === null) return null
  const store = directory.storeByCode(code)
  if (!store) throw activityErrors.make('unknown-store', { store: code })
  return store.storeId
}

function refuseOddTime({ config }: Context, happenedAt: Date, now: Date): void {
  if (happenedAt.getTime() > now.getTime() + clockSkewMs)
    throw activityErrors.make('in-future', { happenedAt: happenedAt.toISOString() })
  if (happenedAt.getTime() < now.getTime() - config.soldAtAgeDaysMax * dayMs)
    throw activityErrors.make('too-long-ago', { happenedAt: happenedAt.toISOString(), days: config.soldAtAgeDaysMax })
}
