import { MinusOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Slider } from 'antd'
import { useRef } from 'react'
import type { Choice } from '../api/answers.ts'
import { useTexts } from '../texts/phrases.ts'
import { tillTexts } from '../texts/till.ts'
import { useFormats } from '../ui/formats.ts'
import { useOwnText } from '../ui/language.ts'
import { centsFor, lessPoints, morePoints, nearestPoints, wishByKey } from './redeem.ts'

/** Beyond so many steps, nobody wants to press a button for each. */
const stepsByButton = 6

/** A stepper that can only stand where the rule allows. */
export function RedeemChoice({
  choice,
  points,
  onWish,
}: {
  choice: Choice
  points: number
  onWish: (points: number) => void
}) {
  const t = useTexts(tillTexts)
  const own = useOwnText()
  const { money, count } = useFormats()
  const name = own(choice.name)
  const said = (value: number, key: 'redeemLine' | 'redeemMax') =>
    t(key, { points: t('points', { count: count(value) }), amount: money(centsFor(choice, value)) })
  const hasSlider = (choice.pointsMax - choice.pointsMin) / choice.pointsStep > stepsByButton
  const isPossible = choice.pointsMax > 0
  const inWords = points > 0 ? said(points, 'redeemLine') : t('redeemNothing')
  const stand = useRef<HTMLDivElement>(null)
  // A button that cannot go further is disabled and would drop the focus.
  const press = (next: number) => {
    stand.current?.focus()
    onWish(next)
  }
  return (
    <fieldset className="redeem" aria-label={name}>
      <div className="redeem-head">
        <strong>
          {name} {isPossible ? <kbd aria-hidden>F6</kbd> : null}
        </strong>
        <span className="soft">{isPossible ? said(choice.pointsMax, 'redeemMax') : t('redeemNot')}</span>
      </div>
      {isPossible || points > 0 ? (
        <div className="redeem-steps">
          <Button
            icon={<MinusOutlined aria-hidden />}
            aria-label={t('redeemLess', { name })}
            disabled={points === 0}
            onClick={() => press(lessPoints(choice, points))}
          />
          <div
            ref={stand}
            role="spinbutton"
            tabIndex={0}
            aria-label={name}
            aria-valuemin={0}
            aria-valuemax={choice.pointsMax}
            aria-valuenow={points}
            aria-valuetext={inWords}
            className="redeem-stand"
            onKeyDown={event => {
              const next = wishByKey(event.key, { choice, points })
              if (next === null) return
              event.preventDefault()
              onWish(next)
            }}
          >
            {inWords}
          </div>
          <Button
            icon={<PlusOutlined aria-hidden />}
            aria-label={t('redeemMore', { name })}
            disabled={morePoints(choice, points) === points}
            onClick={() => press(morePoints(choice, points))}
          />
          <Button
            aria-label={t('redeemAll', { name })}
            disabled={points === choice.pointsMax}
            onClick={() => press(choice.pointsMax)}
          >
            {t('all')}
          </Button>
        </div>
      ) : null}
      {hasSlider ? (
        <Slider
          ariaLabelForHandle={name}
          min={0}
          max={choice.pointsMax}
          step={choice.pointsStep}
          value={points}
          tooltip={{ open: false }}
          onChange={value => onWish(nearestPoints(choice, value))}
        />
      ) : null}
    </fieldset>
  )
}
