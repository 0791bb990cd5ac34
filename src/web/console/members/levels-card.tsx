import { useQuery } from '@tanstack/react-query'
import { Progress, Skeleton } from 'antd'
import type { Threshold, Track } from '../../api/answers.ts'
import { readLevels } from '../../api/members.ts'
import { queryKeys } from '../../api/query-keys.ts'
import { useMeasures } from '../../receipt/measures.ts'
import { causeWords, levelTexts } from '../../texts/members.ts'
import { useTexts, useWord } from '../../texts/phrases.ts'
import { DetailCard } from '../../ui/detail-card.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { useFormats } from '../../ui/formats.ts'
import { useOwnText } from '../../ui/language.ts'
import { WhyMoveButton } from '../explanations/why-move-button.tsx'
import { ChangeLevelButton } from './change-level-button.tsx'

export function LevelsCard({ memberNumber }: { memberNumber: string }) {
  const t = useTexts(levelTexts)
  const { data, error, refetch } = useQuery({
    queryKey: queryKeys.levels(memberNumber),
    queryFn: () => readLevels(memberNumber),
  })
  return (
    <DetailCard
      title={t('title')}
      tools={data ? <ChangeLevelButton memberNumber={memberNumber} tracks={data.tracks} /> : null}
    >
      {error ? <ErrorNote error={error} onRetry={() => void refetch()} /> : null}
      {data || error ? null : <Skeleton active paragraph={{ rows: 2 }} />}
      {data?.tracks.length === 0 ? <p className="soft">{t('none')}</p> : null}
      {data?.tracks.map(track => (
        <TrackStory key={`${track.program}-${track.track}`} memberNumber={memberNumber} track={track} />
      ))}
    </DetailCard>
  )
}

function TrackStory({ memberNumber, track }: { memberNumber: string; track: Track }) {
  const t = useTexts(levelTexts)
  const own = useOwnText()
  const { day } = useFormats()
  const dates = [
    ...(track.sinceOn ? [t('since', { day: day(track.sinceOn) })] : []),
    ...(track.reviewOn && !track.lockedThrough ? [t('review', { day: day(track.reviewOn) })] : []),
    ...(track.lockedThrough ? [t('locked', { day: day(track.lockedThrough) })] : []),
  ]
  return (
    <div className="level-card stack">
      <div>
        <span className="level-name">{own(track.levelName)}</span> <span className="soft">{dates.join(' · ')}</span>
      </div>
      {track.isBeingCounted ? <p className="soft">{t('beingCounted')}</p> : null}
      {track.grants.map(({ level, levelName, grantedOn, throughOn }) => (
        <p className="soft" key={`${level} ${grantedOn} ${throughOn}`}>
          {throughOn
            ? t('grantedThrough', { level: own(levelName), day: day(throughOn) })
            : t('grantedOpen', { level: own(levelName), day: day(grantedOn) })}
        </p>
      ))}
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
      <History memberNumber={memberNumber} track={track} />
    </div>
  )
}

function NextLevel({ track }: { track: Track }) {
  const t = useTexts(levelTexts)
  const own = useOwnText()
  const { measureValue } = useMeasures()
  const { next } = track
  if (!next) return <p>{t(track.isHighest ? 'highest' : 'grantedOnly')}</p>
  const level = own(next.levelName)
  const missing = next.missing.filter(part => part.missing > 0).map(part => measureValue(part, part.missing))
  return (
    <div className="stack">
      <p className="next-level">{t('missing', { missing: missing.join(t('and')), level })}</p>
      {next.ways.map((way, index) => (
        // Ways have no names of their own; their order is that of the program.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above.
        <div key={index}>
          {next.ways.length > 1 ? <h3 className="small-title">{t('way', { number: index + 1 })}</h3> : null}
          {way.map(threshold => (
            <ThresholdBar
              key={`${threshold.measure} ${threshold.windowName.en} ${threshold.from}`}
              threshold={threshold}
              level={level}
            />
          ))}
        </div>
      ))}
    </div>
  )
}

function ThresholdBar({ threshold, level }: { threshold: Threshold; level: string }) {
  const t = useTexts(levelTexts)
  const own = useOwnText()
  const { soFar } = useMeasures()
  const { day } = useFormats()
  const { value, from, windowFrom, windowTo, windowName } = threshold
  const window = windowFrom && windowTo ? t('window', { from: day(windowFrom), to: day(windowTo) }) : own(windowName)
  return (
    <div>
      <Progress
        percent={from > 0 ? Math.min(100, Math.floor((value / from) * 100)) : 100}
        aria-label={t('progress', { level, measure: own(threshold.name) })}
      />
      <div className="soft">
        {soFar(threshold, threshold)} · {window}
      </div>
    </div>
  )
}

function History({ memberNumber, track }: { memberNumber: string; track: Track }) {
  const t = useTexts(levelTexts)
  const own = useOwnText()
  const cause = useWord(causeWords)
  const { day } = useFormats()
  if (track.history.length === 0) return null
  return (
    <details>
      <summary>{t('history')}</summary>
      <ul className="plain-list">
        {track.history.map(({ number, levelName, movedOn, cause: why, reasons, staff }) => (
          <li key={number}>
            <span>
              {own(levelName)} <span className="soft">{[cause(why), staff].filter(Boolean).join(' · ')}</span>
              {reasons.map(reason => (
                <div className="soft" key={own(reason)}>
                  {own(reason)}
                </div>
              ))}
              {/* Number 0 is no move: what stands there came with a change of the program. */}
              {number > 0 ? (
                <WhyMoveButton
                  level={own(levelName)}
                  move={{ memberNumber, program: track.program, track: track.track, number }}
                />
              ) : null}
            </span>
            <span className="soft">{day(movedOn)}</span>
          </li>
        ))}
      </ul>
    </details>
  )
}
