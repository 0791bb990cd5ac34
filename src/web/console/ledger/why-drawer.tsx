import { useQuery } from '@tanstack/react-query'
import { Drawer, Skeleton } from 'antd'
import { useState } from 'react'
import type { Audience } from '../../../shared/audiences.ts'
import type { Entry, EntryExplanation } from '../../api/answers.ts'
import { readExplanation } from '../../api/ledger.ts'
import { queryKeys } from '../../api/query-keys.ts'
import { ledgerTexts } from '../../texts/ledger.ts'
import { useTexts } from '../../texts/phrases.ts'
import { Details } from '../../ui/detail-card.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { useFormats } from '../../ui/formats.ts'
import { useOwnText } from '../../ui/language.ts'
import { AudienceSwitch } from '../explanations/audience-switch.tsx'

/** Answers "why?" for one entry: rule, version, reasons, lots and what reversed it. */
export function WhyDrawer({
  memberNumber,
  entry,
  onClose,
}: {
  memberNumber: string
  entry: Entry | null
  onClose: () => void
}) {
  const t = useTexts(ledgerTexts)
  return (
    <Drawer open={entry !== null} onClose={onClose} size={480} title={t('whyTitle')}>
      {entry ? <Why memberNumber={memberNumber} asset={entry.asset} version={entry.version} /> : null}
    </Drawer>
  )
}

function Why({ memberNumber, asset, version }: { memberNumber: string; asset: string; version: number }) {
  const [audience, setAudience] = useState<Audience>('cashier')
  const { data, error, refetch } = useQuery({
    queryKey: [...queryKeys.explanation(memberNumber, asset, version), audience],
    queryFn: () => readExplanation({ memberNumber, asset, version, audience }),
  })
  return (
    <div className="stack">
      <AudienceSwitch value={audience} onChange={setAudience} />
      {error ? <ErrorNote error={error} onRetry={() => void refetch()} /> : null}
      {data ? <Story explanation={data} /> : null}
      {data || error ? null : <Skeleton active />}
    </div>
  )
}

function Story({ explanation }: { explanation: EntryExplanation }) {
  const t = useTexts(ledgerTexts)
  const own = useOwnText()
  const { signed, instant } = useFormats()
  const { entry, reasons, program } = explanation
  return (
    <div className="stack">
      <div>
        <div className="figure-value">{t('points', { count: signed(entry.amount) })}</div>
        <p>{entry.text}</p>
      </div>
      <section>
        <h3 className="small-title">{t('reasons')}</h3>
        {reasons.length === 0 ? <p className="soft">{t('noReasons')}</p> : null}
        <ul className="sentences">
          {reasons.map(reason => (
            <li key={`${reason.code}-${reason.rule}-${own(reason.texts)}`}>{own(reason.texts)}</li>
          ))}
        </ul>
      </section>
      <Details
        details={[
          {
            label: t('byProgram'),
            value: program ? t('programVersion', { name: own(program.name), version: program.version }) : null,
          },
          { label: t('postedAt'), value: instant(entry.postedAt) },
          { label: t('soldAt'), value: instant(entry.soldAt) },
          { label: t('store'), value: entry.storeCode },
        ]}
      />
      <LotsTouched explanation={explanation} />
    </div>
  )
}

function LotsTouched({ explanation: { lots, reverses, reversedBy, entry } }: { explanation: EntryExplanation }) {
  const t = useTexts(ledgerTexts)
  const { signed, count, lastDayBefore } = useFormats()
  const links = [
    ...(reverses === null ? [] : [t('reverses', { version: reverses })]),
    ...(reversedBy.length === 0 ? [] : [t('reversedBy', { versions: reversedBy.join(', ') })]),
    ...(entry.shortfall === 0 ? [] : [`${t('shortfall')} ${t('points', { count: count(entry.shortfall) })}`]),
  ]
  return (
    <>
      {lots.length > 0 ? (
        <section>
          <h3 className="small-title">{t('touchedLots')}</h3>
          <ul className="plain-list">
            {lots.map(lot => (
              <li key={lot.lotNumber}>
                <span>
                  {t('lot', { number: lot.lotNumber })} · {t('points', { count: signed(lot.amount) })}
                </span>
                <span className="soft">
                  {lot.expiresAt ? t('expires', { day: lastDayBefore(lot.expiresAt) }) : t('never')}
                </span>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {links.length > 0 ? (
        <section>
          <h3 className="small-title">{t('links')}</h3>
          <ul className="sentences">
            {links.map(link => (
              <li key={link}>{link}</li>
            ))}
          </ul>
        </section>
      ) : null}
    </>
  )
}
