import { useNavigate } from '@tanstack/react-router'
import { Flex, Segmented } from 'antd'
import { useState } from 'react'
import { dashboardTexts } from '../../texts/dashboard.ts'
import { useTexts } from '../../texts/phrases.ts'
import { DayPicker } from '../../ui/day-picker.tsx'
import { useFormats } from '../../ui/formats.ts'
import { paths } from '../../ui/paths.ts'
import { nameOf, type Period, periodFor, periodNames } from './period.ts'

/** The period lives in the address, so that a link and the back button keep it. */
export function PeriodPicker({ period }: { period: Period }) {
  const t = useTexts(dashboardTexts)
  const { today } = useFormats()
  const navigate = useNavigate()
  const [wantsCustom, setWantsCustom] = useState(false)
  const name = wantsCustom ? 'custom' : nameOf(period, today())
  const go = (next: Period) => void navigate(paths.dashboard(next))
  const choose = (next: typeof name) => {
    setWantsCustom(next === 'custom')
    if (next !== 'custom') go(periodFor(next, today()))
  }
  return (
    <Flex gap={8} wrap align="center">
      <Segmented
        aria-label={t('period')}
        value={name}
        onChange={choose}
        options={[...periodNames, 'custom' as const].map(value => ({ value, label: t(value) }))}
      />
      {name === 'custom' ? (
        <Flex gap={6} className="day-pair">
          <DayPicker
            label={t('from')}
            value={period.from}
            dayMax={period.to}
            onChange={from => from && go({ ...period, from })}
          />
          <DayPicker
            label={t('to')}
            value={period.to}
            dayMin={period.from}
            onChange={to => to && go({ ...period, to })}
          />
        </Flex>
      ) : null}
    </Flex>
  )
}
