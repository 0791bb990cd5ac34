import type { Texts } from '../../shared/languages.ts'
import { levelTexts } from '../texts/members.ts'
import { useTexts } from '../texts/phrases.ts'
import { useFormats } from '../ui/formats.ts'
import { useOwnText } from '../ui/language.ts'

type Measured = { measure: string; name: Texts; isMoney: boolean }

/** What levels look at, said with its unit; a measure that this page does not know is said by its name. */
export function useMeasures() {
  const t = useTexts(levelTexts)
  const own = useOwnText()
  const { shortMoney, count } = useFormats()
  const amount = ({ isMoney }: Measured, value: number) => (isMoney ? shortMoney(value) : count(value))
  const measureValue = (measured: Measured, value: number) => {
    if (measured.measure === 'net-spend') return shortMoney(value)
    if (measured.measure === 'visits') return t('visitCount', { count: count(value) })
    if (measured.measure === 'points-earned') return t('pointCount', { count: count(value) })
    return t('plainCount', { measure: own(measured.name), count: amount(measured, value) })
  }
  const soFar = (measured: Measured, { value, from }: { value: number; from: number }) =>
    t('soFar', { measure: own(measured.name), value: amount(measured, value), from: amount(measured, from) })
  return { measureValue, soFar }
}
