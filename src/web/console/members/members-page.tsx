import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Member } from '../../api/answers.ts'
import { readMembers } from '../../api/members.ts'
import { queryKeys } from '../../api/query-keys.ts'
import { PermittedButton } from '../../session/permitted-button.tsx'
import { useSession } from '../../session/session.ts'
import { memberTexts, sourceWords } from '../../texts/members.ts'
import { useTexts, useWord } from '../../texts/phrases.ts'
import { type Column, DataList } from '../../ui/data-list.tsx'
import { useFormats } from '../../ui/formats.ts'
import { useOpener } from '../../ui/opener.ts'
import { Page } from '../../ui/page.tsx'
import { PageLink } from '../../ui/page-link.tsx'
import { usePages } from '../../ui/pages.ts'
import { paths } from '../../ui/paths.ts'
import { useRested } from '../../ui/rested.ts'
import { Needs } from '../needs.tsx'
import { JoinDialog } from './join-dialog.tsx'

export function MembersPage() {
  return (
    <Needs permission="members.read">
      <MemberTable />
    </Needs>
  )
}

function MemberTable() {
  const t = useTexts(memberTexts)
  const { count } = useFormats()
  const [search, setSearch] = useState('')
  const sought = useRested(search.trim(), 250)
  const pages = usePages(sought)
  const joining = useOpener()
  const query = { pageSize: 50, ...(sought ? { search: sought } : {}), ...(pages.after ? { after: pages.after } : {}) }
  const found = useQuery({
    queryKey: queryKeys.members(query),
    queryFn: () => readMembers(query),
    placeholderData: previous => previous,
  })
  const joinButton = (
    <PermittedButton needs="members.write" type="primary" onClick={joining.open}>
      {t('join')}
    </PermittedButton>
  )
  return (
    <Page title={t('title')} tools={joinButton}>
      <DataList
        label={t('title')}
        columns={useColumns()}
        rows={found.data?.members}
        rowKey={row => row.memberNumber}
        query={found}
        search={{ value: search, onChange: setSearch, placeholder: t('search') }}
        empty={{ title: sought ? t('notFound', { search: sought }) : t('none') }}
        {...(found.data ? { total: t('total', { count: count(found.data.total) }) } : {})}
        paging={{ pages, next: found.data?.next }}
        csvAddress="/v1/members/export.csv"
        {...(sought ? { csvText: t('exportAll') } : {})}
      />
      <JoinDialog key={joining.opening} isOpen={joining.isOpen} onClose={joining.close} />
    </Page>
  )
}

function useColumns(): Column<Member>[] {
  const t = useTexts(memberTexts)
  const source = useWord(sourceWords)
  const { dayOfInstant } = useFormats()
  const { stores } = useSession()
  return [
    {
      key: 'name',
      title: t('name'),
      text: row => row.name,
      show: row => <PageLink path={paths.member(row.memberNumber)}>{row.name}</PageLink>,
    },
    { key: 'number', title: t('number'), text: row => row.memberNumber },
    { key: 'phone', title: t('phone'), text: row => row.phoneMasked ?? '' },
    { key: 'card', title: t('card'), text: row => row.card ?? '' },
    {
      key: 'store',
      title: t('homeStore'),
      text: row => stores.find(store => store.code === row.homeStoreCode)?.name ?? row.homeStoreCode ?? '',
    },
    { key: 'source', title: t('source'), text: row => source(row.source) },
    { key: 'joined', title: t('joinedAt'), text: row => dayOfInstant(row.joinedAt) },
  ]
}
