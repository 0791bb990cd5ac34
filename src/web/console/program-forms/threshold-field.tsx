import { Button, Flex, Input, Select } from 'antd'
import { nameAt } from '../../../program/edit-names.ts'
import { deleteAt } from '../../../program/edit-program.ts'
import type { Path } from '../../../program/findings.ts'
import { activityName, knownActivities } from '../../../program/gauges.ts'
import { useTexts, useWord } from '../../texts/phrases.ts'
import { formTexts } from '../../texts/program-forms.ts'
import { thresholdTexts, valueLabels } from '../../texts/program-values.ts'
import { useLanguage, useOwnText } from '../../ui/language.ts'
import { isRecord, itemsOf, textOf, useFormDesk, wordsOf } from './form-desk.ts'
import { FoundHere } from './found-here.tsx'
import { type Ask, asksOf, withAmount, withAnother, withWord } from './threshold-edit.ts'
import { OtherWords, ValueField } from './value-field.tsx'

type ThresholdProps = { path: Path; measure: string; isLowest: boolean }

/** What it takes to reach a level: what is counted, how much of it, and over which time. */
export function ThresholdField({ path, measure, isLowest }: ThresholdProps) {
  const t = useTexts(thresholdTexts)
  const { valueAt } = useFormDesk()
  const isUnasked = valueAt(path) === undefined
  return (
    <fieldset className="threshold" aria-label={t('title')}>
      <legend className="small-title">{t('title')}</legend>
      {isLowest && isUnasked ? <p className="soft">{t('lowest')}</p> : <Asks path={path} measure={measure} />}
      <FoundHere path={path} />
    </fieldset>
  )
}

function Asks({ path, measure }: { path: Path; measure: string }) {
  const t = useTexts(thresholdTexts)
  const { valueAt, source, apply } = useFormDesk()
  const threshold = valueAt(path)
  const asks = asksOf(threshold, measure)
  const taken = asks.map(({ word }) => word)
  const next = ['net-spend', 'visits', 'points-earned', 'active-months'].find(word => !taken.includes(word))
  const add = () => apply(next === undefined ? null : withAnother(source, { path, measure }, next))
  return (
    <>
      {asks.length > 1 ? <p className="soft">{t('both')}</p> : null}
      {asks.map(ask => (
        <AskRow key={ask.word} path={path} measure={measure} ask={ask} taken={taken} />
      ))}
      {isRecord(threshold) ? <Rest path={path} threshold={threshold} measure={measure} /> : null}
      <Button size="small" disabled={next === undefined} onClick={add}>
        {asks.length === 0 ? t('begin') : t('add')}
      </Button>
    </>
  )
}

/** The window of its own, and the ways of which one is enough. Goods are changed in the text. */
function Rest({ path, threshold, measure }: { path: Path; threshold: object; measure: string }) {
  const t = useTexts(thresholdTexts)
  const ways = (word: 'any' | 'all') => ('any' in threshold || 'all' in threshold ? [...path, word] : null)
  const { valueAt } = useFormDesk()
  return (
    <>
      <div className="form-fields wide">
        <ValueField path={[...path, 'window']} />
      </div>
      {(['any', 'all'] as const).map(word => {
        const place = ways(word)
        const parts = place ? itemsOf(valueAt(place)) : []
        return place === null || parts.length === 0 ? null : (
          <section key={word} className="threshold-ways" aria-label={t(word === 'any' ? 'any' : 'both')}>
            <p className="soft">{t(word === 'any' ? 'any' : 'both')}</p>
            {parts.map((part, index) => (
              <Asks key={wordsOf(part).join()} path={[...place, index]} measure={measure} />
            ))}
          </section>
        )
      })}
      <OtherWords path={path} shown={[...asksOf(threshold, measure).map(({ word }) => word), 'window', 'any', 'all']} />
    </>
  )
}

type AskRowProps = { path: Path; measure: string; ask: Ask; taken: readonly string[] }

function AskRow({ path, measure, ask, taken }: AskRowProps) {
  const t = useTexts(thresholdTexts)
  const f = useTexts(formTexts)
  const { source, apply } = useFormDesk()
  const nameOf = useCountedName()
  const words = useCountedWords().filter(word => word === ask.word || !taken.includes(word))
  const name = nameOf(ask.word)
  const place = { path, measure }
  return (
    <Flex gap={8} wrap align="center" className="threshold-row">
      <Select
        aria-label={t('what')}
        className="threshold-what"
        value={ask.word}
        onChange={to => apply(withWord(source, place, { from: ask, to }))}
        options={[...new Set([...words, ask.word])].map(word => ({ value: word, label: nameOf(word) }))}
      />
      <Input
        key={ask.amount}
        className="threshold-amount"
        aria-label={t('counted', { what: name })}
        defaultValue={ask.amount}
        suffix={<Unit word={ask.word} />}
        onBlur={({ target }) => {
          const typed = target.value.trim()
          if (typed !== '' && typed !== ask.amount) apply(withAmount(source, place, { word: ask.word, amount: typed }))
        }}
        onPressEnter={event => event.currentTarget.blur()}
      />
      {taken.length > 1 ? (
        <Button
          size="small"
          danger
          aria-label={f('itemRemove', { name })}
          onClick={() => apply(deleteAt(source, [...path, ask.word]))}
        >
          {f('remove')}
        </Button>
      ) : null}
    </Flex>
  )
}

function Unit({ word }: { word: string }) {
  const t = useTexts(thresholdTexts)
  // Money bears its sign already.
  if (word === 'net-spend') return null
  if (word === 'active-months') return <span aria-hidden>{t('months')}</span>
  const isTimes = word === 'visits' || knownActivities.includes(word)
  return <span aria-hidden>{t(isTimes ? 'visits' : 'points')}</span>
}

/** What a threshold of this program can count: measures of receipts, kinds of points, activities. */
function useCountedWords(): string[] {
  const { valueAt } = useFormDesk()
  const levels = valueAt(['levels'])
  const hasScore = (Array.isArray(levels) ? levels : [levels]).some(track => isRecord(track) && 'score' in track)
  const [, ...kinds] = wordsOf(valueAt(['assets']))
  return [
    'net-spend',
    'points-earned',
    ...kinds,
    'visits',
    'active-months',
    ...(hasScore ? ['score'] : []),
    ...knownActivities,
  ]
}

function useCountedName(): (word: string) => string {
  const t = useTexts(thresholdTexts)
  const own = useOwnText()
  const language = useLanguage()
  const value = useWord(valueLabels)
  const { valueAt, source } = useFormDesk()
  return word => {
    if (word in valueLabels) return value(word)
    if (valueAt(['assets', word]) === undefined) return own(activityName(word))
    const texts = nameAt(source, ['assets', word, 'name'])
    return t('earned', { name: textOf(texts[language]) || texts['zh-CN'] || word })
  }
}
