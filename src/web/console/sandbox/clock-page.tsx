import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Empty } from 'antd'
import { useEffect } from 'react'
import { dayOf } from '../../../shared/calendar.ts'
import { queryKeys } from '../../api/query-keys.ts'
import { type Diary, readDiary, readSandbox, type TestClock } from '../../api/sandbox.ts'
import { useTexts } from '../../texts/phrases.ts'
import { sandboxTexts } from '../../texts/sandbox.ts'
import { DetailCard } from '../../ui/detail-card.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { useFormats } from '../../ui/formats.ts'
import { Page } from '../../ui/page.tsx'
import { PageLink } from '../../ui/page-link.tsx'
import { paths, tillAddress } from '../../ui/paths.ts'
import { ClockCard } from './clock-card.tsx'

const lookMs = 1_000

/** The clock of the sandbox, and what the days brought. */
export function ClockPage() {
  const t = useTexts(sandboxTexts)
  const found = useQuery({ queryKey: queryKeys.sandbox, queryFn: readSandbox, refetchInterval: lookMs })
  const clock = found.data?.clock ?? null
  useFreshPages(clock)
  return (
    <Page title={t('title')} about={t('aboutInside')} tools={<Button href={tillAddress}>{t('tryTill')}</Button>}>
      {found.error ? <ErrorNote error={found.error} onRetry={() => void found.refetch()} /> : null}
      {clock ? <ClockCard clock={clock} /> : null}
      <DiaryCard isMoving={clock?.journey != null} />
    </Page>
  )
}

/** What other pages show is of another day once the clock has arrived. */
function useFreshPages(clock: TestClock | null): void {
  const cache = useQueryClient()
  const isMoving = clock?.journey != null
  // A journey of a few days is over before anybody has seen it under way; the day has changed all the same.
  const day = clock ? dayOf(new Date(clock.now), clock.timeZone) : ''
  useEffect(() => {
    if (!isMoving && day !== '') void cache.invalidateQueries()
  }, [isMoving, day, cache])
}

function DiaryCard({ isMoving }: { isMoving: boolean }) {
  const t = useTexts(sandboxTexts)
  const found = useQuery({
    queryKey: queryKeys.sandboxDiary,
    queryFn: readDiary,
    refetchInterval: isMoving ? lookMs : false,
  })
  const lines = found.data?.lines ?? []
  return (
    <DetailCard title={t('diary')}>
      {found.error ? <ErrorNote error={found.error} onRetry={() => void found.refetch()} /> : null}
      {found.data && lines.length === 0 ? <Empty description={t('noDiary')} /> : null}
      <ul className="diary">
        {lines.map(line => (
          <DiaryLine key={line.lineNumber} line={line} />
        ))}
      </ul>
    </DetailCard>
  )
}

function DiaryLine({ line: { day, sentence, memberNumber, reasons } }: { line: Diary['lines'][number] }) {
  const formats = useFormats()
  return (
    <li>
      <time dateTime={day} className="soft figures">
        {formats.day(day)}
      </time>
      <div>
        {memberNumber ? <PageLink path={paths.member(memberNumber)}>{sentence}</PageLink> : sentence}
        {reasons.map(reason => (
          <div key={reason} className="soft">
            {reason}
          </div>
        ))}
      </div>
    </li>
  )
}
