import { useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { useAction } from '../../api/action.ts'
import { acknowledgeAlert, readAlerts } from '../../api/alerts.ts'
import type { Alert } from '../../api/answers.ts'
import { queryKeys } from '../../api/query-keys.ts'
import { alertTexts } from '../../texts/alerts.ts'
import { useTexts } from '../../texts/phrases.ts'
import { type Column, DataList } from '../../ui/data-list.tsx'
import { useFormats } from '../../ui/formats.ts'
import { Page } from '../../ui/page.tsx'
import { Needs } from '../needs.tsx'

export function AlertsPage() {
  return (
    <Needs permission="alerts.handle">
      <AlertTable />
    </Needs>
  )
}

function AlertTable() {
  const t = useTexts(alertTexts)
  const found = useQuery({ queryKey: queryKeys.alerts, queryFn: readAlerts })
  return (
    <Page title={t('title')} about={t('about')}>
      <DataList
        label={t('title')}
        columns={useColumns()}
        rows={found.data?.alerts}
        rowKey={row => row.alertId}
        query={found}
        empty={{ title: t('none') }}
      />
    </Page>
  )
}

function useColumns(): Column<Alert>[] {
  const t = useTexts(alertTexts)
  const { instant } = useFormats()
  const what = ({ kind, count, minutes }: Alert) =>
    t(kind === 'phone-look-ups-in-vain' ? 'inVain' : 'many', { count, minutes })
  const who = ({ callerId, callerName: name }: Alert) => {
    if (callerId.startsWith('till:')) return t('till', { name })
    return t(callerId.startsWith('key:') ? 'key' : 'staff', { name })
  }
  const state = (row: Alert) =>
    row.acknowledgedAt === null
      ? ''
      : t('by', { name: row.acknowledgedByName ?? '', when: instant(row.acknowledgedAt) })
  return [
    { key: 'what', title: t('what'), text: what, show: row => <span className="wraps">{what(row)}</span> },
    { key: 'who', title: t('who'), text: who },
    { key: 'when', title: t('when'), text: row => instant(row.raisedAt) },
    {
      key: 'state',
      title: t('state'),
      text: state,
      show: row =>
        row.acknowledgedAt === null ? <AcknowledgeButton alert={row} what={what(row)} who={who(row)} /> : state(row),
    },
  ]
}

function AcknowledgeButton({ alert: { alertId }, what, who }: { alert: Alert; what: string; who: string }) {
  const t = useTexts(alertTexts)
  const { message } = App.useApp()
  const cache = useQueryClient()
  const acknowledging = useAction({
    send: acknowledgeAlert,
    onDone: () => {
      void cache.invalidateQueries({ queryKey: queryKeys.alerts })
      void message.success(t('acknowledged'))
    },
    asker: 'button',
  })
  return (
    <Button
      size="small"
      type="primary"
      loading={acknowledging.isBusy}
      aria-label={t('acknowledgeOne', { what, who })}
      onClick={() => acknowledging.start(alertId)}
    >
      {t('acknowledge')}
    </Button>
  )
}
