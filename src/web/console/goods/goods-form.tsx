import { useQueryClient } from '@tanstack/react-query'
import { Alert, App } from 'antd'
import { useState } from 'react'
import { goodsKinds, goodsUnits } from '../../../shared/contract/catalog.ts'
import { useAction } from '../../api/action.ts'
import type { GoodsItem } from '../../api/answers.ts'
import { goodsNow, nameOfGoods, putGoods } from '../../api/catalog.ts'
import { ApiError } from '../../api/errors.ts'
import { queryKeys } from '../../api/query-keys.ts'
import { commonTexts } from '../../texts/common.ts'
import { dangerTexts, goodsKindWords, goodsTexts, goodsUnitWords } from '../../texts/goods.ts'
import { useTexts, useWord } from '../../texts/phrases.ts'
import { EntryForm, type Field } from '../../ui/entry-form.tsx'
import { useFormats } from '../../ui/formats.ts'
import { pageNow } from '../../ui/page-now.ts'
import {
  changesOf,
  type Danger,
  dangersOf,
  entryOf,
  type GoodsChange,
  type GoodsValues,
  noValues,
  valuesOf,
} from './goods-values.ts'

type GoodsFormProps = { goods: GoodsItem | null; onDone: () => void; onCancel: () => void }

export function GoodsForm({ goods, onDone, onCancel }: GoodsFormProps) {
  const t = useTexts(goodsTexts)
  const common = useTexts(commonTexts)
  const { timeZone } = useFormats()
  const { message, modal } = App.useApp()
  const cache = useQueryClient()
  const [wrong, setWrong] = useState<string | null>(null)
  const dangers = useDangerSentences()
  // As the server has them: another than `goods` once somebody else changed them meanwhile.
  const [base, setBase] = useState(goods)
  const saving = useAction({
    send: async (entry: Parameters<typeof putGoods>[0], key: string) => {
      try {
        return await putGoods({ ...entry, ...(base ? { replaces: base.version } : {}) }, key)
      } catch (error) {
        if (goods && isChangedMeanwhile(error)) setBase((await goodsNow(goods.sku)) ?? goods)
        throw error
      }
    },
    asker: 'form',
    onDone: () => {
      void cache.invalidateQueries({ queryKey: queryKeys.everyGoods })
      void message.success(t('saved'))
      onDone()
    },
  })
  const submit = async (values: GoodsValues) => {
    const entry = entryOf(values, { before: goods, zone: timeZone })
    if (entry === 'wrongCost' || entry === 'wrongTime') return setWrong(t(entry))
    // A new entry must not replace another without a word; the server replaces entries whole.
    const taken = goods ? null : await nameOfGoods(entry.sku).catch(() => null)
    if (taken !== null) return setWrong(t('taken', { name: taken }))
    setWrong(null)
    const told = dangersOf(base, entry, pageNow())
    if (told.length === 0) return saving.start(entry)
    modal.confirm({
      title: t('sure'),
      content: <ul className="danger-list">{dangers(told)}</ul>,
      okText: common('confirm'),
      cancelText: common('cancel'),
      onOk: () => saving.start(entry),
    })
  }
  return (
    <EntryForm
      label={goods?.name ?? t('add')}
      fields={useFields(goods)}
      initial={goods ? valuesOf(goods, timeZone) : noValues}
      submitText={common('save')}
      isBusy={saving.isBusy}
      errorText={wrong ?? saving.errorText}
      preview={() => (goods && base ? <ChangedMeanwhile changes={changesOf(goods, base, timeZone)} /> : null)}
      onSubmit={values => void submit(values)}
      onCancel={onCancel}
    />
  )
}

const isChangedMeanwhile = (error: unknown) => error instanceof ApiError && error.code === 'catalog/changed-meanwhile'

/** What was typed stays; whoever saves again knows what it replaces. */
function ChangedMeanwhile({ changes }: { changes: readonly GoodsChange[] }) {
  const t = useTexts(goodsTexts)
  const common = useTexts(commonTexts)
  const kind = useWord(goodsKindWords)
  const unit = useWord(goodsUnitWords)
  const labels = { ...goodsFieldTexts, day: 'onSaleDay', time: 'onSaleTime' } as const
  const spoken = (field: GoodsChange['field'], value: string) => {
    if (value === '') return common('nothing')
    if (field === 'unit') return unit(value)
    return field === 'kind' ? kind(value) : value
  }
  if (changes.length === 0) return null
  const list = changes.map(({ field, before, after }) => (
    <li key={field}>
      {t('changedField', { field: t(labels[field]), before: spoken(field, before), after: spoken(field, after) })}
    </li>
  ))
  return (
    <Alert
      className="form-error"
      type="warning"
      showIcon
      title={t('changedMeanwhile')}
      description={<ul className="danger-list">{list}</ul>}
    />
  )
}

const goodsFieldTexts = {
  sku: 'sku',
  name: 'name',
  class: 'class',
  brand: 'brand',
  kind: 'kind',
  unit: 'unit',
  cost: 'cost',
} as const

function useFields(goods: GoodsItem | null): Field<keyof GoodsValues>[] {
  const t = useTexts(goodsTexts)
  const kind = useWord(goodsKindWords)
  const unit = useWord(goodsUnitWords)
  const sku: Field<keyof GoodsValues> = {
    name: 'sku',
    label: t('sku'),
    hint: t('skuHint'),
    isRequired: true,
    lengthMax: 80,
  }
  return [
    ...(goods ? [] : [sku]),
    { name: 'name', label: t('name'), isRequired: true, lengthMax: 200 },
    { name: 'class', label: t('class'), lengthMax: 80 },
    { name: 'brand', label: t('brand'), lengthMax: 80 },
    {
      name: 'kind',
      label: t('kind'),
      kind: 'choice',
      isRequired: true,
      options: goodsKinds.map(value => ({ value, label: kind(value) })),
    },
    {
      name: 'unit',
      label: t('unit'),
      kind: 'choice',
      isRequired: true,
      options: goodsUnits.map(value => ({ value, label: unit(value) })),
    },
    { name: 'cost', label: t('cost'), hint: t('costHint'), lengthMax: 16 },
    { name: 'day', label: t('onSaleDay'), kind: 'day', hint: t('onSaleDayHint') },
    { name: 'time', label: t('onSaleTime'), lengthMax: 5 },
  ]
}

function useDangerSentences() {
  const t = useTexts(dangerTexts)
  const common = useTexts(commonTexts)
  const kind = useWord(goodsKindWords)
  const unit = useWord(goodsUnitWords)
  const { instant } = useFormats()
  const spoken = ({ what }: Danger, value: string) => {
    if (value === '') return common('nothing')
    if (what === 'unit') return unit(value)
    if (what === 'kind') return kind(value)
    return what === 'class' || what === 'brand' ? value : instant(value)
  }
  return (dangers: readonly Danger[]) =>
    dangers.map(danger => (
      <li key={danger.what}>
        {t(danger.what, { before: spoken(danger, danger.before), after: spoken(danger, danger.after) })}
      </li>
    ))
}
