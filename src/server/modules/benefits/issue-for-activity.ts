import { type ActivityBenefit, decideActivityBenefits, onceTerm, type Reason, reason } from '../../../program/index.ts'
import { dayOf } from '../../../shared/calendar.ts'
import type { BringBenefits } from '../activities/index.ts'
import { type Effect, effect } from '../checkout/index.ts'
import { giftAnswer } from './answers.ts'
import { activityPeriod } from './benefit.ts'
import { issueNow } from './issue-benefit.ts'

/**
 * Issues what an activity brings, in its transaction: an activity that is recorded has brought it, one that is refused has
 * not, and the same one is recorded once. Only what was issued counts for limits. What a limit or a condition keeps back is
 * told with the activity; what a coupon's own limit keeps back is a row beside the other gifts, too.
 */
export const issueForActivity: BringBenefits = async (tx, parts, happened) => {
  const { desk, program, memberId, activityId, occasion, now } = happened
  const effects: Effect[] = []
  for (const brought of decideActivityBenefits(program, desk.facts, occasion)) {
    const { benefit, content, whyNot, used } = brought
    if (whyNot) {
      effects.push(told(brought, null, whyNot))
      continue
    }
    const today = dayOf(now, parts.context.timeZone)
    const term = onceTerm(content.usable, activityPeriod(activityId), today)
    const issue = await issueNow(tx, parts, { desk, memberId, program, benefit, term, earnedOn: occasion.on })
    if (issue.whyNot) {
      effects.push(told(brought, null, issue.whyNot))
      continue
    }
    desk.countUse(used)
    const { name } = benefit
    const why = reason('benefit-for-activity', benefit.benefit, { name, when: issue.usableFrom })
    effects.push(told(brought, issue.issueId, why))
  }
  return effects
}

function told({ benefit, content }: ActivityBenefit, issueId: string | null, why: Reason): Effect {
  const gives = giftAnswer(content.gives)
  return effect('benefit', { reasons: [why], benefit: { benefit: benefit.benefit, issueId, gives } })
}
