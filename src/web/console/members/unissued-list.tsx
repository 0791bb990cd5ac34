import { useQuery } from '@tanstack/react-query'
import { readBenefits } from '../../api/benefits.ts'
import { queryKeys } from '../../api/query-keys.ts'
import { benefitTexts } from '../../texts/benefits.ts'
import { useTexts } from '../../texts/phrases.ts'
import { useFormats } from '../../ui/formats.ts'
import { useLanguage, useOwnText } from '../../ui/language.ts'
import { WhyIssueButton } from '../explanations/why-issue-button.tsx'

/** Benefits whose time came and that could not be issued, and why; nothing where all were. The server writes the sentences. */
export function UnissuedList({ memberNumber }: { memberNumber: string }) {
  const t = useTexts(benefitTexts)
  const own = useOwnText()
  const { instant } = useFormats()
  const language = useLanguage()
  const { data } = useQuery({
    queryKey: [...queryKeys.benefits(memberNumber), 'unissued', language],
    queryFn: () => readBenefits(memberNumber),
  })
  const unissued = data?.issues.filter(({ state }) => state === 'not-issued') ?? []
  if (unissued.length === 0) return null
  return (
    <section aria-label={t('unissuedTitle')}>
      <h3 className="small-title part-below">{t('unissuedTitle')}</h3>
      <ul className="plain-list">
        {unissued.map(({ issueId, name, issuedAt, whyNot }) => (
          <li key={issueId}>
            <span className="wraps">
              {whyNot} <span className="soft">{instant(issuedAt)}</span>
            </span>
            <WhyIssueButton memberNumber={memberNumber} issueId={issueId} name={own(name)} />
          </li>
        ))}
      </ul>
    </section>
  )
}
