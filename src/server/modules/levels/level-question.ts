import {
  type CompiledLevels,
  type CompiledProgram,
  lowestLevel,
  measures,
  type Window,
} from '../../../program/index.ts'
import type { Day } from '../../../shared/calendar.ts'

/** Days that are counted together, both ends included. */
export type Days = { from: Day; through: Day }

/** Something else to count than the usual measures over the usual window: what, and over which days. */
export type CountedGauge = Days & { key: string; measure: string }

/** Which level of which member is asked for, the days that its window holds, and what else is counted. */
export type LevelQuestion = Days & {
  memberId: number
  programCode: string
  track: string
  lowest: string
  /** Whether something may come back, so that the rises must be known that a refund undoes. */
  withRises: boolean
  gauges: readonly CountedGauge[]
}

type Asked = { memberId: number; daysOf: (window: Window) => Days; withRises: boolean }

/** One question for each track; a program without tracks still counts the days of its members. */
export function levelQuestions(program: CompiledProgram, { memberId, daysOf, withRises }: Asked): LevelQuestion[] {
  const { code: programCode, tracks } = program
  const nothing = { from: '0001-01-01', through: '0001-01-01', gauges: [] }
  if (tracks.length === 0) return [{ memberId, programCode, track: 'main', lowest: '', withRises, ...nothing }]
  return tracks.map(levels => questionOf(levels, { memberId, programCode, daysOf, withRises }))
}

export function questionOf(
  levels: CompiledLevels,
  { memberId, programCode, daysOf, withRises }: Asked & { programCode: string },
): LevelQuestion {
  const gauges = levels.gauges
    .filter(gauge => !isUsual(gauge.key))
    .map(({ key, measure, window }) => ({ key, measure, ...daysOf(window) }))
  const { track, window } = levels
  return { memberId, programCode, track, lowest: lowestLevel(levels).level, withRises, gauges, ...daysOf(window) }
}

/** What every receipt counts for, over the track's own window. */
const isUsual = (key: string) => measures.some(measure => measure === key)
