import { BarcodeOutlined } from '@ant-design/icons'
import { Button, Input, type InputRef, Tag } from 'antd'
import { type KeyboardEvent, type RefObject, useId, useRef } from 'react'
import { useTexts } from '../texts/phrases.ts'
import { tillTexts } from '../texts/till.ts'
import { useFormats } from '../ui/formats.ts'
import type { Goods } from './basket.ts'
import { type Draft, type GoodsField, useGoodsEntry, type Waiting } from './goods-entry.ts'
import { keepsNoScan } from './scanner.ts'
import type { WaitingGoods } from './waiting-goods.ts'

type GoodsFormProps = {
  inputRef: RefObject<InputRef | null>
  /** Keys pressed while the SKU field is empty: they mean the basket. */
  onIdleKey: (event: KeyboardEvent) => void
  waiting: WaitingGoods
  on: Waiting
  known: (sku: string) => Goods | undefined
  onAdd: (goods: Goods, pieces: number) => void
}

export function GoodsForm({ inputRef, onIdleKey, waiting, on, known, onAdd }: GoodsFormProps) {
  const t = useTexts(tillTexts)
  const { symbol } = useFormats()
  const problemId = useId()
  const name = useRef<InputRef>(null)
  const price = useRef<InputRef>(null)
  const quantity = useRef<InputRef>(null)
  const fields: Record<GoodsField, RefObject<InputRef | null>> = { sku: inputRef, name, price, quantity }
  const entry = useGoodsEntry({
    waiting,
    on,
    known,
    // Selected, so that what is typed next replaces what stood there.
    focus: field => fields[field].current?.focus({ cursor: 'all' }),
    isAt: field => fields[field].current?.input === document.activeElement,
    onAdd,
  })
  const { draft, unclear, add } = entry
  const text = (field: GoodsField, label: string) => ({
    ref: fields[field],
    'aria-label': label,
    placeholder: label,
    autoComplete: 'off',
    value: draft[field],
    // A field for the number takes scans, unless goods in the form lack their price: they would be written over.
    ...(field === 'sku' && waiting.length === 0 ? {} : keepsNoScan),
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
      <Behind goods={waiting.slice(1)} onRemove={on.waitNoMore} />
      {unclear ? (
        <p id={problemId} role="alert" className="goods-problem">
          {t(problemOf(unclear, draft))}
        </p>
      ) : null}
    </fieldset>
  )
}

/** What was scanned while the form waited for a price: it is told, and comes into the form after. */
function Behind({ goods, onRemove }: { goods: WaitingGoods; onRemove: (sku: string) => void }) {
  const t = useTexts(tillTexts)
  const { count } = useFormats()
  return (
    <output className="goods-behind">
      {goods.length > 0 ? t('behind') : null}
      {goods.map(({ sku, pieces }) => (
        <Tag
          key={sku}
          closable={{ 'aria-label': t('remove', { name: sku }) }}
          onClose={event => {
            event.preventDefault()
            onRemove(sku)
          }}
        >
          {pieces > 1 ? `${sku} × ${count(pieces)}` : sku}
        </Tag>
      ))}
    </output>
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
