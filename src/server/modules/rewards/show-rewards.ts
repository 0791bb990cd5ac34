import { rewardChoice } from '../../../program/index.ts'
import type { Language } from '../../../shared/languages.ts'
import type { Transaction } from '../../platform/database.ts'
import { DomainError } from '../../platform/errors.ts'
import { type Asked, type DeskParts, momentFor, openDeskAt } from '../activities/index.ts'
import { refused } from '../checkout/index.ts'
import { rewardErrors } from './errors.ts'
import { refuseUngiveable } from './redemption.ts'

/** What a member can have for points now: how often, or the sentence that says why not. Writes nothing. */
export async function showRewards(
  tx: Transaction,
  parts: DeskParts,
  { language, ...asked }: Asked & { language: Language },
) {
  const found = await momentFor(tx, parts, asked, rewardErrors)
  const { program, moment, storeId } = found
  if (program.rewards.length === 0) return []
  const desk = await openDeskAt(tx, parts, { asked, found, keeps: 'redemption', isReading: true })
  return program.rewards.map(reward => {
    const choice = rewardChoice(program, desk.facts, { rule: reward.rule, ...moment })
    const why = ungiveable(() => refuseUngiveable(reward, storeId)) ?? (choice.refusal && refused(choice.refusal))
    const { rule, name, asset, points, gives } = reward
    return {
      rule,
      name,
      asset,
      points,
      gives,
      timesMax: why ? 0 : choice.timesMax,
      refusal: why?.texts[language] ?? null,
    }
  })
}

function ungiveable(refuse: () => void): DomainError | null {
  try {
    refuse()
    return null
  } catch (error) {
    if (error instanceof DomainError) return error
    throw error
  }
}
