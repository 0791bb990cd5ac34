import { Button, Form, Input, Select } from 'antd'
import { useId, useState } from 'react'
import { deleteAt, setAt } from '../../../program/edit-program.ts'
import { descriptionAt, examplesAt, inLanguage, mayBeNumber, valuesAt } from '../../../program/edit-schema.ts'
import type { Path } from '../../../program/findings.ts'
import { useTexts, useWord } from '../../texts/phrases.ts'
import { formTexts, wordLabels } from '../../texts/program-forms.ts'
import { useLanguage } from '../../ui/language.ts'
import { isRecord, itemsOf, textOf, useFormDesk } from './form-desk.ts'
import { FoundHere, useFieldState } from './found-here.tsx'
import { defaultOf, useValueLabel } from './value-label.ts'

/** One value of the document. What is no single value is shown as it is written, and changed in the text. */
export function ValueField({ path, label }: { path: Path; label?: string }) {
  const { valueAt, apply, source } = useFormDesk()
  const word = useWord(wordLabels)
  const isEnglish = useLanguage() === 'en'
  const labelOf = useValueLabel()
  const t = useTexts(formTexts)
  const id = useId()
  const state = useFieldState(path)
  const value = valueAt(path)
  const name = label ?? word(String(path.at(-1)))
  if (typeof value === 'object' && value !== null) return <AsWritten path={path} name={name} />
  const shown = textOf(value)
  const commit = (text: string) => {
    const typed = text.trim()
    if (typed === shown) return
    const isNumber = mayBeNumber(path) && /^\d+(\.\d+)?$/.test(typed)
    const isTruth = (typed === 'true' || typed === 'false') && valuesAt(path).some(({ value: one }) => one === typed)
    apply(
      typed === ''
        ? deleteAt(source, path)
        : setAt(source, path, isNumber ? Number(typed) : isTruth ? typed === 'true' : typed),
    )
  }
  const fixed = valuesAt(path)
  const examples = examplesAt(path)
  const unsaid = defaultOf(path)
  const standard = unsaid === null ? undefined : t('byDefault', { value: labelOf(String(path.at(-1)), unsaid) })
  const hint = inLanguage(descriptionAt(path), isEnglish)
  return (
    <Form.Item label={name} htmlFor={id} {...state} {...(hint === '' ? {} : { tooltip: hint })}>
      {fixed.length > 0 && examples.length === 0 ? (
        <Select
          id={id}
          allowClear
          placeholder={standard}
          value={shown === '' ? null : shown}
          onChange={chosen => commit(chosen ?? '')}
          options={fixed.map(({ value: one }) => ({ value: one, label: labelOf(String(path.at(-1)), one) }))}
        />
      ) : fixed.length > 0 ? (
        <OpenChoice
          id={id}
          placeholder={standard}
          value={shown}
          values={fixed.map(option => option.value)}
          labelOf={one => labelOf(String(path.at(-1)), one)}
          onDone={commit}
        />
      ) : (
        <Input
          id={id}
          key={shown}
          defaultValue={shown}
          placeholder={examples[0] === undefined ? undefined : t('example', { example: textOf(examples[0]) })}
          onBlur={event => commit(event.target.value)}
          onPressEnter={event => commit(event.currentTarget.value)}
        />
      )}
    </Form.Item>
  )
}

type OpenChoiceProps = {
  id: string
  value: string
  placeholder: string | undefined
  values: readonly string[]
  labelOf: (value: string) => string
  onDone: (value: string) => void
}

/** Some fixed values, or another that is typed, such as a span of time. */
function OpenChoice({ id, value, placeholder, values, labelOf, onDone }: OpenChoiceProps) {
  const [typed, setTyped] = useState('')
  const written = typed.trim()
  const shown = [...new Set([written, value, ...values])].filter(one => one !== '')
  return (
    <Select
      id={id}
      allowClear
      placeholder={placeholder}
      showSearch={{ onSearch: setTyped, filterOption: false }}
      value={value === '' ? null : value}
      onChange={chosen => onDone(chosen ?? '')}
      onBlur={() => written === '' || onDone(written)}
      options={shown.map(one => ({ value: one, label: labelOf(one) }))}
    />
  )
}

type ChoicesFieldProps = {
  path: Path
  label: string
  codes: readonly string[]
  /** What a code is called; without it, as it is written. */
  nameOf?: (code: string) => string
  placeholder?: string
  /** Others than the codes may be typed. */
  isOpen?: boolean
}

/** Levels, weekdays and the like: some of a list of codes. */
export function ChoicesField({
  path,
  label,
  codes,
  nameOf = code => code,
  placeholder,
  isOpen = false,
}: ChoicesFieldProps) {
  const { valueAt, apply, source } = useFormDesk()
  const id = useId()
  const state = useFieldState(path)
  const chosen = itemsOf(valueAt(path)).map(textOf)
  return (
    <Form.Item label={label} htmlFor={id} {...state}>
      <Select
        id={id}
        mode={isOpen ? 'tags' : 'multiple'}
        value={chosen}
        placeholder={placeholder}
        onChange={list => apply(list.length === 0 ? deleteAt(source, path) : setAt(source, path, list))}
        options={[...new Set([...codes, ...chosen])].map(code => ({ value: code, label: nameOf(code) }))}
      />
    </Form.Item>
  )
}

/** As YAML would have it on one line, for reading. */
export function written(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(written).join(', ')}]`
  if (!isRecord(value)) return textOf(value)
  return `{ ${Object.entries(value)
    .map(([word, inner]) => `${word}: ${written(inner)}`)
    .join(', ')} }`
}

const writtenCharactersMax = 300

export function AsWritten({ path, name }: { path: Path; name: string }) {
  const t = useTexts(formTexts)
  const { valueAt, show } = useFormDesk()
  const text = written(valueAt(path))
  return (
    <div className="as-written">
      <span className="as-written-name">{name}</span>
      <code>{text.length > writtenCharactersMax ? `${text.slice(0, writtenCharactersMax)}…` : text}</code>
      <Button type="link" size="small" onClick={() => show(path)} aria-label={`${t('editInText')}: ${name}`}>
        {t('editInText')}
      </Button>
      <FoundHere path={path} />
    </div>
  )
}

/** The words of a collection that no field shows: as they are written, so that nothing is hidden. */
export function OtherWords({ path, shown }: { path: Path; shown: readonly string[] }) {
  const { valueAt } = useFormDesk()
  const word = useWord(wordLabels)
  const value = valueAt(path)
  return isRecord(value)
    ? Object.keys(value)
        .filter(key => !shown.includes(key))
        .map(key => <AsWritten key={key} path={[...path, key]} name={word(key)} />)
    : null
}
