import { type AssetEarning, type CompiledProgram, termFrom } from '../program/index.ts'
import { startOfDay } from '../shared/calendar.ts'
import { dayText } from './days.ts'

type Terms = Pick<AssetEarning, 'expiresAt' | 'usableFrom' | 'idle'>

/**
 * When points can be used that wait for an activity, as if it were reported so many days after the sale. The end is
 * that of the ledger: points that would end before anybody could use them end later.
 */
export function waitedTerm(
  program: CompiledProgram,
  { asset: code, expiresAt, idle }: Pick<AssetEarning, 'asset' | 'expiresAt' | 'idle'>,
  { day, waitDays }: { day: number; waitDays: number },
): Terms {
  const asset = program.assets.find(candidate => candidate.code === code)
  if (!asset || waitDays === 0) return { expiresAt, usableFrom: null, idle }
  const usableOn = dayText(day + waitDays)
  const term = termFrom(asset, { earnedOn: dayText(day), usableOn }, program.zone)
  return { expiresAt: term.expiresAt, usableFrom: startOfDay(usableOn, program.zone), idle: term.idle }
}
