import { useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { endOtherSessions, endSession, readSessions } from '../../api/account.ts'
import { useAction } from '../../api/action.ts'
import type { Session } from '../../api/answers.ts'
import { queryKeys } from '../../api/query-keys.ts'
import { accountTexts } from '../../texts/account.ts'
import { useTexts } from '../../texts/phrases.ts'
import { Chip } from '../../ui/chip.tsx'
import { type Column, DataList } from '../../ui/data-list.tsx'
import { DetailCard } from '../../ui/detail-card.tsx'
import { useFormats } from '../../ui/formats.ts'
import { deviceName } from './device-name.ts'

export function SessionsCard() {
  const t = useTexts(accountTexts)
  const { message } = App.useApp()
  const cache = useQueryClient()
  const found = useQuery({ queryKey: queryKeys.sessions, queryFn: readSessions })
  const ending = useAction({
    send: (_input: undefined, key: string) => endOtherSessions(key),
    onDone: ({ ended }) => {
      void cache.invalidateQueries({ queryKey: queryKeys.sessions })
      void message.success(t('signedOutElsewhere', { count: ended }))
    },
    asker: 'button',
  })
  const sessions = found.data?.sessions
  return (
    <DetailCard title={t('sessions')}>
      <div className="stack">
        <p className="soft">{t('sessionsAbout')}</p>
        <DataList
          label={t('sessions')}
          columns={useColumns()}
          rows={sessions}
          rowKey={row => row.sessionId}
          query={found}
          empty={{ title: t('noSessions') }}
          tools={
            sessions && sessions.length > 1 ? (
              <Button loading={ending.isBusy} onClick={() => ending.start(undefined)}>
                {t('signOutElsewhere')}
              </Button>
            ) : null
          }
        />
      </div>
    </DetailCard>
  )
}

function useColumns(): Column<Session>[] {
  const t = useTexts(accountTexts)
  const { instant } = useFormats()
  const device = (row: Session) => deviceName(row.browser) ?? t('unknownDevice')
  return [
    {
      key: 'device',
      title: t('device'),
      text: device,
      show: row => (
        <>
          {device(row)} {row.isThis ? <Chip tone="good">{t('thisDevice')}</Chip> : null}
        </>
      ),
    },
    { key: 'address', title: t('address'), text: row => row.address ?? '—' },
    { key: 'startedAt', title: t('startedAt'), text: row => instant(row.startedAt) },
    { key: 'usedAt', title: t('usedAt'), text: row => instant(row.usedAt) },
    { key: 'endsAt', title: t('endsAt'), text: row => instant(row.endsAt) },
    {
      key: 'actions',
      title: t('actions'),
      text: () => '',
      isAction: true,
      show: row => (row.isThis ? null : <EndButton session={row} device={device(row)} />),
    },
  ]
}

function EndButton({ session: { sessionId }, device }: { session: Session; device: string }) {
  const t = useTexts(accountTexts)
  const { message } = App.useApp()
  const cache = useQueryClient()
  const ending = useAction({
    send: endSession,
    onDone: () => {
      void cache.invalidateQueries({ queryKey: queryKeys.sessions })
      void message.success(t('signedOutThere'))
    },
    asker: 'button',
  })
  return (
    <Button
      size="small"
      loading={ending.isBusy}
      aria-label={`${t('signOutThere')}: ${device}`}
      onClick={() => ending.start(sessionId)}
    >
      {t('signOutThere')}
    </Button>
  )
}
