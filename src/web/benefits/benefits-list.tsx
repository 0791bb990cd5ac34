import { useQuery, useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { useAction } from '../api/action.ts'
import type { HeldBenefit } from '../api/answers.ts'
import { readBenefits, recordBenefitUse } from '../api/benefits.ts'
import { queryKeys } from '../api/query-keys.ts'
import { PermittedButton } from '../session/permitted-button.tsx'
import { benefitTexts } from '../texts/benefits.ts'
import { useTexts } from '../texts/phrases.ts'
import { ErrorNote } from '../ui/error-note.tsx'
import { useFormats } from '../ui/formats.ts'
import { useOwnText } from '../ui/language.ts'

type BenefitsListProps = { memberNumber: string; storeCode: string | null }

/** What the member has now, how often still and until when; one tap records a use. */
export function BenefitsList({ memberNumber, storeCode }: BenefitsListProps) {
  const { data, error, refetch } = useQuery({
    queryKey: queryKeys.benefits(memberNumber),
    queryFn: () => readBenefits(memberNumber),
  })
  const t = useTexts(benefitTexts)
  if (error) return <ErrorNote error={error} onRetry={() => void refetch()} />
  const held = data?.benefits.filter(({ isHeld, isUsable }) => isHeld || isUsable)
  if (held?.length === 0) return <p className="soft">{t('noneNow')}</p>
  return (
    <ul className="plain-list">
      {held?.map(benefit => (
        <BenefitRow key={benefit.benefit} benefit={benefit} memberNumber={memberNumber} storeCode={storeCode} />
      ))}
    </ul>
  )
}

function BenefitRow({ benefit, memberNumber, storeCode }: BenefitsListProps & { benefit: HeldBenefit }) {
  const t = useTexts(benefitTexts)
  const own = useOwnText()
  const about = useStanding()
  const { message } = App.useApp()
  const cache = useQueryClient()
  const name = own(benefit.name)
  const using = useAction({
    send: recordBenefitUse,
    asker: 'button',
    onDone: () => {
      void cache.invalidateQueries({ queryKey: queryKeys.member(memberNumber) })
      void message.success(t('used', { name }))
    },
  })
  return (
    <li>
      <span>
        {name} <span className="soft">{about(benefit)}</span>
      </span>
      {benefit.isUsable ? (
        <PermittedButton
          needs="benefits.use"
          loading={using.isBusy}
          aria-label={t('useOf', { name })}
          onClick={() => using.start({ memberNumber, benefit: benefit.benefit, ...(storeCode ? { storeCode } : {}) })}
        >
          {t('use')}
        </PermittedButton>
      ) : null}
    </li>
  )
}

function useStanding(): (benefit: HeldBenefit) => string {
  const t = useTexts(benefitTexts)
  const { day } = useFormats()
  return ({ kind, isUsable, amount, left, period, earlyDays, usableThrough }) => {
    if (usableThrough) return t('through', { day: day(usableThrough) })
    if (amount !== null && period !== null) return t('left', { left: left ?? 0, amount, period })
    if (earlyDays !== null) return t('early', { count: earlyDays })
    if (kind === 'issued') return isUsable ? t('ready') : t('onTime')
    return ''
  }
}
