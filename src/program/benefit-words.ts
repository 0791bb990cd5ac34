/** On what benefits are issued by themselves; any other word of `on` is the code of an activity. */
export const benefitCalendar = ['birthday', 'month', 'joining', 'level'] as const

/** Under which name a benefit's limits are counted. */
export function benefitScope(benefit: string): string {
  return `benefit/${benefit}`
}
