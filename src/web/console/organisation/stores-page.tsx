import { useQuery, useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { useAction } from '../../api/action.ts'
import type { Store } from '../../api/answers.ts'
import { addStore, addTill, readStores } from '../../api/organisation.ts'
import { queryKeys } from '../../api/query-keys.ts'
import { PermittedButton } from '../../session/permitted-button.tsx'
import { organisationTexts } from '../../texts/organisation.ts'
import { useTexts } from '../../texts/phrases.ts'
import { type Column, DataList } from '../../ui/data-list.tsx'
import { EntryDialog } from '../../ui/entry-form.tsx'
import { useOpener } from '../../ui/opener.ts'
import { Page } from '../../ui/page.tsx'
import { Needs } from '../needs.tsx'

export function StoresPage() {
  return (
    <Needs permission="organisation.read">
      <StoreTable />
    </Needs>
  )
}

function StoreTable() {
  const t = useTexts(organisationTexts)
  const found = useQuery({ queryKey: queryKeys.stores, queryFn: readStores })
  const adding = useOpener()
  const addButton = (
    <PermittedButton needs="organisation.manage" type="primary" onClick={adding.open}>
      {t('addStore')}
    </PermittedButton>
  )
  return (
    <Page title={t('stores')} tools={addButton}>
      <DataList
        label={t('stores')}
        columns={useColumns()}
        rows={found.data?.stores}
        rowKey={row => row.code}
        query={found}
        empty={{ title: t('noStores') }}
      />
      <AddStoreDialog key={adding.opening} isOpen={adding.isOpen} onClose={adding.close} />
    </Page>
  )
}

function useColumns(): Column<Store>[] {
  const t = useTexts(organisationTexts)
  return [
    { key: 'name', title: t('name'), text: row => row.name },
    { key: 'code', title: t('code'), text: row => row.code },
    { key: 'brand', title: t('brand'), text: row => row.brandCode },
    {
      key: 'tills',
      title: t('tills'),
      text: row => row.tills.map(till => `${till.name} (${till.code})`).join(', ') || t('noTills'),
    },
    { key: 'add', title: t('actions'), text: () => '', isAction: true, show: row => <AddTill store={row} /> },
  ]
}

/** After a change of stores, the session knows old ones too: it carries them for the till and the forms. */
function useStoresChanged(): () => void {
  const cache = useQueryClient()
  return () => {
    void cache.invalidateQueries({ queryKey: queryKeys.stores })
    void cache.invalidateQueries({ queryKey: queryKeys.myself })
  }
}

function AddStoreDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const t = useTexts(organisationTexts)
  const { message } = App.useApp()
  const storesChanged = useStoresChanged()
  const adding = useAction({
    send: addStore,
    asker: 'form',
    onDone: () => {
      storesChanged()
      void message.success(t('storeAdded'))
      onClose()
    },
  })
  return (
    <EntryDialog
      isOpen={isOpen}
      onCancel={onClose}
      label={t('addStore')}
      fields={[
        { name: 'code', label: t('code'), isRequired: true, hint: t('codeHint'), lengthMax: 64 },
        { name: 'name', label: t('name'), isRequired: true, lengthMax: 120 },
      ]}
      submitText={t('add')}
      isBusy={adding.isBusy}
      errorText={adding.errorText}
      onSubmit={adding.start}
    />
  )
}

function AddTill({ store }: { store: Store }) {
  const t = useTexts(organisationTexts)
  const { message } = App.useApp()
  const opener = useOpener()
  const storesChanged = useStoresChanged()
  const adding = useAction({
    send: addTill,
    asker: 'form',
    onDone: () => {
      storesChanged()
      void message.success(t('tillAdded'))
      opener.close()
    },
  })
  return (
    <>
      <PermittedButton
        needs="organisation.manage"
        size="small"
        aria-label={t('addTillTo', { store: store.name })}
        onClick={opener.open}
      >
        {t('addTill')}
      </PermittedButton>
      <EntryDialog
        key={opener.opening}
        isOpen={opener.isOpen}
        onCancel={opener.close}
        label={t('addTillTo', { store: store.name })}
        fields={[
          { name: 'code', label: t('code'), isRequired: true, hint: t('codeHint'), lengthMax: 64 },
          { name: 'name', label: t('name'), lengthMax: 120 },
        ]}
        submitText={t('add')}
        isBusy={adding.isBusy}
        errorText={adding.errorText}
        onSubmit={({ code, name }) => adding.start({ storeCode: store.code, code, ...(name ? { name } : {}) })}
      />
    </>
  )
}
