import { Button, Flex } from 'antd'
import { isPlainFile, setName } from '../../../program/edit-names.ts'
import { addItem, deleteAt } from '../../../program/edit-program.ts'
import type { Path } from '../../../program/findings.ts'
import type { Texts } from '../../../shared/languages.ts'
import { useTexts } from '../../texts/phrases.ts'
import { formTexts } from '../../texts/program-forms.ts'
import { freeCode, isRecord, itemsOf, textOf, useFormDesk, wordsOf } from './form-desk.ts'
import { ItemCard } from './item-card.tsx'
import { NameField } from './name-field.tsx'
import { ThresholdField } from './threshold-field.tsx'
import { AsWritten, OtherWords, ValueField } from './value-field.tsx'

const newLevel: Texts = { 'zh-CN': '新等级', 'zh-TW': '新等級', en: 'New level' }

/** The tracks of levels: one, or several side by side. */
export function LevelForms() {
  const { valueAt } = useFormDesk()
  const levels = valueAt(['levels'])
  if (Array.isArray(levels))
    return levels.map((track, index) => (
      <Track key={isRecord(track) ? textOf(track.track) : ''} path={['levels', index]} />
    ))
  return <Track path={['levels']} />
}

const trackWords = ['measure', 'window', 'review', 'grace', 'down', 'up'] as const

function Track({ path }: { path: Path }) {
  const t = useTexts(formTexts)
  const { valueAt, source, apply } = useFormDesk()
  const ladderPath = [...path, 'ladder']
  const ladder = itemsOf(valueAt(ladderPath))
  const track = textOf(valueAt([...path, 'track']))
  const measure = textOf(valueAt([...path, 'measure'])) || 'net-spend'
  const codes = ladder.map(level => (isRecord(level) ? textOf(level.level) : ''))
  const add = () =>
    apply(withNamed(source, ladderPath, { code: freeCode('level', codes), index: ladder.length, measure }))
  return (
    <section {...(track === '' ? {} : { 'aria-label': t('track', { name: track }) })}>
      {track === '' ? null : <h4 className="small-title">{t('track', { name: track })}</h4>}
      {ladder.length === 0 ? null : (
        <div className="form-fields">
          {trackWords.map(word => (
            <ValueField key={word} path={[...path, word]} />
          ))}
        </div>
      )}
      <OtherWords path={path} shown={[...trackWords, 'track', 'ladder']} />
      {codes.map((code, index) => (
        <ItemCard key={code} list={ladderPath} index={index} count={codes.length} code={code}>
          <Level path={[...ladderPath, index]} measure={measure} isLowest={index === 0} />
        </ItemCard>
      ))}
      <Button onClick={add}>{t('addLevel')}</Button>
    </section>
  )
}

type NewLevel = { code: string; index: number; measure: string }

/** A level above the others, named in the way of the file. */
function withNamed(source: string, path: Path, { code, index, measure }: NewLevel): string | null {
  const level = {
    level: code,
    name: isPlainFile(source) ? newLevel['zh-CN'] : newLevel,
    from: measure === 'net-spend' ? '¥10000' : 10_000,
  }
  const text = addItem(source, path, level)
  return text === null ? null : setName(text, [...path, index, 'name'], newLevel)
}

const levelWords = ['level', 'name', 'from', 'discount', 'times', 'benefits']

function Level({ path, measure, isLowest }: { path: Path; measure: string; isLowest: boolean }) {
  return (
    <>
      <NameField path={[...path, 'name']} />
      <div className="form-fields">
        <ValueField path={[...path, 'level']} />
        <Parts path={[...path, 'discount']} />
        <ValueField path={[...path, 'times']} />
      </div>
      <ThresholdField path={[...path, 'from']} measure={measure} isLowest={isLowest} />
      <OtherWords path={path} shown={levelWords} />
      <Benefits path={[...path, 'benefits']} />
    </>
  )
}

/** A value, or a field for each of its parts. */
export function Parts({ path }: { path: Path }) {
  const { valueAt } = useFormDesk()
  const value = valueAt(path)
  if (!isRecord(value)) return <ValueField path={path} />
  return wordsOf(value).map(word => <ValueField key={word} path={[...path, word]} />)
}

function Benefits({ path }: { path: Path }) {
  const t = useTexts(formTexts)
  const { valueAt, source, apply } = useFormDesk()
  const value = valueAt(path)
  if (value !== undefined && !Array.isArray(value)) return <AsWritten path={path} name="benefits" />
  const benefits = itemsOf(value)
  const texts: Texts = { 'zh-CN': '新权益', 'zh-TW': '新權益', en: 'New benefit' }
  const add = () => {
    const isPlain = benefits.length > 0 ? typeof benefits[0] === 'string' : isPlainFile(source)
    const text = addItem(source, path, isPlain ? texts['zh-CN'] : texts)
    apply(text === null ? null : setName(text, [...path, benefits.length], texts))
  }
  return (
    <div className="benefits">
      {benefits.map((_, index) => {
        const place = [...path, index]
        const name = t('benefit', { number: index + 1 })
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a benefit has nothing of its own but its place.
          <Flex key={index} gap={6} align="end" wrap>
            <NameField path={place} label={name} />
            <Button
              size="small"
              danger
              aria-label={t('itemRemove', { name })}
              onClick={() => apply(deleteAt(source, place))}
            >
              {t('remove')}
            </Button>
          </Flex>
        )
      })}
      <Button size="small" onClick={add}>
        {t('addBenefit')}
      </Button>
    </div>
  )
}
