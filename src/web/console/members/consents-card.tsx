import { useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Skeleton } from 'antd'
import type { ConsentBody } from '../../../shared/contract/members.ts'
import { useAction } from '../../api/action.ts'
import { readConsents, recordConsent } from '../../api/members.ts'
import { queryKeys } from '../../api/query-keys.ts'
import { PermittedButton } from '../../session/permitted-button.tsx'
import { channelWords, consentTexts, purposeWords, sourceWords } from '../../texts/members.ts'
import { useTexts, useWord } from '../../texts/phrases.ts'
import { Chip } from '../../ui/chip.tsx'
import { DetailCard } from '../../ui/detail-card.tsx'
import { EntryDialog } from '../../ui/entry-form.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { useFormats } from '../../ui/formats.ts'
import { useOpener } from '../../ui/opener.ts'

const purposes = ['service', 'marketing', 'profiling', 'health'] as const
const channels = ['all', 'sms', 'email', 'wechat', 'phone', 'post', 'push'] as const

export function ConsentsCard({ memberNumber }: { memberNumber: string }) {
  const t = useTexts(consentTexts)
  const recording = useOpener()
  const { data, error, refetch } = useQuery({
    queryKey: queryKeys.consents(memberNumber),
    queryFn: () => readConsents(memberNumber),
  })
  const button = (
    <PermittedButton needs="members.write" size="small" aria-label={t('record')} onClick={recording.open}>
      {t('recordShort')}
    </PermittedButton>
  )
  return (
    <DetailCard title={t('title')} tools={button}>
      {error ? <ErrorNote error={error} onRetry={() => void refetch()} /> : null}
      {data || error ? null : <Skeleton active paragraph={{ rows: 2 }} />}
      {data ? <ConsentLines consents={data.consents} /> : null}
      <RecordDialog
        key={recording.opening}
        memberNumber={memberNumber}
        isOpen={recording.isOpen}
        onClose={recording.close}
      />
    </DetailCard>
  )
}

function ConsentLines({ consents }: { consents: Awaited<ReturnType<typeof readConsents>>['consents'] }) {
  const t = useTexts(consentTexts)
  const purpose = useWord(purposeWords)
  const channel = useWord(channelWords)
  const source = useWord(sourceWords)
  const { dayOfInstant } = useFormats()
  if (consents.length === 0) return <p className="soft">{t('none')}</p>
  return (
    <ul className="plain-list">
      {consents.map(consent => (
        <li key={`${consent.purpose}-${consent.channel}-${consent.recordedAt}`}>
          <div>
            <div>{t('line', { purpose: purpose(consent.purpose), channel: channel(consent.channel) })}</div>
            <div className="soft">
              {t('at', { when: dayOfInstant(consent.recordedAt), source: source(consent.source) })}
            </div>
          </div>
          <div>
            <Chip tone={consent.isGiven ? 'good' : 'plain'}>{consent.isGiven ? t('given') : t('refused')}</Chip>
          </div>
        </li>
      ))}
    </ul>
  )
}

function RecordDialog({
  memberNumber,
  isOpen,
  onClose,
}: {
  memberNumber: string
  isOpen: boolean
  onClose: () => void
}) {
  const t = useTexts(consentTexts)
  const purpose = useWord(purposeWords)
  const channel = useWord(channelWords)
  const { message } = App.useApp()
  const cache = useQueryClient()
  const recording = useAction({
    send: recordConsent,
    asker: 'form',
    onDone: () => {
      void cache.invalidateQueries({ queryKey: queryKeys.consents(memberNumber) })
      void message.success(t('recorded'))
      onClose()
    },
  })
  return (
    <EntryDialog
      isOpen={isOpen}
      onCancel={onClose}
      label={t('record')}
      fields={[
        {
          name: 'purpose',
          label: t('purpose'),
          kind: 'choice',
          isRequired: true,
          options: purposes.map(value => ({ value, label: purpose(value) })),
        },
        {
          name: 'channel',
          label: t('channel'),
          kind: 'choice',
          isRequired: true,
          options: channels.map(value => ({ value, label: channel(value) })),
        },
        {
          name: 'answer',
          label: t('answer'),
          kind: 'choice',
          isRequired: true,
          options: [
            { value: 'given', label: t('given') },
            { value: 'refused', label: t('refused') },
          ],
        },
      ]}
      submitText={t('recordShort')}
      isBusy={recording.isBusy}
      errorText={recording.errorText}
      onSubmit={values => recording.start({ memberNumber, ...consentOf(values) })}
    />
  )
}

function consentOf({ purpose, channel, answer }: Record<'purpose' | 'channel' | 'answer', string>): ConsentBody {
  return {
    purpose: purposes.find(word => word === purpose) ?? 'service',
    channel: channels.find(word => word === channel) ?? 'all',
    isGiven: answer === 'given',
  }
}
