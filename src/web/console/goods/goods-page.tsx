import { useQuery } from '@tanstack/react-query'
import { Alert, Select } from 'antd'
import { useState } from 'react'
import type { GoodsItem } from '../../api/answers.ts'
import { readClasses, readGoods } from '../../api/catalog.ts'
import { queryKeys } from '../../api/query-keys.ts'
import { PermittedButton } from '../../session/permitted-button.tsx'
import { goodsTexts } from '../../texts/goods.ts'
import { useTexts } from '../../texts/phrases.ts'
import { DataList } from '../../ui/data-list.tsx'
import { useFormats } from '../../ui/formats.ts'
import { useOpener } from '../../ui/opener.ts'
import { Page } from '../../ui/page.tsx'
import { usePages } from '../../ui/pages.ts'
import { useRested } from '../../ui/rested.ts'
import { Needs } from '../needs.tsx'
import { useGoodsColumns } from './goods-columns.tsx'
import { GoodsDrawer } from './goods-drawer.tsx'
import { ImportButton } from './import-button.tsx'

export function GoodsPage() {
  return (
    <Needs permission="organisation.read">
      <GoodsTable />
    </Needs>
  )
}

type Filter = { isListed: 'true' | 'false'; class?: string }

function GoodsTable() {
  const t = useTexts(goodsTexts)
  const { count } = useFormats()
  const [search, setSearch] = useState('')
  const [filter, setFilter] = useState<Filter>({ isListed: 'true' })
  const [chosen, setChosen] = useState<GoodsItem | null>(null)
  const drawer = useOpener()
  const sought = useRested(search.trim(), 250)
  const asked = { ...filter, ...(sought ? { search: sought } : {}) }
  const pages = usePages(JSON.stringify(asked))
  const query = { pageSize: 50, ...asked, ...(pages.after ? { after: pages.after } : {}) }
  const found = useQuery({
    queryKey: queryKeys.goods(query),
    queryFn: () => readGoods(query),
    placeholderData: previous => previous,
  })
  const isUnlisted = filter.isListed === 'false'
  const isNarrowed = sought !== '' || filter.class !== undefined
  const show = (goods: GoodsItem | null) => {
    setChosen(goods)
    drawer.open()
  }
  const tools = (
    <>
      <ImportButton />
      <PermittedButton needs="organisation.manage" type="primary" onClick={() => show(null)}>
        {t('add')}
      </PermittedButton>
    </>
  )
  return (
    <Page title={t('title')} about={t('about')} tools={tools}>
      {isUnlisted ? <Alert type="info" showIcon title={t('unlistedAbout')} /> : null}
      <DataList
        label={t('title')}
        columns={useGoodsColumns({ isUnlisted, show })}
        rows={found.data?.goods}
        rowKey={row => row.sku}
        query={found}
        search={{ value: search, onChange: setSearch, placeholder: t('search') }}
        tools={<Filters filter={filter} onChange={setFilter} />}
        empty={{ title: t(isNarrowed ? 'notFound' : isUnlisted ? 'noneUnlisted' : 'none') }}
        {...(found.data ? { total: t('total', { count: count(found.data.total) }) } : {})}
        paging={{ pages, next: found.data?.next }}
        csvAddress="/v1/goods/export.csv"
        csvText={t('exportAll')}
      />
      <GoodsDrawer key={drawer.opening} goods={chosen} isOpen={drawer.isOpen} onClose={drawer.close} />
    </Page>
  )
}

/** No class begins with a blank, so the two answers that are no class do. */
const anyClass = ' any'
const noClass = ' none'

function Filters({ filter, onChange }: { filter: Filter; onChange: (filter: Filter) => void }) {
  const t = useTexts(goodsTexts)
  const { count } = useFormats()
  const { data } = useQuery({ queryKey: queryKeys.goodsClasses, queryFn: readClasses })
  const classes = data?.classes ?? []
  const chosen = filter.class === undefined ? anyClass : filter.class || noClass
  const choose = (value: string) => {
    const { isListed } = filter
    onChange(value === anyClass ? { isListed } : { isListed, class: value === noClass ? '' : value })
  }
  return (
    <>
      <Select
        aria-label={t('which')}
        className="goods-filter"
        value={filter.isListed}
        onChange={isListed => onChange({ ...filter, isListed })}
        options={[
          { value: 'true', label: t('listed') },
          { value: 'false', label: t('unlisted', { count: count(data?.unlisted ?? 0) }) },
        ]}
      />
      <Select
        aria-label={t('class')}
        className="goods-filter"
        value={chosen}
        onChange={choose}
        showSearch={{ optionFilterProp: 'label' }}
        options={[
          { value: anyClass, label: t('anyClass') },
          ...classes.map(one => ({
            value: one.class ?? noClass,
            label: t('classCount', { name: one.class ?? t('noClass'), count: count(one.count) }),
          })),
        ]}
      />
    </>
  )
}
