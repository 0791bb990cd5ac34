import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import type { Track } from '../api/answers.ts'
import { readBalances } from '../api/ledger.ts'
import { readLevels } from '../api/members.ts'
import { queryKeys } from '../api/query-keys.ts'
import { useMeasures } from '../receipt/measures.ts'
import { PendingPoints } from '../receipt/pending-points.tsx'
import { levelTexts } from '../texts/members.ts'
import { useTexts } from '../texts/phrases.ts'
import { tillTexts } from '../texts/till.ts'
import { Chip } from '../ui/chip.tsx'
import { useFormats } from '../ui/formats.ts'
import { useOwnText } from '../ui/language.ts'
import type { BuyingMember } from './sale.ts'

/** Who is buying, at a glance: name, level, usable points, and how far the next level is. */
export function MemberStrip({ member, onRemove }: { member: BuyingMember; onRemove: () => void }) {
  const t = useTexts(tillTexts)
  const own = useOwnText()
  const { count } = useFormats()
  const { memberNumber } = member
  const levels = useQuery({ queryKey: queryKeys.levels(memberNumber), queryFn: () => readLevels(memberNumber) })
  const balances = useQuery({ queryKey: queryKeys.balances(memberNumber), queryFn: () => readBalances(memberNumber) })
  return (
    <div className="member-strip">
      <div>
        <div className="member-name">
          {member.name}
          {levels.data?.tracks.map(track => (
            <Chip key={track.track} tone="gold">
              {own(track.levelName)}
            </Chip>
          ))}
        </div>
        <div className="soft">{[member.phoneMasked, memberNumber].filter(Boolean).join(' · ')}</div>
      </div>
      <ul className="member-points">
        {balances.data?.balances.map(balance => (
          <li key={balance.asset}>
            <strong className="figures">{t('plainPoints', { count: count(balance.usable) })}</strong>
            <span className="soft">
              {own(balance.name)} · {t('usable')}
            </span>
            <PendingPoints balance={balance} />
          </li>
        ))}
      </ul>
      <Button onClick={onRemove}>{t('removeMember')}</Button>
      {levels.data?.tracks.map(track => (
        <NextLevel key={track.track} track={track} />
      ))}
    </div>
  )
}

function NextLevel({ track }: { track: Track }) {
  const t = useTexts(levelTexts)
  const own = useOwnText()
  const { measureValue } = useMeasures()
  const { next } = track
  if (!next) return null
  const missing = next.missing.filter(part => part.missing > 0).map(part => measureValue(part, part.missing))
  return <p className="member-next">{t('missing', { missing: missing.join(t('and')), level: own(next.levelName) })}</p>
}
