import { useQuery } from '@tanstack/react-query'
import { Button, Skeleton } from 'antd'
import { useState } from 'react'
import { addDays, type Day, startOfDay } from '../../../shared/calendar.ts'
import type { Balance } from '../../api/answers.ts'
import { readBalances } from '../../api/ledger.ts'
import { queryKeys } from '../../api/query-keys.ts'
import { PendingPoints } from '../../receipt/pending-points.tsx'
import { ledgerTexts } from '../../texts/ledger.ts'
import { useTexts } from '../../texts/phrases.ts'
import { Chip } from '../../ui/chip.tsx'
import { DayPicker } from '../../ui/day-picker.tsx'
import { DetailCard } from '../../ui/detail-card.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { useFormats } from '../../ui/formats.ts'
import { useOwnText } from '../../ui/language.ts'

/** Balances now with their lots, or as they stood at the end of a past day. */
export function BalancesCard({ memberNumber }: { memberNumber: string }) {
  const t = useTexts(ledgerTexts)
  const { today, timeZone, day } = useFormats()
  const [asOfDay, setAsOfDay] = useState<Day | ''>('')
  const isPast = asOfDay !== '' && asOfDay < today()
  // A day ends at the organisation's midnight; the last instant before it still belongs to the day.
  const asOf = isPast ? new Date(startOfDay(addDays(asOfDay, 1), timeZone).getTime() - 1).toISOString() : undefined
  const { data, error, refetch } = useQuery({
    queryKey: queryKeys.balances(memberNumber, asOf),
    queryFn: () => readBalances(memberNumber, asOf),
  })
  const picker = (
    <div className="as-of">
      <DayPicker label={t('asOf')} placeholder={t('now')} value={asOfDay} onChange={setAsOfDay} dayMax={today()} />
    </div>
  )
  return (
    <DetailCard title={t('balances')} tools={picker}>
      {isPast ? <p className="soft spaced">{t('asOfPast', { day: day(asOfDay) })}</p> : null}
      {error ? <ErrorNote error={error} onRetry={() => void refetch()} /> : null}
      {data || error ? null : <Skeleton active paragraph={{ rows: 2 }} />}
      {data?.balances.length === 0 ? <p className="soft">{t('noBalances')}</p> : null}
      <div className="balance-grid">
        {data?.balances.map(balance => (
          <BalanceStory key={balance.asset} balance={balance} />
        ))}
      </div>
    </DetailCard>
  )
}

/** The lots that end first are what somebody asks about; the others are one click away. */
const lotsShown = 5

function BalanceStory({ balance }: { balance: Balance }) {
  const t = useTexts(ledgerTexts)
  const own = useOwnText()
  const { count, lastDayBefore, day } = useFormats()
  const points = (value: number) => t('points', { count: count(value) })
  const name = own(balance.name)
  const [isOpen, setIsOpen] = useState(false)
  const lots = isOpen ? balance.lots : balance.lots.slice(0, lotsShown)
  const lastDay = (lot: Balance['lots'][number]) => {
    if (lot.lastDay) return t('expires', { day: day(lot.lastDay) })
    return lot.expiresAt ? t('expires', { day: lastDayBefore(lot.expiresAt) }) : t('never')
  }
  return (
    <div>
      <div className="soft">{name}</div>
      <div className="figure-value">{points(balance.balance)}</div>
      <div className="soft">
        {t('usable')} {points(balance.usable)}{' '}
        {balance.held > 0 ? <Chip>{t('held', { points: points(balance.held) })}</Chip> : null}
        {balance.debt > 0 ? <Chip tone="warn">{t('debt', { points: points(balance.debt) })}</Chip> : null}
      </div>
      <PendingPoints balance={balance} />
      <ul className="plain-list lots" aria-label={t('lots', { asset: name })}>
        {lots.map(lot => (
          <li key={lot.lotNumber}>
            <span>
              {t('lotLine', { remaining: points(lot.remaining), granted: points(lot.granted) })}{' '}
              {lot.isPending ? <Chip>{t('lotPending')}</Chip> : null}
            </span>
            <span className="soft">{lastDay(lot)}</span>
          </li>
        ))}
      </ul>
      {balance.lots.length > lotsShown ? (
        <Button type="link" size="small" aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
          {isOpen ? t('fewerLots') : t('allLots', { count: count(balance.lots.length) })}
        </Button>
      ) : null}
    </div>
  )
}
