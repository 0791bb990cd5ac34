import { BarcodeOutlined } from '@ant-design/icons'
import { Button, Input, type InputRef } from 'antd'
import { type KeyboardEvent, type RefObject, useId, useRef } from 'react'
import { useTexts } from '../texts/phrases.ts'
import { tillTexts } from '../texts/till.ts'
import { useFormats } from '../ui/formats.ts'
import type { Goods } from './basket.ts'
import { type Draft, type GoodsField, useGoodsEntry } from './goods-entry.ts'

type GoodsFormProps = {
  inputRef: RefObject<InputRef | null>
  /** Keys pressed while the SKU field is empty: they mean the basket. */
  onIdleKey: (event: KeyboardEvent) => void
  onAdd: (goods: Goods, pieces: number) => void
}

export function GoodsForm({ inputRef, onIdleKey, onAdd }: GoodsFormProps) {
  const t = useTexts(tillTexts)
  const { symbol } = useFormats()
  const problemId = useId()
  const name = useRef<InputRef>(null)
  const price = useRef<InputRef>(null)
  const quantity = useRef<InputRef>(null)
  const fields: Record<GoodsField, RefObject<InputRef | null>> = { sku: inputRef, name, price, quantity }
  const entry = useGoodsEntry({ focus: field => fields[field].current?.focus(), onAdd })
  const { draft, unclear, add } = entry
  const text = (field: GoodsField, label: string) => ({
    ref: fields[field],
    'aria-label': label,
    placeholder: label,
    autoComplete: 'off',
    value: draft[field],
    onChange: (event: { target: { value: string } }) => entry.change(partOf(field, event.target.value)),
    ...(unclear === field ? { status: 'error' as const, 'aria-describedby': problemId } : {}),
  })
  return (
    <fieldset className="goods-form" aria-label={t('goods')}>
      <Input
        {...text('sku', t('sku'))}
        prefix={<BarcodeOutlined aria-hidden />}
        suffix={<kbd>F3</kbd>}
        maxLength={80}
        onPressEnter={entry.scan}
        onBlur={entry.fillIn}
        onKeyDown={event => draft.sku === '' && onIdleKey(event)}
      />
      <Input {...text('name', t('goodsName'))} maxLength={200} onPressEnter={() => price.current?.focus()} />
      <Input {...text('price', t('price', { symbol }))} inputMode="decimal" onPressEnter={add} />
      <Input
        {...text('quantity', t('quantity'))}
        inputMode="numeric"
        onFocus={event => event.target.select()}
        onPressEnter={add}
      />
      <Button type="primary" ghost onClick={add}>
        {t('add')}
      </Button>
      {unclear ? (
        <p id={problemId} role="alert" className="goods-problem">
          {t(unclear === 'price' ? 'priceUnclear' : 'quantityUnclear')}
        </p>
      ) : null}
    </fieldset>
  )
}

function partOf(field: GoodsField, value: string): Partial<Draft> {
  return { [field]: value }
}
