import { Button, Flex, Input } from 'antd'
import { deleteAt, setAt } from '../../../program/edit-program.ts'
import type { Path } from '../../../program/findings.ts'
import { useTexts } from '../../texts/phrases.ts'
import { formTexts, offerFormTexts } from '../../texts/program-forms.ts'
import { centsOf, moneyText } from '../../ui/formats.ts'
import { isRecord, textOf, useFormDesk } from './form-desk.ts'
import { FoundHere } from './found-here.tsx'

type Step = { from: string; off: string }

/** 满减: from so much on, so much off. */
export function StepsField({ path }: { path: Path }) {
  const t = useTexts(offerFormTexts)
  const { valueAt, source, apply } = useFormDesk()
  const value = valueAt(path)
  const steps: Step[] = Object.entries(isRecord(value) ? value : {}).map(([from, off]) => ({ from, off: textOf(off) }))
  const rename = (index: number, from: string) => {
    const pairs = steps.map((step, place) => [place === index ? from : step.from, step.off])
    // Two steps from one amount would become one: the text says which is meant.
    const isTaken = steps.some((step, place) => place !== index && step.from === from)
    apply(isTaken ? null : setAt(source, path, Object.fromEntries(pairs)))
  }
  return (
    <fieldset className="steps" aria-label={t('steps')}>
      {steps.map((step, index) => (
        <StepRow
          key={step.from}
          step={step}
          number={index + 1}
          isAlone={steps.length === 1}
          onFrom={from => rename(index, from)}
          onOff={off => apply(setAt(source, [...path, step.from], off))}
          onRemove={() => apply(deleteAt(source, [...path, step.from]))}
        />
      ))}
      <FoundHere path={path} />
      <Button size="small" onClick={() => apply(setAt(source, [...path, ...nextFrom(steps)], nextOff(steps)))}>
        {t('addStep')}
      </Button>
    </fieldset>
  )
}

type StepRowProps = {
  step: Step
  number: number
  isAlone: boolean
  onFrom: (from: string) => void
  onOff: (off: string) => void
  onRemove: () => void
}

function StepRow({ step, number, isAlone, onFrom, onOff, onRemove }: StepRowProps) {
  const t = useTexts(offerFormTexts)
  const f = useTexts(formTexts)
  const name = t('step', { number })
  return (
    <Flex gap={6} align="center" wrap>
      <MoneyInput label={`${name}: ${t('stepFrom')}`} lead={t('stepFrom')} value={step.from} onDone={onFrom} />
      <MoneyInput label={`${name}: ${t('stepOff')}`} lead={t('stepOff')} value={step.off} onDone={onOff} />
      <Button size="small" danger disabled={isAlone} aria-label={f('itemRemove', { name })} onClick={onRemove}>
        {f('remove')}
      </Button>
    </Flex>
  )
}

type MoneyInputProps = { label: string; lead: string; value: string; onDone: (value: string) => void }

function MoneyInput({ label, lead, value, onDone }: MoneyInputProps) {
  return (
    <div className="step-part">
      <span aria-hidden>{lead}</span>
      <Input
        key={value}
        aria-label={label}
        defaultValue={value}
        onBlur={({ target }) => {
          const typed = target.value.trim()
          if (typed !== '' && typed !== value) onDone(typed)
        }}
        onPressEnter={event => event.currentTarget.blur()}
      />
    </div>
  )
}

/** A step at twice the amount of the last, giving twice as much: it can stand as it is. */
const twice = (text: string, otherwise: string) => {
  const cents = centsOf(text)
  return cents ? moneyText(cents * 2, '¥').replace(/\.00$/, '') : otherwise
}
const nextFrom = (steps: readonly Step[]) => [twice(steps.at(-1)?.from ?? '', '¥300')]
const nextOff = (steps: readonly Step[]) => twice(steps.at(-1)?.off ?? '', '¥40')
