import type { InputRef } from 'antd'
import { useRef } from 'react'
import { sentenceOf } from '../api/errors.ts'
import { useTexts } from '../texts/phrases.ts'
import { tillTexts } from '../texts/till.ts'
import type { TillPlace } from './basket.ts'
import { BasketPanel } from './basket-panel.tsx'
import { MemberPanel } from './member-panel.tsx'
import { PayPanel } from './pay-panel.tsx'
import { useSale } from './sale.ts'
import { useSettling } from './settling.ts'
import { useShortcuts } from './shortcuts.ts'
import { SuccessScreen } from './success-screen.tsx'
import { UnansweredScreen } from './unanswered-screen.tsx'

/** Member and goods on one side, the price and its reasons on the other. */
export function SalePage({ place, onRefund }: { place: TillPlace; onRefund: () => void }) {
  const t = useTexts(tillTexts)
  const sale = useSale()
  const memberInput = useRef<InputRef>(null)
  const goodsInput = useRef<InputRef>(null)
  const desk = useSettling(place, sale)
  const { done, settle, next } = desk
  useShortcuts({
    f2: () => memberInput.current?.focus(),
    f3: () => goodsInput.current?.focus(),
    f4: settle,
    f8: onRefund,
    ...(done ? { escape: next } : {}),
  })
  if (done) return <SuccessScreen receipt={done} tender={desk.tender} onNext={next} />
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
    <main className="sale">
      <h1 className="only-heard">{t('sale')}</h1>
      <div className="sale-work">
        <MemberPanel
          member={sale.sale.member}
          storeCode={place.storeCode}
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
          basket={sale.sale.basket}
          lines={desk.quote?.lines ?? []}
          inputRef={goodsInput}
          onChange={sale.changeBasket}
          onStartOver={sale.startOver}
        />
      </div>
      <PayPanel sale={sale} desk={desk} />
    </main>
  )
}
