import { useQuery } from '@tanstack/react-query'
import { queryKeys } from '../api/query-keys.ts'
import { readSandboxQuietly } from '../api/sandbox.ts'
import { useTexts } from '../texts/phrases.ts'
import { sandboxTexts } from '../texts/sandbox.ts'
import { useLanguage } from './language.ts'

const lookMs = 2_000

/** On top of every page of a sandbox, also where nobody is signed in: nobody may take it for the shop. */
export function SandboxBanner() {
  const t = useTexts(sandboxTexts)
  const language = useLanguage()
  const found = useQuery({ queryKey: queryKeys.sandbox, queryFn: readSandboxQuietly, refetchInterval: lookMs })
  const clock = found.data?.clock
  const format = new Intl.DateTimeFormat(language, {
    timeZone: clock?.timeZone ?? 'UTC',
    dateStyle: 'full',
    timeStyle: 'short',
    hourCycle: 'h23',
  })
  return (
    <aside className="sandbox-banner" aria-label={t('title')}>
      <strong>{t('banner')}</strong>
      {clock ? <span>{format.format(new Date(clock.now))}</span> : null}
    </aside>
  )
}
