import { Alert, Button, DatePicker, Flex, Progress, Switch } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import { startOfDay } from '../../../shared/calendar.ts'
import { useAction } from '../../api/action.ts'
import { moveClock, type TestClock } from '../../api/sandbox.ts'
import { useTexts } from '../../texts/phrases.ts'
import { sandboxTexts } from '../../texts/sandbox.ts'
import { DetailCard } from '../../ui/detail-card.tsx'
import { useFormats } from '../../ui/formats.ts'
import { instantOnWall } from './wall-time.ts'

type Moving = ReturnType<typeof useMoving>

const useMoving = () => useAction({ send: moveClock, asker: 'button' })

export function ClockCard({ clock }: { clock: TestClock }) {
  const t = useTexts(sandboxTexts)
  const { instant } = useFormats()
  const moving = useMoving()
  const runs = (
    <span className="sandbox-runs">
      <Switch
        aria-label={t('runsOn')}
        checked={clock.runs}
        disabled={moving.isBusy}
        onChange={on => moving.start({ runs: on })}
      />
      <span aria-hidden>{t('runsOn')}</span>
    </span>
  )
  return (
    <DetailCard title={t('clock')} tools={runs}>
      <div className="stack">
        <p className="next-level figures">
          {t('now')} <strong>{instant(clock.now)}</strong>
        </p>
        {clock.problem ? (
          <Alert role="alert" type="error" showIcon title={t('stuck', { problem: clock.problem })} />
        ) : null}
        {clock.journey ? (
          <Journey journey={clock.journey} moving={moving} />
        ) : (
          <>
            <FreeMove clock={clock} moving={moving} />
            <NextButtons clock={clock} moving={moving} />
          </>
        )}
      </div>
    </DetailCard>
  )
}

function Journey({ journey, moving }: { journey: NonNullable<TestClock['journey']>; moving: Moving }) {
  const t = useTexts(sandboxTexts)
  const { instant } = useFormats()
  const { to, days, daysDone } = journey
  const text = t('onTheWay', { when: instant(to), done: daysDone, days })
  return (
    <div className="stack">
      <output>{text}</output>
      <Progress aria-label={text} percent={days === 0 ? 0 : Math.floor((100 * daysDone) / days)} />
      <div>
        <Button onClick={() => moving.start({ stop: true })}>{t('stop')}</Button>
      </div>
    </div>
  )
}

/** To any instant, or a day or a month further. */
function FreeMove({ clock, moving }: { clock: TestClock; moving: Moving }) {
  const t = useTexts(sandboxTexts)
  const [chosen, setChosen] = useState<string | null>(null)
  const go = () => {
    if (chosen) moving.start({ to: instantOnWall(chosen, clock.timeZone).toISOString() })
  }
  return (
    <Flex gap={8} wrap>
      <DatePicker
        showTime={{ format: 'HH:mm' }}
        format="YYYY-MM-DD HH:mm"
        aria-label={t('when')}
        placeholder={t('when')}
        value={chosen ? dayjs(chosen) : null}
        defaultPickerValue={dayjs(clock.now)}
        onChange={value => setChosen(value ? value.format('YYYY-MM-DDTHH:mm') : null)}
      />
      <Button type="primary" disabled={!chosen} loading={moving.isBusy} onClick={go}>
        {t('go')}
      </Button>
      <Button disabled={moving.isBusy} onClick={() => moving.start({ by: 'P1D' })}>
        {t('day')}
      </Button>
      <Button disabled={moving.isBusy} onClick={() => moving.start({ by: 'P1M' })}>
        {t('month')}
      </Button>
    </Flex>
  )
}

/** To what comes next of each kind. Each says when that is, or why there is nothing to go to. */
function NextButtons({ clock, moving }: { clock: TestClock; moving: Moving }) {
  const t = useTexts(sandboxTexts)
  const { instant, day, count } = useFormats()
  const { expiry, review, birthday, release } = clock.next
  const midnight = (on: string) => startOfDay(on, clock.timeZone).toISOString()
  const ways = [
    expiry
      ? {
          to: expiry.at,
          text: t('nextExpiry', { when: instant(expiry.at), count: expiry.members, points: count(expiry.points) }),
        }
      : { to: null, text: t('noExpiry') },
    review
      ? { to: midnight(review.day), text: t('nextReview', { when: day(review.day), count: review.members }) }
      : { to: null, text: t('noReview') },
    birthday
      ? { to: midnight(birthday.day), text: t('nextBirthday', { when: day(birthday.day), count: birthday.members }) }
      : { to: null, text: t('noBirthday') },
    release
      ? { to: release.at, text: t('nextRelease', { when: instant(release.at) }) }
      : { to: null, text: t('noRelease') },
  ]
  return (
    <Flex gap={8} wrap>
      {ways.map(({ to, text }) => (
        <Button
          key={text}
          className="way"
          disabled={to === null || moving.isBusy}
          onClick={() => {
            if (to) moving.start({ to })
          }}
        >
          {text}
        </Button>
      ))}
    </Flex>
  )
}
