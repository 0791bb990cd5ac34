import { BarcodeOutlined } from '@ant-design/icons'
import { Button, Input, type InputRef } from 'antd'
import { type KeyboardEvent, type RefObject, useEffect, useId, useRef } from 'react'
import { useTexts } from '../texts/phrases.ts'
import { tillTexts } from '../texts/till.ts'
import { useFormats } from '../ui/formats.ts'
import type { Goods } from './basket.ts'
import { type Draft, type GoodsField, type NamedGoods, useGoodsEntry } from './goods-entry.ts'

type GoodsFormProps = {
  inputRef: RefObject<InputRef | null>
  /** Keys pressed while the SKU field is empty: they mean the basket. */
  onIdleKey: (event: KeyboardEvent) => void
  start: NamedGoods | null
  known: (sku: string) => Goods | undefined
  onAdd: (goods: Goods, pieces: number) => void
}

export function GoodsForm({ inputRef, onIdleKey, start, known, onAdd }: GoodsFormProps) {
  const t = useTexts(tillTexts)
  const { symbol } = useFormats()
  const problemId = useId()
  const name = useRef<InputRef>(null)
  const price = useRef<InputRef>(null)
  const quantity = useRef<InputRef>(null)
  const fields: Record<GoodsField, RefObject<InputRef | null>> = { sku: inputRef, name, price, quantity }
  const entry = useGoodsEntry({
    start,
    known,
    // Selected, so that what is typed next replaces what stood there.
    focus: field => fields[field].current?.focus({ cursor: 'all' }),
    isAt: field => fields[field].current?.input === document.activeElement,
    onAdd,
  })
  useEffect(() => {
    if (start) price.current?.focus()
  }, [start])
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
      <Input {...text('name', t('goodsName'))} maxLength={200} onPressEnter={entry.leaveName} />
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
          {t(problemOf(unclear, draft))}
        </p>
      ) : null}
    </fieldset>
  )
}

function problemOf(unclear: GoodsField, { price }: Draft) {
  if (unclear === 'name') return 'nameOdd'
  if (unclear !== 'price') return 'quantityUnclear'
  return price.trim() === '' ? 'priceUnclear' : 'priceOdd'
}

function partOf(field: GoodsField, value: string): Partial<Draft> {
  return { [field]: value }
}
