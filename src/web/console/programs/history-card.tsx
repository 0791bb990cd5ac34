import type { Program, Release } from '../../api/answers.ts'
import { useTexts, useWord } from '../../texts/phrases.ts'
import { programTexts, releaseKinds, releaseStates, releaseTexts } from '../../texts/programs.ts'
import { Chip, type Tone } from '../../ui/chip.tsx'
import { type Column, DataList } from '../../ui/data-list.tsx'
import { DetailCard } from '../../ui/detail-card.tsx'
import { useFormats } from '../../ui/formats.ts'
import { usePlaces } from './places.ts'

const tones: Readonly<Record<Release['state'], Tone>> = {
  live: 'good',
  scheduled: 'accent',
  over: 'plain',
  cancelled: 'plain',
  cancel: 'plain',
}

/** Every release, newest first: who did what, when and why. */
export function HistoryCard({ program }: { program: Program }) {
  const t = useTexts(releaseTexts)
  return (
    <DetailCard title={t('history')}>
      <DataList
        label={t('history')}
        isSnug
        columns={useColumns()}
        rows={program.releases}
        rowKey={row => String(row.number)}
        query={{ isPending: false, error: null, refetch: () => undefined }}
        empty={{ title: t('notBegun') }}
      />
    </DetailCard>
  )
}

function useColumns(): Column<Release>[] {
  const t = useTexts(releaseTexts)
  const p = useTexts(programTexts)
  const kind = useWord(releaseKinds)
  const state = useWord(releaseStates)
  const { instant } = useFormats()
  const { storesText } = usePlaces()
  const approver = ({ approvedBy, isApprovedAlone }: Release) =>
    isApprovedAlone ? t('alone', { name: approvedBy ?? '' }) : (approvedBy ?? '')
  return [
    { key: 'number', title: t('number'), text: row => String(row.number), isNumber: true },
    {
      key: 'what',
      title: t('what'),
      text: row => `${kind(row.kind)} · ${p('versionNumber', { version: row.version })}`,
    },
    {
      key: 'state',
      title: p('state'),
      text: row => (row.kind === 'cancel' ? '' : state(row.state)),
      show: row => (row.kind === 'cancel' ? null : <Chip tone={tones[row.state]}>{state(row.state)}</Chip>),
    },
    { key: 'from', title: p('from'), text: row => (row.kind === 'cancel' ? '' : instant(row.inForceFrom)) },
    { key: 'stores', title: p('stores'), text: row => storesText(row.storeCodes) },
    {
      key: 'why',
      title: t('why'),
      text: row => row.note ?? '',
      show: row =>
        row.note ? <span className="wraps middling">{row.note}</span> : <span className="soft">{t('noWhy')}</span>,
    },
    { key: 'by', title: t('releasedBy'), text: row => row.releasedBy },
    {
      key: 'approved',
      title: t('approvedBy'),
      text: approver,
      show: row => (row.approvedBy === null ? null : <span className="wraps narrow">{approver(row)}</span>),
    },
    { key: 'at', title: t('at'), text: row => instant(row.releasedAt) },
  ]
}
