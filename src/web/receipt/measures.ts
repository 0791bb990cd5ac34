import { levelTexts } from '../texts/members.ts'
import { useTexts } from '../texts/phrases.ts'
import { useFormats } from '../ui/formats.ts'

/** What levels look at, said with its unit; a measure that this page does not know keeps its own name. */
export function useMeasures() {
  const t = useTexts(levelTexts)
  const { shortMoney, count } = useFormats()
  const measureName = (measure: string) => {
    if (measure === 'net-spend') return t('net')
    if (measure === 'visits') return t('visits')
    if (measure === 'points-earned') return t('pointsEarned')
    return measure
  }
  const measureValue = (measure: string, value: number) => {
    if (measure === 'net-spend') return shortMoney(value)
    if (measure === 'visits') return t('visitCount', { count: count(value) })
    if (measure === 'points-earned') return t('pointCount', { count: count(value) })
    return t('plainCount', { count: count(value) })
  }
  const soFar = (measure: string, { value, from }: { value: number; from: number }) => {
    if (measure === 'net-spend') return t('soFarSpend', { value: shortMoney(value), from: shortMoney(from) })
    const values = { measure, value: count(value), from: count(from) }
    if (measure === 'visits') return t('soFarVisits', values)
    return t(measure === 'points-earned' ? 'soFarPoints' : 'soFarOther', values)
  }
  return { measureName, measureValue, soFar }
}
