import {
  benefitMissing,
  type CompiledBenefit,
  countingPeriod,
  daysOfBenefit,
  type MemberFacts,
  shareFor,
} from '../../../program/index.ts'
import type { Transaction } from '../../platform/database.ts'
import { type Asked, type DeskParts, type Moment, momentFor, openDeskAt } from '../activities/index.ts'
import { type Issue, isUsableOn } from './benefit.ts'
import { benefitErrors } from './errors.ts'
import { listIssues } from './issue-store.ts'
import { listUses, loadCounts } from './use-store.ts'

const shownMax = 100

/** What a member has of benefits now, what was issued and what was used. Writes nothing. */
export async function showBenefits(tx: Transaction, parts: DeskParts, asked: Asked) {
  const found = await momentFor(tx, parts, asked, benefitErrors)
  const { program } = found
  const { memberId } = asked
  const issues = await listIssues(tx, { memberId, on: found.moment.on, max: shownMax })
  const uses = await listUses(tx, { memberId, max: shownMax })
  if (program.benefits.length === 0) return { benefits: [], issues, uses }
  const { facts } = await openDeskAt(tx, parts, { asked, found, keeps: 'benefit', isReading: true })
  const counts = await loadCounts(tx, { memberId, programCode: program.code })
  return { benefits: program.benefits.map(benefit => shown(benefit, { facts, found, counts, issues })), issues, uses }
}

type Seen = {
  facts: MemberFacts
  found: Moment
  counts: ReadonlyMap<string, number>
  issues: readonly Issue[]
}

function shown(benefit: CompiledBenefit, { facts, found, counts, issues }: Seen) {
  const { program, moment } = found
  const { content } = benefit
  const gift = firstToEnd(issues.filter(issue => issue.benefit === benefit.benefit && isUsableOn(issue, moment.on)))
  const isHeld = benefitMissing(program, benefit, { member: facts, moment }) === null
  const count = countOf(benefit, { facts, found, counts })
  const isService = content.kind === 'words' || (count.left ?? 0) > 0
  return {
    benefit: benefit.benefit,
    name: benefit.name,
    kind: content.kind,
    isHeld,
    isUsable: gift !== undefined || (isHeld && isService),
    gives: content.kind === 'issued' ? content.gives : null,
    ...count,
    earlyDays: content.kind === 'early' && isHeld ? daysOfBenefit(benefit, facts) : null,
    usableThrough: gift?.usableThrough ?? null,
  }
}

function firstToEnd(issues: readonly Issue[]): Issue | undefined {
  return issues.toSorted((a, b) => (a.usableThrough ?? '9999').localeCompare(b.usableThrough ?? '9999'))[0]
}

/** Of a counted service: how often in the running period, and how often still. */
function countOf(benefit: CompiledBenefit, { facts, found, counts }: Omit<Seen, 'issues'>) {
  const share = shareFor(benefit, facts)
  if (!share) return { amount: null, left: null, period: null }
  const period = countingPeriod(share.period, found.moment.on)
  const used = counts.get(`${benefit.benefit}/${period}`) ?? 0
  return { amount: share.amount, left: Math.max(share.amount - used, 0), period }
}
