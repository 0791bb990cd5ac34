import {
  benefitMissing,
  type CompiledBenefit,
  type CompiledProgram,
  mostCentsOf,
  type Reason,
  reason,
  type Term,
  termAtOnce,
} from '../../../program/index.ts'
import { type Day, dayOf } from '../../../shared/calendar.ts'
import type { Transaction } from '../../platform/database.ts'
import { DomainError, invariant } from '../../platform/errors.ts'
import { publish } from '../../platform/events.ts'
import { newId } from '../../platform/ids.ts'
import { type Asked, type DeskParts, type MemberDesk, momentFor, openDeskAt } from '../activities/index.ts'
import { issueCoupons } from '../coupons/index.ts'
import type { Issue } from './benefit.ts'
import { benefitErrors } from './errors.ts'
import { benefitIssued } from './events.ts'
import { findServed, putIssue } from './issue-store.ts'

/**
 * Issues what a benefit gives, once for its period, to a member who has it; what cannot be issued is recorded with its reason.
 * @returns whether something was issued
 */
export async function issueBenefit(
  tx: Transaction,
  parts: DeskParts,
  {
    memberId,
    program,
    benefit,
    term,
  }: { memberId: number; program: CompiledProgram; benefit: CompiledBenefit; term: Term },
): Promise<boolean> {
  const { content } = benefit
  invariant(content.kind === 'issued', 'only what is issued is issued')
  const asked: Asked = { memberId, storeCode: null, by: 'background', channel: 'background' }
  const found = { ...(await momentFor(tx, parts, asked, benefitErrors)), program }
  const { moment } = found
  const desk = await openDeskAt(tx, parts, { asked, found, keeps: 'benefit' })
  if (benefitMissing(program, benefit, { member: desk.facts, moment }) !== null) return false

  const round = { programCode: program.code, benefit: benefit.benefit, period: term.period }
  // The member is locked: whoever was quicker has issued it.
  if ((await findServed(tx, { memberIds: [memberId], ...round })).has(memberId)) return false
  const issue = await issueNow(tx, parts, { desk, memberId, program, benefit, term, earnedOn: moment.on })
  if (issue.whyNot) return false
  if (issue.gives.kind === 'asset') await desk.write(tx)
  return true
}

type Issuing = {
  desk: MemberDesk
  memberId: number
  program: CompiledProgram
  benefit: CompiledBenefit
  term: Term
  /** From which day points count their validity. */
  earnedOn: Day
}

/** Issues to a member who is locked and has it; the caller writes the desk, which may hold points then. */
export async function issueNow(
  tx: Transaction,
  parts: DeskParts,
  { desk, memberId, program, benefit, term, earnedOn }: Issuing,
): Promise<Issue> {
  const { content } = benefit
  invariant(content.kind === 'issued', 'only what is issued is issued')
  const { gives } = content
  const { clock, timeZone } = parts.context
  const now = clock.now()
  const refused = gives.kind === 'coupon' ? await tryCoupon(tx, parts, { program, memberId, offer: gives.offer }) : null
  const whyNot = refused && notIssued(benefit, refused)
  const issue: Issue = {
    memberId,
    issueId: newId(now),
    programCode: program.code,
    programVersion: program.version,
    benefit: benefit.benefit,
    period: term.period,
    name: benefit.name,
    gives,
    state: whyNot === null ? stateOf[gives.kind] : 'not-issued',
    usableFrom: term.from,
    usableThrough: term.through,
    issuedAt: now,
    issuedOn: dayOf(now, timeZone),
    whyNot,
    costCents: costOf(program, gives),
  }
  const isWritten = await putIssue(tx, issue)
  if (whyNot) return issue
  invariant(isWritten, 'nobody issues the same at once: the member is locked')
  if (gives.kind === 'asset') {
    const asset = program.assets.find(candidate => candidate.code === gives.asset)
    invariant(asset, 'the check of the program knows each asset that is given')
    const reasons = [reason('benefit-given', benefit.benefit, { name: benefit.name, points: gives.points })]
    const { expiresAt, idle } = termAtOnce(asset, earnedOn, timeZone)
    desk.grant(gives.asset, { points: gives.points, expiresAt, idle, reasons })
  }
  await publish(tx, [benefitIssued.of(told(issue), now)])
  return issue
}

const stateOf = { goods: 'to-use', asset: 'given', coupon: 'given' } as const

/** Issues a coupon, or says why it cannot be; what was counted on the way is undone. */
async function tryCoupon(
  tx: Transaction,
  { context }: DeskParts,
  { program, memberId, offer: code }: { program: CompiledProgram; memberId: number; offer: string },
): Promise<DomainError | null> {
  const offer = program.offers.find(candidate => candidate.offer === code)
  invariant(offer?.coupon, 'the check of the program knows each coupon that is given')
  const offered = {
    programCode: program.code,
    programVersion: program.version,
    offer: { ...offer, coupon: offer.coupon },
  }
  const now = context.clock.now()
  await tx.run('savepoint coupon')
  try {
    const given = await issueCoupons(tx, {
      offered,
      memberIds: [memberId],
      source: 'issued',
      now,
      zone: context.timeZone,
    })
    return given.length > 0 ? null : benefitErrors.make('coupon-not-issued')
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    await tx.run('rollback to savepoint coupon')
    return error
  }
}

function notIssued({ benefit, name }: CompiledBenefit, refused: DomainError): Reason {
  const { code, rule, values } = reason('benefit-not-issued', benefit, { name, why: refused.filled() })
  return { code, rule, values: { ...values, refusal: refused.code } }
}

/** What is given at once, in 分: what points are worth at the till, the most that a coupon takes off; null: not known. */
function costOf(program: CompiledProgram, gives: Issue['gives']): number | null {
  if (gives.kind === 'asset') return worthOf(program, gives)
  const offer = gives.kind === 'coupon' ? program.offers.find(candidate => candidate.offer === gives.offer) : undefined
  return offer ? mostCentsOf(offer) : null
}

/** What points are worth at the till, in 分; null where they pay for nothing. */
function worthOf(program: CompiledProgram, { asset, points }: { asset: string; points: number }): number | null {
  const rule = program.redemption.find(candidate => candidate.asset === asset)
  return rule ? Math.floor((points * rule.centsPerStep) / rule.step) : null
}

function told({ memberId, programCode, benefit, issueId, period, usableThrough }: Issue) {
  return { memberId, programCode, benefit, issueId, period, usableThrough }
}
