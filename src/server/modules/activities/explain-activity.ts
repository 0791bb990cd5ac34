import type { ActivityExplanation, ExplainedSentence } from '../../../shared/contract/explanations.ts'
import type { Effect } from '../checkout/index.ts'
import { linkOf, type ReasonTeller } from '../programs/index.ts'
import type { Activity } from './activity-store.ts'

const chapterOf = ({ kind }: Effect): ExplainedSentence['chapter'] =>
  kind === 'level-moved' ? 'levels' : kind === 'benefit' ? 'benefits' : 'points-earned'

/** Why an activity gave what it gave. */
export function activityExplanation(activity: Activity, teller: ReasonTeller): ActivityExplanation {
  const { activityId, code, happenedAt, programCode, programVersion, effects } = activity
  const program = linkOf(programCode, programVersion)
  return {
    activityId,
    activity: code,
    happenedAt: happenedAt.toISOString(),
    program,
    audience: teller.audience,
    sentences: effects.flatMap(effect => teller.reasons({ chapter: chapterOf(effect), program }, effect.reasons)),
  }
}
