import { nameAt } from '../../../program/edit-names.ts'
import type { Path } from '../../../program/findings.ts'
import { say, useTexts, useWord } from '../../texts/phrases.ts'
import { spanPhrases, valueLabels } from '../../texts/program-values.ts'
import { useLanguage } from '../../ui/language.ts'
import { isRecord, itemsOf, textOf, useFormDesk } from './form-desk.ts'

/** What a fixed value of the document is called in the language of the page; others are shown as they are written. */
export function useValueLabel(): (word: string, value: string) => string {
  const language = useLanguage()
  const known = useWord(valueLabels)
  const span = useTexts(spanPhrases)
  return (word, value) => {
    const own = Object.entries(valueLabels).find(([key]) => key === `${word}:${value}`)
    if (own) return say(own[1], language)
    const [, count, unit] = /^(\d{1,4}) (day|week|month|year)s?$/.exec(value) ?? []
    if (count === undefined) return known(value)
    return unit === 'day' || unit === 'week' || unit === 'month' || unit === 'year' ? span(unit, { count }) : value
  }
}

/** What a field means that is left empty, as the language says: nobody should have to look it up. */
const standards: Readonly<Record<string, string>> = {
  measure: 'net-spend',
  window: '12 months',
  review: 'yearly',
  down: 'to what is earned',
  up: 'at once',
  whole: 'false',
  rounding: 'down',
  debt: 'owe',
}

export function defaultOf(path: Path): string | null {
  const isTrack = path[0] === 'levels' && !path.includes('ladder')
  const word = String(path.at(-1))
  const isHere = isTrack || (path[0] === 'assets' && word !== 'window') || path[0] === 'earning'
  return isHere ? (standards[word] ?? null) : null
}

/** What levels are called, by their codes. */
export function useLevelName(): (code: string) => string {
  const language = useLanguage()
  const { valueAt, source } = useFormDesk()
  const levels = valueAt(['levels'])
  const paths = Array.isArray(levels) ? levels.map((_, index) => ['levels', index, 'ladder']) : [['levels', 'ladder']]
  return code => {
    for (const path of paths) {
      const index = itemsOf(valueAt(path)).findIndex(level => isRecord(level) && textOf(level.level) === code)
      const texts = index < 0 ? null : nameAt(source, [...path, index, 'name'])
      if (texts) return texts[language] || texts['zh-CN'] || code
    }
    return code
  }
}
