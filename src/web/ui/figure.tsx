import { InfoCircleOutlined } from '@ant-design/icons'
import { Button, Card, Skeleton, Tooltip } from 'antd'
import type { ReactNode } from 'react'
import { commonTexts } from '../texts/common.ts'
import { useTexts } from '../texts/phrases.ts'

type FigureProps = {
  name: string
  /** What is counted, in one or two sentences. */
  meaning: string
  value: string | undefined
  /** Empty for money, whose symbol is its unit. */
  unit: string
  note?: string
  /** The link to the list behind the figure. */
  behind?: ReactNode
}

/** One number: its name, its unit, what it counts, and the list behind it. */
export function Figure({ name, meaning, value, unit, note, behind }: FigureProps) {
  return (
    <Card size="small" className="figure" role="group" aria-label={name}>
      <div className="figure-name">
        {name}
        <Meaning name={name} meaning={meaning} />
      </div>
      {value === undefined ? (
        <Skeleton active title={{ width: '60%' }} paragraph={false} />
      ) : (
        <div className="figure-value">
          {value}
          {unit === '' ? null : <span className="figure-unit">{unit}</span>}
        </div>
      )}
      <div className="figure-foot">
        <span>{note}</span>
        {behind}
      </div>
    </Card>
  )
}

/** The ⓘ beside a number: opens on hover, on focus and on a tap. */
export function Meaning({ name, meaning }: { name: string; meaning: string }) {
  const t = useTexts(commonTexts)
  return (
    <Tooltip title={meaning} trigger={['hover', 'focus', 'click']}>
      <Button
        type="text"
        size="small"
        icon={<InfoCircleOutlined aria-hidden />}
        aria-label={t('whatIsCounted', { name })}
        className="meaning"
      />
    </Tooltip>
  )
}
