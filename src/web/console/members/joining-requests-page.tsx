import { useQuery } from '@tanstack/react-query'
import { Segmented } from 'antd'
import { useState } from 'react'
import type { JoiningRequest } from '../../api/answers.ts'
import { readJoiningRequests } from '../../api/joining.ts'
import { queryKeys } from '../../api/query-keys.ts'
import { requestStates, requestTexts } from '../../texts/joining.ts'
import { useTexts, useWord } from '../../texts/phrases.ts'
import { type Column, DataList } from '../../ui/data-list.tsx'
import { useFormats } from '../../ui/formats.ts'
import { useOwnText } from '../../ui/language.ts'
import { Page } from '../../ui/page.tsx'
import { PageLink } from '../../ui/page-link.tsx'
import { usePages } from '../../ui/pages.ts'
import { paths } from '../../ui/paths.ts'
import { Needs } from '../needs.tsx'
import { JoiningDecision } from './joining-decision.tsx'
import { JoiningRefusals } from './joining-refusals.tsx'

const states = ['waiting', 'approved', 'refused', 'lapsed'] as const
type State = (typeof states)[number]

/** Who asked to join by a way that needs approval. */
export function JoiningRequestsPage() {
  return (
    <Needs permission="members.approve">
      <Requests />
    </Needs>
  )
}

function Requests() {
  const t = useTexts(requestTexts)
  const word = useWord(requestStates)
  const [state, setState] = useState<State>('waiting')
  const pages = usePages(state)
  const query = { state, pageSize: 50, ...(pages.after ? { after: pages.after } : {}) }
  const found = useQuery({
    queryKey: queryKeys.joiningRequests(query),
    queryFn: () => readJoiningRequests(query),
    placeholderData: previous => previous,
  })
  const tools = (
    <Segmented<State>
      aria-label={t('state')}
      value={state}
      onChange={setState}
      options={states.map(value => ({ value, label: word(value) }))}
    />
  )
  return (
    <Page title={t('title')} about={t('about')} tools={tools}>
      <DataList
        label={t('title')}
        columns={useColumns(state)}
        rows={found.data?.requests}
        rowKey={row => row.requestId}
        query={found}
        empty={{ title: t('none') }}
        paging={{ pages, next: found.data?.next }}
      />
      <JoiningRefusals />
    </Page>
  )
}

function useColumns(state: State): Column<JoiningRequest>[] {
  const t = useTexts(requestTexts)
  const own = useOwnText()
  const { instant, day } = useFormats()
  const asked: Column<JoiningRequest>[] = [
    { key: 'way', title: t('way'), text: row => own(row.wayName) },
    { key: 'store', title: t('store'), text: row => row.storeCode ?? '' },
    { key: 'askedBy', title: t('askedBy'), text: row => row.askedBy },
    { key: 'askedAt', title: t('askedAt'), text: row => instant(row.askedAt) },
  ]
  const decided: Column<JoiningRequest>[] = [
    {
      key: 'decided',
      title: t('decided'),
      text: row =>
        row.decidedBy && row.decidedAt
          ? t('decidedLine', { who: row.decidedBy, when: instant(row.decidedAt), why: row.decidedWhy ?? '' })
          : '',
    },
    {
      key: 'member',
      title: t('member'),
      text: row => row.memberNumber ?? '',
      show: row =>
        row.memberNumber ? <PageLink path={paths.member(row.memberNumber)}>{row.memberNumber}</PageLink> : null,
    },
  ]
  if (state !== 'waiting') return [...asked, ...decided]
  return [
    { key: 'name', title: t('name'), text: row => row.person?.name ?? t('forgotten') },
    {
      key: 'contact',
      title: t('contact'),
      text: row => [row.person?.phoneMasked, row.person?.emailMasked].filter(Boolean).join(' · '),
    },
    {
      key: 'reason',
      title: t('reason'),
      text: row => row.person?.reason ?? '',
      show: row => <span className="wraps">{row.person?.reason}</span>,
    },
    ...asked,
    { key: 'until', title: t('until'), text: row => day(row.waitsThrough) },
    {
      key: 'decision',
      title: t('decided'),
      text: () => '',
      isAction: true,
      show: row => <JoiningDecision request={row} />,
    },
  ]
}
