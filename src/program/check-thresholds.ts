import { ownWordsOf } from './compile-needs.ts'
import type { LevelsBlock } from './document.ts'
import { type Finding, nearestWord, type Path } from './findings.ts'
import { knownActivities } from './gauges.ts'
import type { ParsedProgram } from './parse.ts'
import { readFraction } from './scalars.ts'
import { scoreWords } from './score-schema.ts'
import { type Threshold, thresholdWords } from './threshold-schema.ts'

type Place = { block: LevelsBlock; path: Path }

/** What the words of a threshold can have wrong that its form allows. */
export function checkThresholdWords(parsed: ParsedProgram, threshold: Threshold, { block, path }: Place): Finding[] {
  const { at } = parsed
  const findings = misspelt(parsed, { block: threshold, words: thresholdWords, path })
  const isOfGoods = threshold['net-spend'] !== undefined || threshold.visits !== undefined
  if (threshold.goods && !isOfGoods) findings.push(at([...path, 'goods'], 'goods-count-nothing'))
  if (threshold.score !== undefined && !block.score) findings.push(at([...path, 'score'], 'score-not-said'))
  const nested = (['any', 'all'] as const).flatMap(word =>
    (threshold[word] ?? []).flatMap((part, index) => {
      const here = [...path, word, index]
      const isEmpty = Object.keys(part).every(key => key === 'window' || key === 'goods')
      return isEmpty ? [at(here, 'threshold-empty')] : checkThresholdWords(parsed, part, { block, path: here })
    }),
  )
  return [...findings, ...nested]
}

type Words = { block: object; words: readonly string[]; path: Path }

/** A word that is nearly one of ours, or of the program's kinds of points, is not taken for an activity. */
function misspelt({ document, at }: ParsedProgram, { block, words, path }: Words): Finding[] {
  const kinds = Object.keys(document.assets)
  const known = [...kinds, ...knownActivities]
  return ownWordsOf(block, words).flatMap(([code]) => {
    const suggestion = known.includes(code) ? undefined : nearestWord(code, [...words, ...known])
    return suggestion ? [at([...path, code], 'unknown-word', { word: code, suggestion })] : []
  })
}

export function checkScore(parsed: ParsedProgram, block: LevelsBlock, path: Path): Finding[] {
  const { at } = parsed
  const { score } = block
  if (!score) return block.measure === 'score' ? [at([...path, 'measure'], 'score-not-said')] : []
  const here = [...path, 'score']
  const tooFine = Object.entries(score).flatMap(([word, weight]) => {
    const number = typeof weight === 'number' ? weight : Number(String(weight).split(' ')[0])
    return readFraction(number) ? [] : [at([...here, word], 'too-many-decimals', { word })]
  })
  const free = score['net-spend']?.match(/per [¥￥]\s*[0,.]+$/)
    ? [at([...here, 'net-spend'], 'not-understood', { value: score['net-spend'], expected: '1 per ¥10' })]
    : []
  return [...tooFine, ...free, ...misspelt(parsed, { block: score, words: scoreWords, path: here })]
}
