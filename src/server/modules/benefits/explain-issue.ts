import { reason } from '../../../program/index.ts'
import type { IssueExplanation } from '../../../shared/contract/explanations.ts'
import { linkOf, type ReasonTeller } from '../programs/index.ts'
import { type Issue, isOfActivity } from './benefit.ts'

/** Why a benefit was issued, or was not. */
export function issueExplanation(issue: Issue, teller: ReasonTeller): IssueExplanation {
  const { issueId, benefit, period, name, usableFrom, programCode, programVersion, whyNot } = issue
  const program = linkOf(programCode, programVersion)
  const why =
    whyNot ??
    reason(isOfActivity(issue) ? 'benefit-for-activity' : 'benefit-issued', benefit, { name, when: usableFrom })
  return {
    issueId,
    benefit,
    period,
    isIssued: whyNot === null,
    program,
    audience: teller.audience,
    sentences: teller.reasons({ chapter: 'benefits', program }, [why]),
  }
}
