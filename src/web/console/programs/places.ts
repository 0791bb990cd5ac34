import { useTexts } from '../../texts/phrases.ts'
import { programTexts } from '../../texts/programs.ts'
import { useFormats } from '../../ui/formats.ts'

/** How stores and instants of releases and changes are said. */
export function usePlaces() {
  const t = useTexts(programTexts)
  const { instant } = useFormats()
  return {
    storesText: (codes: readonly string[] | null) => codes?.join(', ') ?? t('everyStore'),
    whenText: (from: string | null) => (from === null ? t('atOnce') : t('fromInstant', { from: instant(from) })),
  }
}
