import type { Texts } from '../shared/languages.ts'
import { compileNeed, compileWindow, gaugesOf } from './compile-needs.ts'
import type { CompiledLevel, CompiledLevels, Gauge, GoodsMeasure, Granted } from './compiled.ts'
import { compileCondition } from './conditions.ts'
import { describeCondition, nameKeyOfWay } from './describe-condition.ts'
import { type LevelsBlock, type ProgramDocument, tracksOf } from './document.ts'
import { goodsMeasure, type PointKinds, pointKindsOf } from './gauges.ts'
import { completeTexts } from './names.ts'
import { readDiscount, readPeriod } from './scalars.ts'
import type { Threshold } from './threshold-schema.ts'

/** The names of the levels of all tracks by code, for sentences; and of the ways of joining, which conditions may ask for. */
export function levelNamesOf(document: ProgramDocument): ReadonlyMap<string, Texts> {
  const ladders = tracksOf(document.levels).flatMap(({ block }) => block.ladder)
  const ways = (document.joining ?? []).flatMap(({ way, name }) =>
    name === undefined ? [] : [[nameKeyOfWay(way), completeTexts(name)] as const],
  )
  return new Map([...ladders.map(level => [level.level, completeTexts(level.name)] as const), ...ways])
}

/** `ladders`: the levels of each track in the other versions of the program, newest first, lowest level first. */
export type OtherLadders = readonly { track: string; ladder: readonly { level: string; name: Texts }[] }[]

export function compileTracks(document: ProgramDocument, others: OtherLadders): CompiledLevels[] {
  const source = { names: levelNamesOf(document), kinds: pointKindsOf(document), others }
  return tracksOf(document.levels).map(({ block }) => compileTrack(block, source))
}

type Source = { names: ReadonlyMap<string, Texts>; kinds: PointKinds; others: OtherLadders }

function compileTrack(block: LevelsBlock, source: Source): CompiledLevels {
  const { others } = source
  const ladder = block.ladder.map(level => compileLevel(level, block, source))
  const gauges = new Map<string, Gauge>()
  for (const { need } of ladder) for (const gauge of gaugesOf(need)) gauges.set(gauge.key, gauge)
  const track = block.track ?? 'main'
  return {
    track,
    window: compileWindow(block.window),
    review: block.review ?? 'yearly',
    risesAtReview: block.up === 'at review',
    grace: readPeriod(block.grace) ?? null,
    fallsOneStep: block.down === 'one step',
    ladder,
    gauges: [...gauges.values()],
    standIns: standInsOf(
      ladder.map(({ level }) => level),
      others.filter(other => other.track === track),
    ),
  }
}

/** Whoever stands on a level that is not there counts as the highest remaining one below it, as the newest ladder had it. */
function standInsOf(ladder: readonly string[], others: OtherLadders): CompiledLevels['standIns'] {
  const standIns = new Map<string, { name: Texts; level: string }>()
  const [lowest] = ladder
  for (const { ladder: other } of others)
    for (const [index, { level, name }] of other.entries()) {
      if (ladder.includes(level) || standIns.has(level) || lowest === undefined) continue
      const below = other.slice(0, index).map(candidate => candidate.level)
      standIns.set(level, { name, level: highestOf(ladder, below) ?? lowest })
    }
  return standIns
}

/** Levels may have changed places since: of those below, the one that stands highest now. */
function highestOf(ladder: readonly string[], levels: readonly string[]): string | undefined {
  return ladder.findLast(level => levels.includes(level))
}

function compileLevel(
  level: LevelsBlock['ladder'][number],
  block: LevelsBlock,
  { names, kinds }: Source,
): CompiledLevel {
  const { discount } = level
  const when = typeof discount === 'object' ? discount.when : undefined
  const percent = readDiscount(typeof discount === 'object' ? discount.percent : discount)
  return {
    level: level.level,
    name: completeTexts(level.name),
    need: compileNeed(level.from, { ...block, kinds }),
    granted: compileGranted(level),
    review: level.review ?? block.review ?? 'yearly',
    discount:
      percent === undefined
        ? null
        : { basisPoints: percent, test: compileCondition(when), when: describeCondition(when, names) },
    benefits: (level.benefits ?? []).map(completeTexts),
  }
}

function compileGranted({ granted, kept: keptWord }: LevelsBlock['ladder'][number]): Granted | null {
  if (granted === undefined) return null
  const kept = readPeriod(keptWord) ?? null
  if (granted === 'by invitation') return { by: 'invitation', kept }
  return 'event' in granted ? { by: 'event', event: granted.event, kept } : { by: 'goods', sku: granted.sku, kept }
}

/** Every measure of certain goods that the thresholds of a document name. */
export function goodsMeasuresOf(document: ProgramDocument): GoodsMeasure[] {
  const found = new Map<string, GoodsMeasure>()
  const look = (threshold: Threshold) => {
    const { goods } = threshold
    for (const counts of ['net-spend', 'visits'] as const)
      if (goods && threshold[counts] !== undefined) {
        const measure = goodsMeasure(counts, goods)
        found.set(measure.measure, measure)
      }
    for (const part of [...(threshold.any ?? []), ...(threshold.all ?? [])]) look(part)
  }
  for (const { block } of tracksOf(document.levels))
    for (const { from } of block.ladder) if (typeof from === 'object') look(from)
  return [...found.values()]
}
