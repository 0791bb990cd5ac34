import {
  benefitMissing,
  type CompiledBenefit,
  type CompiledProgram,
  reason,
  type Term,
  termAtOnce,
} from '../../../program/index.ts'
import type { Transaction } from '../../platform/database.ts'
import { invariant } from '../../platform/errors.ts'
import { publish } from '../../platform/events.ts'
import { newId } from '../../platform/ids.ts'
import type { Issue } from './benefit.ts'
import { type Asked, type BenefitParts, benefitMoment, openBenefitDesk } from './benefit-moment.ts'
import { benefitIssued } from './events.ts'
import { putIssue } from './issue-store.ts'

/**
 * Issues what a benefit gives, once for its period, to a member who has it; what cannot be issued is recorded with its reason.
 * @returns whether something was issued
 */
export async function issueBenefit(
  tx: Transaction,
  parts: BenefitParts,
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
  const found = { ...(await benefitMoment(tx, parts, asked)), program }
  const { moment } = found
  const desk = await openBenefitDesk(tx, parts, { asked, found, isReading: false })
  if (benefitMissing(program, benefit, { member: desk.facts, moment }) !== null) return false

  const { gives } = content
  const issue: Issue = {
    memberId,
    issueId: newId(moment.at),
    programCode: program.code,
    programVersion: program.version,
    benefit: benefit.benefit,
    period: term.period,
    name: benefit.name,
    gives,
    state: stateOf[gives.kind],
    usableFrom: term.from,
    usableThrough: term.through,
    issuedAt: moment.at,
    issuedOn: moment.on,
    whyNot: gives.kind === 'coupon' ? 'benefits/coupon-not-issued' : null,
    costCents: gives.kind === 'asset' ? worthOf(program, gives) : null,
  }
  if (!(await putIssue(tx, issue)) || issue.state === 'not-issued') return false
  if (gives.kind === 'asset') {
    const asset = program.assets.find(candidate => candidate.code === gives.asset)
    invariant(asset, 'the check of the program knows each asset that is given')
    const reasons = [reason('benefit-given', benefit.benefit, { name: benefit.name, points: gives.points })]
    const { expiresAt, idle } = termAtOnce(asset, moment.on, parts.context.timeZone)
    desk.grant(gives.asset, { points: gives.points, expiresAt, idle, reasons })
    await desk.write(tx)
  }
  await publish(tx, [benefitIssued.of(told(issue), moment.at)])
  return true
}

const stateOf = { goods: 'to-use', asset: 'given', coupon: 'not-issued' } as const

/** What points are worth at the till, in 分; null where they pay for nothing. */
function worthOf(program: CompiledProgram, { asset, points }: { asset: string; points: number }): number | null {
  const rule = program.redemption.find(candidate => candidate.asset === asset)
  return rule ? Math.floor((points * rule.centsPerStep) / rule.step) : null
}

function told({ memberId, programCode, benefit, issueId, period, usableThrough }: Issue) {
  return { memberId, programCode, benefit, issueId, period, usableThrough }
}
