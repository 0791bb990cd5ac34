import { addPeriod, anniversaryIn, isDay } from '../shared/calendar.ts'
import type { ProgramDocument } from './document.ts'
import type { Finding, Path } from './findings.ts'
import type { ParsedProgram } from './parse.ts'
import { plainGift } from './plain-rules.ts'
import { readPeriod } from './scalars.ts'

/** What the terms of points can have wrong in their meaning. */
export function checkValidity(parsed: ParsedProgram): Finding[] {
  return Object.keys(parsed.document.assets).flatMap(asset => [
    ...checkEnds(parsed, asset),
    ...checkPending(parsed, asset),
    ...checkGivenLater(parsed, asset),
  ])
}

/** A term in several words says exactly once when points end. */
function checkEnds({ document, at }: ParsedProgram, asset: string): Finding[] {
  const valid = document.assets[asset]?.valid
  if (typeof valid !== 'object') return []
  const path = ['assets', asset, 'valid'] as const
  const ends = [valid.to, valid.each, valid.inactive, valid.through].filter(word => word !== undefined)
  const findings = ends.length === 1 ? [] : [at(path, 'validity-incomplete')]
  if ((valid.inactive !== undefined || valid.through !== undefined) && valid.for !== undefined)
    findings.push(at([...path, 'for'], 'word-of-other-validity', { word: 'for', needed: 'to, each' }))
  if (valid.inactive === undefined && valid['kept-by'] !== undefined)
    findings.push(at([...path, 'kept-by'], 'word-of-other-validity', { word: 'kept-by', needed: 'inactive' }))
  if (valid.through !== undefined && !isDay(valid.through))
    findings.push(at([...path, 'through'], 'not-a-day', { value: valid.through }))
  // 2000 has a 29 February.
  if (valid.each !== undefined && !isDay(anniversaryIn(2000, valid.each)))
    findings.push(at([...path, 'each'], 'not-a-day', { value: valid.each }))
  return findings
}

/** Points whose whole time is over before anybody could use them count it from their first day: not what people expect. */
function checkPending({ document, at }: ParsedProgram, asset: string): Finding[] {
  const { valid, pending } = document.assets[asset] ?? {}
  if (pending !== undefined && typeof valid === 'object' && valid.through !== undefined)
    return [at(['assets', asset, 'pending'], 'pending-beyond-end', { through: valid.through })]
  const said = typeof valid === 'object' ? valid.inactive : valid
  const [length, wait] = [readPeriod(said), readPeriod(pending)]
  if (!length || !wait || addPeriod(longMonthOn, wait) < addPeriod(longMonthOn, length)) return []
  return [at(['assets', asset, 'pending'], 'pending-outlasts-validity', { pending, valid: said }, 'warning')]
}

/** From 1 July two months are longest: 62 days. */
const longMonthOn = '2026-07-01'

/** What begins to be given of points after the day on which all of them end. Nothing is: that is hardly meant. */
function checkGivenLater({ document, at }: ParsedProgram, asset: string): Finding[] {
  const valid = document.assets[asset]?.valid
  const through = typeof valid === 'object' ? valid.through : undefined
  if (through === undefined) return []
  return giversOf(document, asset).flatMap(({ rule, from, path }) =>
    from !== undefined && isDay(from) && from > through
      ? [at([...path, 'when', 'from'], 'given-after-end', { rule, from, asset, through }, 'warning')]
      : [],
  )
}

type Giver = { rule: string; from: string | undefined; path: Path }

/** Rules, rewards and benefits that give an asset, with the day on which they begin. */
function giversOf({ assets, earning, redemption, benefits }: ProgramDocument, asset: string): Giver[] {
  const [firstAsset] = Object.keys(assets)
  const rules = (earning?.rules ?? []).map(plainGift).map(({ rule, asset: given, when }, index) => {
    const path = ['earning', 'rules', index] as const
    return { rule, given: [given ?? firstAsset], from: when?.from, path }
  })
  const rewards = (redemption ?? []).map(({ rule, gives, when }, index) => {
    return { rule, given: Object.keys(gives ?? {}), from: when?.from, path: ['redemption', index] as const }
  })
  const gifts = (benefits ?? []).map(({ benefit, gives, when }, index) => {
    return { rule: benefit, given: Object.keys(gives ?? {}), from: when?.from, path: ['benefits', index] as const }
  })
  return [...rules, ...rewards, ...gifts].filter(({ given }) => given.includes(asset))
}
