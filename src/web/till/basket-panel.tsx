import { DeleteOutlined, MinusOutlined, PlusOutlined } from '@ant-design/icons'
import { App, Button, type InputRef } from 'antd'
import { type KeyboardEvent, type RefObject, useRef, useState } from 'react'
import type { ReceiptLine } from '../api/answers.ts'
import { useTexts } from '../texts/phrases.ts'
import { tillTexts } from '../texts/till.ts'
import { useFormats } from '../ui/formats.ts'
import { type Basket, type BasketLine, grossCents, withGoods, withoutLine, withQuantity } from './basket.ts'
import { DiscountButton } from './discount-button.tsx'
import { focusFirstIn } from './focus.ts'
import type { Waiting } from './goods-entry.ts'
import { GoodsForm } from './goods-form.tsx'
import { knownGoods } from './known-goods.ts'
import { PriceButton } from './price-button.tsx'
import type { WaitingGoods } from './waiting-goods.ts'

type Change = (change: (basket: Basket) => Basket) => void

type BasketPanelProps = {
  basket: Basket
  /** The same lines as the quote priced them. */
  lines: readonly ReceiptLine[]
  inputRef: RefObject<InputRef | null>
  waiting: WaitingGoods
  onWaiting: Waiting
  onChange: Change
  onStartOver: () => void
}

/** Goods come in at the top and stand below; the line that keys act on is marked. */
export function BasketPanel({ basket, lines, inputRef, waiting, onWaiting, onChange, onStartOver }: BasketPanelProps) {
  const t = useTexts(tillTexts)
  const [marked, setMarked] = useState(0)
  const current = basket.find(line => line.lineNumber === marked) ?? basket.at(-1)
  const list = useRef<HTMLUListElement>(null)
  const { modal } = App.useApp()
  const askToClear = () =>
    modal.confirm({
      title: t('clearAsk'),
      okText: t('clear'),
      autoFocusButton: 'ok',
      onOk: onStartOver,
    })
  const onKey = (event: KeyboardEvent) => {
    if (focusFirstIn(list.current, `[aria-current] [data-key="${CSS.escape(event.key)}"]`)) {
      event.preventDefault()
      if (document.activeElement instanceof HTMLElement) document.activeElement.click()
    } else if (current && actOnLine(event.key, { basket, current, onChange, setMarked })) event.preventDefault()
  }
  return (
    <section className="sheet basket" aria-label={t('basket')}>
      <GoodsForm
        inputRef={inputRef}
        onIdleKey={onKey}
        waiting={waiting}
        on={onWaiting}
        known={sku => basket.findLast(line => line.sku === sku) ?? knownGoods(sku)}
        onAdd={(goods, quantity) => {
          onChange(now => withGoods(now, goods, quantity))
          setMarked(0)
        }}
      />
      {basket.length === 0 && waiting.length === 0 ? <p className="basket-empty">{t('basketEmpty')}</p> : null}
      <ul ref={list} className="basket-lines" aria-label={t('basket')}>
        {basket.map(line => (
          <BasketRow
            key={line.lineNumber}
            line={line}
            priced={lines.find(({ lineNumber }) => lineNumber === line.lineNumber)}
            isMarked={line === current}
            onMark={() => setMarked(line.lineNumber)}
            onChange={onChange}
          />
        ))}
      </ul>
      {basket.length + waiting.length > 0 ? (
        <div className="basket-foot">
          <span className="soft">{t('keysHint')}</span>
          <Button type="text" onClick={() => void askToClear()}>
            {t('clear')}
          </Button>
        </div>
      ) : null}
    </section>
  )
}

type LineKeys = { basket: Basket; current: BasketLine; onChange: Change; setMarked: (lineNumber: number) => void }

/** @returns whether the key meant the marked line */
function actOnLine(key: string, { basket, current, onChange, setMarked }: LineKeys): boolean {
  const { lineNumber, quantity } = current
  const neighbour = (by: number) => basket[basket.indexOf(current) + by]?.lineNumber ?? lineNumber
  switch (key) {
    case '+':
      onChange(now => withQuantity(now, lineNumber, quantity + 1))
      return true
    case '-':
      onChange(now => withQuantity(now, lineNumber, quantity - 1))
      return true
    case 'Delete':
      onChange(now => withoutLine(now, lineNumber))
      return true
    case 'ArrowUp':
      setMarked(neighbour(-1))
      return true
    case 'ArrowDown':
      setMarked(neighbour(1))
      return true
    default:
      return false
  }
}

type BasketRowProps = {
  line: BasketLine
  priced: ReceiptLine | undefined
  isMarked: boolean
  onMark: () => void
  onChange: Change
}

function BasketRow({ line, priced, isMarked, onMark, onChange }: BasketRowProps) {
  const t = useTexts(tillTexts)
  const { money, count } = useFormats()
  const name = line.name || line.sku
  const { lineNumber, quantity } = line
  const payable = priced?.payableCents ?? grossCents(line)
  const isReduced = payable !== grossCents(line)
  const quantityBy = (by: number) => onChange(now => withQuantity(now, lineNumber, quantity + by))
  return (
    <li
      className={isMarked ? 'basket-line marked' : 'basket-line'}
      {...(isMarked ? { 'aria-current': true } : {})}
      onPointerDown={onMark}
    >
      <div className="basket-name">
        <strong>{name}</strong>
        <span className="soft">
          {line.name ? `${line.sku} · ` : ''}
          {t('unit', { price: money(line.unitPriceCents) })}
          {line.discount
            ? ` · ${t('lineDiscount', { amount: money(line.discount.cents) })}：${line.discount.reason}`
            : ''}
        </span>
      </div>
      <div className="stepper">
        <Button
          icon={<MinusOutlined aria-hidden />}
          aria-label={t('less', { name })}
          disabled={quantity <= 1}
          onClick={() => quantityBy(-1)}
        />
        <span className="figures">{count(quantity)}</span>
        <Button icon={<PlusOutlined aria-hidden />} aria-label={t('more', { name })} onClick={() => quantityBy(1)} />
      </div>
      <div className="basket-money figures">
        <strong>{money(payable)}</strong>
        {isReduced ? <s className="soft">{money(grossCents(line))}</s> : null}
      </div>
      <div className="basket-actions">
        <PriceButton line={line} onChange={onChange} />
        <DiscountButton line={line} onChange={onChange} />
        <Button
          type="text"
          icon={<DeleteOutlined aria-hidden />}
          aria-label={t('remove', { name })}
          onClick={() => onChange(now => withoutLine(now, lineNumber))}
        />
      </div>
    </li>
  )
}
