import { App, type InputRef } from 'antd'
import { type RefObject, useEffect, useRef, useState } from 'react'
import { nameOfGoods } from '../api/catalog.ts'
import { sentenceOf } from '../api/errors.ts'
import { useTexts } from '../texts/phrases.ts'
import { tillTexts } from '../texts/till.ts'
import { tillKeyTexts } from '../texts/till-keys.ts'
import { type TillPlace, withGoods } from './basket.ts'
import { BasketPanel } from './basket-panel.tsx'
import { focusFirstIn, focusNextIn, useFocusKept } from './focus.ts'
import { knownGoods } from './known-goods.ts'
import { MemberPanel } from './member-panel.tsx'
import { PayPanel } from './pay-panel.tsx'
import { useSale } from './sale.ts'
import { useScanner } from './scanner.ts'
import { useSettling } from './settling.ts'
import { useShortcuts } from './shortcuts.ts'
import { SuccessScreen } from './success-screen.tsx'
import { TillKeys } from './till-keys.tsx'
import { UnansweredScreen } from './unanswered-screen.tsx'

/** What was scanned before this page stood. */
type Scanned = { scanned: string | null; onTaken: () => void }

/** Member and goods on one side, the price and its reasons on the other. */
export function SalePage({ place, onRefund, ...begin }: { place: TillPlace; onRefund: () => void } & Scanned) {
  const t = useTexts(tillTexts)
  const sale = useSale()
  const memberInput = useRef<InputRef>(null)
  const goodsInput = useRef<InputRef>(null)
  const desk = useSettling(place, sale)
  const page = useRef<HTMLElement>(null)
  const { done, settle } = desk
  const fresh = useFreshSale(sale, desk)
  const { member, basket, waiting = [] } = sale.sale
  const isUntouched = member === null && basket.length + waiting.length === 0
  const scanField = isUntouched ? memberInput : goodsInput
  useScanBefore(begin, code => (isUntouched ? fresh.next(code) : takeScan(code, sale)))
  useScanner(scanField, {
    arrival: done || desk.unanswered ? null : String(fresh.round),
    onScan: code => takeScan(code, sale),
    onLooseScan: done ? fresh.next : undefined,
  })
  const areas = useAreas(page)
  useShortcuts({
    f2: () => memberInput.current?.focus({ cursor: 'all' }),
    f3: () => goodsInput.current?.focus({ cursor: 'all' }),
    f4: settle,
    f8: onRefund,
    ...areas,
    escape: done ? () => fresh.next() : () => scanField.current?.focus({ cursor: 'all' }),
  })
  useFocusKept(() => {
    if (scanField.current) scanField.current.focus()
    else focusFirstIn(document.querySelector('main'))
  })
  if (done) return <SuccessScreen receipt={done} tender={desk.tender} onNext={() => fresh.next()} />
  if (desk.unanswered)
    return (
      <UnansweredScreen
        title={t('unanswered')}
        body={desk.unanswered.body}
        errorText={desk.error ? sentenceOf(desk.error) : null}
        onTryAgain={desk.tryAgain}
      />
    )
  return (
    <>
      <main className="sale" ref={page}>
        <h1 className="only-heard">{t('sale')}</h1>
        <div className="sale-work">
          <MemberPanel
            key={`member ${fresh.round}`}
            {...fresh.firstScan}
            asGoods={text => takeAsGoods(text, { sale, focus: () => goodsInput.current?.focus() })}
            member={sale.sale.member}
            place={place}
            inputRef={memberInput}
            onChoose={chosen => {
              sale.chooseMember(chosen)
              goodsInput.current?.focus()
            }}
            onRemove={() => {
              sale.chooseMember(null)
              requestAnimationFrame(() => memberInput.current?.focus())
            }}
          />
          <BasketPanel
            key={`basket ${fresh.round}`}
            waiting={waiting}
            onWaiting={sale}
            basket={sale.sale.basket}
            lines={desk.quote?.lines ?? []}
            inputRef={goodsInput}
            onChange={sale.changeBasket}
            onStartOver={fresh.startOver}
          />
        </div>
        <PayPanel place={place} sale={sale} desk={desk} />
      </main>
      <TillKeys screen="sale" />
    </>
  )
}

/** A sale in hand takes the scan as goods; otherwise the next one begins with it. Each is taken once. */
function useScanBefore({ scanned, onTaken }: Scanned, take: (code: string) => void): void {
  const taken = useRef<string | null>(null)
  useEffect(() => {
    if (scanned === null || taken.current === scanned) return
    taken.current = scanned
    onTaken()
    take(scanned)
  })
}

/** Keys that lead to a part of the page, and say so when it is not there. */
function useAreas(page: RefObject<HTMLElement | null>): Record<'f6' | 'f7' | 'f9' | 'f10', () => void> {
  const t = useTexts(tillKeyTexts)
  const { message } = App.useApp()
  const area = (name: string) => page.current?.querySelector(`[data-area="${name}"]`) ?? null
  return {
    f6: () => {
      if (!focusNextIn(area('points'), '[role="spinbutton"]')) void message.info(t('noPoints'))
    },
    f7: () => {
      if (!focusFirstIn(area('coupons'))) void message.info(t('noCoupons'))
    },
    f9: () => focusFirstIn(area('tender'), 'input:checked'),
    f10: () => {
      for (const details of area('extras')?.querySelectorAll('details') ?? []) details.open = true
      if (!focusFirstIn(area('extras'))) void message.info(t('noExtras'))
    },
  }
}

/** Goods with a price are in the basket at once; the others wait for theirs. */
function takeScan(sku: string, { sale, changeBasket, waitForPrice }: ReturnType<typeof useSale>): void {
  const known = sale.basket.findLast(line => line.sku === sku) ?? knownGoods(sku)
  if (!known) waitForPrice(sku)
  else changeBasket(now => withGoods(now, { sku, name: known.name, unitPriceCents: known.unitPriceCents }, 1))
}

type TakeOptions = { sale: ReturnType<typeof useSale>; focus: () => void }

/** A guest's sale may start with goods scanned where members are. @returns whether anybody knows these goods */
async function takeAsGoods(sku: string, { sale, focus }: TakeOptions): Promise<boolean> {
  const known = knownGoods(sku)
  if (known) {
    sale.changeBasket(now => withGoods(now, known, 1))
    focus()
    return true
  }
  // Without an answer it is a member whom nobody knows.
  const name = await nameOfGoods(sku).catch(() => null)
  if (name) sale.waitForPrice(sku)
  return name !== null
}

/** What a sale starts with; starting over also leaves nothing half-typed and no error behind. */
function useFreshSale(sale: ReturnType<typeof useSale>, desk: ReturnType<typeof useSettling>) {
  // Counts customers.
  const [round, setRound] = useState(0)
  const [code, setCode] = useState<string | null>(null)
  const next = (scanned: string | null = null) => {
    desk.next()
    setCode(scanned)
    setRound(now => now + 1)
  }
  return {
    round,
    next,
    firstScan: { firstScan: code, onFirstScan: () => setCode(null) },
    startOver: () => {
      sale.startOver()
      next()
    },
  }
}
