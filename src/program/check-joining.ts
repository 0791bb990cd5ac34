import { isDay } from '../shared/calendar.ts'
import type { JoiningBlock } from './document.ts'
import type { Finding } from './findings.ts'
import type { ParsedProgram } from './parse.ts'
import { readMoney } from './scalars.ts'

/** What ways of joining can have wrong in their meaning. */
export function checkJoining(parsed: ParsedProgram): Finding[] {
  const ways = parsed.document.joining ?? []
  return ways.flatMap((way, index) => [
    ...(ways.slice(0, index).some(other => other.way === way.way)
      ? [parsed.at(['joining', index, 'way'], 'name-twice', { word: way.way })]
      : []),
    ...checkDays(parsed, way, index),
    ...checkFee(parsed, way, index),
    ...checkPoint(parsed, ways, index),
  ])
}

function checkDays({ at }: ParsedProgram, { from, through }: JoiningBlock, index: number): Finding[] {
  const path = ['joining', index] as const
  const findings = Object.entries({ from, through }).flatMap(([word, value]) =>
    value === undefined || isDay(value) ? [] : [at([...path, word], 'not-a-day', { value })],
  )
  if (findings.length > 0 || from === undefined || through === undefined || from <= through) return findings
  return [at([...path, 'from'], 'days-reversed', { from, through })]
}

function checkFee({ at }: ParsedProgram, way: JoiningBlock, index: number): Finding[] {
  const path = ['joining', index] as const
  if (readMoney(way.fee) === 0) return [at([...path, 'fee'], 'fee-nothing', { way: way.way })]
  if (way.fee === undefined && way['fee-goods'] !== undefined)
    return [at([...path, 'fee-goods'], 'fee-goods-alone', { way: way.way })]
  return []
}

/** A way that asks for something while another one, open on all of its days and through all of its channels, asks for nothing. */
function checkPoint({ at }: ParsedProgram, ways: readonly JoiningBlock[], index: number): Finding[] {
  const way = ways[index]
  if (!way || isFree(way)) return []
  const free = ways.find(other => isFree(other) && covers(other, way))
  return free ? [at(['joining', index], 'way-pointless', { way: way.way, free: free.way }, 'warning')] : []
}

function isFree(way: JoiningBlock): boolean {
  return way['receipt-from'] === undefined && way.fee === undefined && way.approval !== true
}

function covers(wide: JoiningBlock, narrow: JoiningBlock): boolean {
  const [first, last] = ['0001-01-01', '9999-12-31']
  const isWider = !wide.channel || narrow.channel?.every(channel => wide.channel?.includes(channel)) === true
  if (!isWider) return false
  return (wide.from ?? first) <= (narrow.from ?? first) && (wide.through ?? last) >= (narrow.through ?? last)
}
