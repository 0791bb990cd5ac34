import { useQuery } from '@tanstack/react-query'
import { Flex, Slider } from 'antd'
import { useId } from 'react'
import { readHabit } from '../../api/backtests.ts'
import { queryKeys } from '../../api/query-keys.ts'
import { backtestTexts } from '../../texts/backtests.ts'
import { useTexts } from '../../texts/phrases.ts'
import { useFormats } from '../../ui/formats.ts'

export type Shares = { membersPercent: number; usedPercent: number; giftsPercent: number }

/** How members use their points: as recorded until somebody says otherwise. */
export function BehaviourSliders({
  document,
  shares,
  onChange,
}: {
  document: string
  shares: Shares | null
  onChange: (shares: Shares) => void
}) {
  const t = useTexts(backtestTexts)
  const { day, count } = useFormats()
  const [, code = ''] = /^program:\s*(\S+)/m.exec(document) ?? []
  const { data: habit } = useQuery({
    queryKey: queryKeys.habit(code),
    queryFn: () => readHabit(code),
    enabled: code !== '',
  })
  const shown = shares ?? habit ?? { membersPercent: 30, usedPercent: 50, giftsPercent: 50 }
  const set = (change: Partial<Shares>) =>
    onChange({
      membersPercent: shown.membersPercent,
      usedPercent: shown.usedPercent,
      giftsPercent: shown.giftsPercent,
      ...change,
    })
  const isRecorded = habit?.assumedFrom === 'recorded' && habit.firstDay && habit.lastDay
  return (
    <>
      <Flex gap={24} wrap>
        <Share
          label={t('membersPercent')}
          value={shown.membersPercent}
          onChange={membersPercent => set({ membersPercent })}
        />
        <Share label={t('usedPercent')} value={shown.usedPercent} onChange={usedPercent => set({ usedPercent })} />
        <Share label={t('giftsPercent')} value={shown.giftsPercent} onChange={giftsPercent => set({ giftsPercent })} />
      </Flex>
      {habit ? (
        <p className="soft">
          {isRecorded
            ? t('habitRecorded', {
                redemptions: count(habit.redemptions),
                first: day(habit.firstDay ?? ''),
                last: day(habit.lastDay ?? ''),
              })
            : t('habitDefault', { redemptions: count(habit.redemptions) })}
        </p>
      ) : null}
    </>
  )
}

function Share({ label, value, onChange }: { label: string; value: number; onChange: (value: number) => void }) {
  const id = useId()
  return (
    <div className="share-slider">
      <div id={id}>
        {label} <strong className="figures">{value}%</strong>
      </div>
      <Slider
        min={0}
        max={100}
        value={value}
        onChange={onChange}
        ariaLabelledByForHandle={id}
        tooltip={{ open: false }}
      />
    </div>
  )
}
