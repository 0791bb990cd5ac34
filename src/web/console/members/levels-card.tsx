import { useQuery } from '@tanstack/react-query'
import { Progress, Skeleton } from 'antd'
import type { Track } from '../../api/answers.ts'
import { readLevels } from '../../api/members.ts'
import { queryKeys } from '../../api/query-keys.ts'
import { useMeasures } from '../../receipt/measures.ts'
import { causeWords, levelTexts } from '../../texts/members.ts'
import { useTexts, useWord } from '../../texts/phrases.ts'
import { DetailCard } from '../../ui/detail-card.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { useFormats } from '../../ui/formats.ts'
import { useOwnText } from '../../ui/language.ts'

export function LevelsCard({ memberNumber }: { memberNumber: string }) {
  const t = useTexts(levelTexts)
  const { data, error, refetch } = useQuery({
    queryKey: queryKeys.levels(memberNumber),
    queryFn: () => readLevels(memberNumber),
  })
  return (
    <DetailCard title={t('title')}>
      {error ? <ErrorNote error={error} onRetry={() => void refetch()} /> : null}
      {data || error ? null : <Skeleton active paragraph={{ rows: 2 }} />}
      {data?.tracks.length === 0 ? <p className="soft">{t('none')}</p> : null}
      {data?.tracks.map(track => (
        <TrackStory key={`${track.program}-${track.track}`} track={track} />
      ))}
    </DetailCard>
  )
}

function TrackStory({ track }: { track: Track }) {
  const t = useTexts(levelTexts)
  const own = useOwnText()
  const { day } = useFormats()
  const dates = [
    ...(track.sinceOn ? [t('since', { day: day(track.sinceOn) })] : []),
    ...(track.reviewOn ? [t('review', { day: day(track.reviewOn) })] : []),
  ]
  return (
    <div className="level-card stack">
      <div>
        <span className="level-name">{own(track.levelName)}</span> <span className="soft">{dates.join(' · ')}</span>
      </div>
      <NextLevel track={track} />
      {track.benefits.length > 0 ? (
        <div>
          <h3 className="small-title">{t('benefits')}</h3>
          <ul className="sentences">
            {track.benefits.map(benefit => (
              <li key={own(benefit)}>{own(benefit)}</li>
            ))}
          </ul>
        </div>
      ) : null}
      <History track={track} />
    </div>
  )
}

function NextLevel({ track }: { track: Track }) {
  const t = useTexts(levelTexts)
  const own = useOwnText()
  const { measureName, measureValue, soFar } = useMeasures()
  const { day } = useFormats()
  const { next } = track
  if (!next) return <p>{t('highest')}</p>
  const level = own(next.levelName)
  const missing = next.missing.filter(part => part.missing > 0).map(part => measureValue(part.measure, part.missing))
  return (
    <div>
      <p className="next-level">{t('missing', { missing: missing.join(t('and')), level })}</p>
      {next.missing.map(({ measure, value, from }) => {
        const window = track.measures.find(one => one.measure === measure)
        return (
          <div key={measure}>
            <Progress
              percent={from > 0 ? Math.min(100, Math.floor((value / from) * 100)) : 100}
              aria-label={t('progress', { level, measure: measureName(measure) })}
            />
            <div className="soft">
              {soFar(measure, { value, from })}
              {window?.from && window.to ? ` · ${t('window', { from: day(window.from), to: day(window.to) })}` : ''}
            </div>
          </div>
        )
      })}
    </div>
  )
}

function History({ track }: { track: Track }) {
  const t = useTexts(levelTexts)
  const own = useOwnText()
  const cause = useWord(causeWords)
  const { day } = useFormats()
  if (track.history.length === 0) return null
  return (
    <details>
      <summary>{t('history')}</summary>
      <ul className="plain-list">
        {track.history.map(({ level, levelName, movedOn, cause: why }) => (
          <li key={`${movedOn}-${level}-${why}`}>
            <span>
              {own(levelName)} <span className="soft">{cause(why)}</span>
            </span>
            <span className="soft">{day(movedOn)}</span>
          </li>
        ))}
      </ul>
    </details>
  )
}
