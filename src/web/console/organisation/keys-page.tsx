import { useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { useState } from 'react'
import { useAction } from '../../api/action.ts'
import type { Key, NewKey } from '../../api/answers.ts'
import { readKeys, revokeKey } from '../../api/organisation.ts'
import { queryKeys } from '../../api/query-keys.ts'
import { keyKinds, organisationTexts, scopeWords } from '../../texts/organisation.ts'
import { useTexts, useWord } from '../../texts/phrases.ts'
import { type Column, DataList } from '../../ui/data-list.tsx'
import { useFormats } from '../../ui/formats.ts'
import { useOpener } from '../../ui/opener.ts'
import { Page } from '../../ui/page.tsx'
import { Needs } from '../needs.tsx'
import { ApiKeyDialog, TillKeyDialog } from './key-dialogs.tsx'
import { SecretDialog } from './secret-dialog.tsx'

export function KeysPage() {
  return (
    <Needs permission="organisation.manage">
      <KeyTable />
    </Needs>
  )
}

function KeyTable() {
  const t = useTexts(organisationTexts)
  const found = useQuery({ queryKey: queryKeys.keys, queryFn: readKeys })
  const cache = useQueryClient()
  const [made, setMade] = useState<NewKey | null>(null)
  const api = useOpener()
  const till = useOpener()
  const onMade = (key: NewKey) => {
    void cache.invalidateQueries({ queryKey: queryKeys.keys })
    api.close()
    till.close()
    setMade(key)
  }
  const tools = (
    <>
      <Button onClick={till.open}>{t('addTillKey')}</Button>
      <Button onClick={api.open}>{t('addApiKey')}</Button>
    </>
  )
  return (
    <Page title={t('keys')} about={t('keysAbout')} tools={tools}>
      <DataList
        label={t('keys')}
        columns={useColumns()}
        rows={found.data?.keys}
        rowKey={row => row.keyId}
        query={found}
        empty={{ title: t('noKeys') }}
      />
      <ApiKeyDialog key={`api-${api.opening}`} isOpen={api.isOpen} onClose={api.close} onMade={onMade} />
      <TillKeyDialog key={`till-${till.opening}`} isOpen={till.isOpen} onClose={till.close} onMade={onMade} />
      <SecretDialog made={made} onClose={() => setMade(null)} />
    </Page>
  )
}

function useColumns(): Column<Key>[] {
  const t = useTexts(organisationTexts)
  const kind = useWord(keyKinds)
  const scope = useWord(scopeWords)
  const { instant } = useFormats()
  return [
    { key: 'name', title: t('name'), text: row => row.name },
    { key: 'kind', title: t('kind'), text: row => kind(row.kind) },
    { key: 'till', title: t('till'), text: row => [row.storeCode, row.tillCode].filter(Boolean).join(' · ') },
    {
      key: 'scopes',
      title: t('scopes'),
      text: row => (row.kind === 'till' ? '' : row.scopes.map(scope).join(', ')),
      show: row => (row.kind === 'till' ? '' : <span className="wraps">{row.scopes.map(scope).join(', ')}</span>),
    },
    { key: 'createdAt', title: t('createdAt'), text: row => instant(row.createdAt) },
    {
      key: 'state',
      title: t('state'),
      text: row => (row.revokedAt ? t('revokedAt', { when: instant(row.revokedAt) }) : t('active')),
    },
    {
      key: 'revoke',
      title: t('actions'),
      text: () => '',
      isAction: true,
      show: row => (row.revokedAt ? '' : <Revoke row={row} />),
    },
  ]
}

function Revoke({ row }: { row: Key }) {
  const t = useTexts(organisationTexts)
  const { message, modal } = App.useApp()
  const cache = useQueryClient()
  const revoking = useAction({
    send: revokeKey,
    asker: 'button',
    onDone: () => {
      void cache.invalidateQueries({ queryKey: queryKeys.keys })
      void message.success(t('revoked'))
    },
  })
  const name = t('revokeKey', { name: row.name })
  const ask = () =>
    modal.confirm({
      title: name,
      content: t('revokeAsk'),
      okText: t('revoke'),
      okButtonProps: { danger: true },
      onOk: () => revoking.start(row.keyId),
    })
  return (
    <Button size="small" danger loading={revoking.isBusy} aria-label={name} onClick={() => void ask()}>
      {t('revoke')}
    </Button>
  )
}
