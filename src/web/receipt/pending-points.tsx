import type { Balance } from '../api/answers.ts'
import { ledgerTexts } from '../texts/ledger.ts'
import { useTexts } from '../texts/phrases.ts'
import { useFormats } from '../ui/formats.ts'
import { useOwnText } from '../ui/language.ts'
import { type PendingGroup, pendingGroups } from './pending-groups.ts'

/** What is earned and cannot be used yet, apart, each part with the day from which it can. */
export function PendingPoints({ balance }: { balance: Balance }) {
  const t = useTexts(ledgerTexts)
  const own = useOwnText()
  const sentence = usePendingSentence()
  const groups = pendingGroups(balance)
  if (groups.length === 0) return null
  return (
    <ul className="plain-list pending-points" aria-label={t('pendingOf', { asset: own(balance.name) })}>
      {groups.map(group => (
        <li key={group.usableOn ?? group.pendingUntil ?? ''}>{sentence(group)}</li>
      ))}
    </ul>
  )
}

function usePendingSentence(): (group: PendingGroup) => string {
  const t = useTexts(ledgerTexts)
  const { count, day } = useFormats()
  return ({ points, usableOn, pendingUntil }) => {
    const shown = t('points', { count: count(points) })
    if (usableOn !== null) return t('pendingFrom', { points: shown, day: day(usableOn) })
    return pendingUntil === null
      ? t('pending', { points: shown })
      : t('pendingUntil', { points: shown, activity: pendingUntil })
  }
}
