import { Button, Segmented } from 'antd'
import { useState } from 'react'
import { useReasonAgainst } from '../session/permitted-button.tsx'
import { useSession } from '../session/session.ts'
import { SignOutButton } from '../session/sign-out-button.tsx'
import { commonTexts } from '../texts/common.ts'
import { useTexts } from '../texts/phrases.ts'
import { tillTexts } from '../texts/till.ts'
import { Brand } from '../ui/brand.tsx'
import { LanguageSwitch } from '../ui/language-switch.tsx'
import { consoleBase } from '../ui/paths.ts'
import { forget, recallJson, rememberJson } from '../ui/storage.ts'
import { useTabTitle } from '../ui/tab-title.ts'
import type { TillPlace } from './basket.ts'
import { RefundPage } from './refund-page.tsx'
import { SalePage } from './sale-page.tsx'
import { TillSetup } from './till-setup.tsx'

const placeName = 'till.place'

function isPlace(value: unknown): value is TillPlace {
  return (
    typeof value === 'object' &&
    value !== null &&
    'storeCode' in value &&
    'tillCode' in value &&
    typeof value.storeCode === 'string' &&
    typeof value.tillCode === 'string'
  )
}

/** The remembered till, as long as it still exists and this person may use it. */
function usePlace() {
  const { stores } = useSession()
  const [place, setPlace] = useState(() => recallJson(placeName, isPlace))
  const store = stores.find(({ code }) => code === place?.storeCode)
  const till = store?.tills.find(({ code }) => code === place?.tillCode)
  return {
    place: store && till ? place : null,
    placeText: store && till ? `${store.name} · ${till.name}` : '',
    choose: (next: TillPlace) => {
      rememberJson(placeName, next)
      setPlace(next)
    },
    leave: () => {
      forget(placeName)
      setPlace(null)
    },
  }
}

export function Till() {
  const t = useTexts(tillTexts)
  const product = useTexts(commonTexts)('product')
  const why = useReasonAgainst()('checkout.settle')
  const { place, placeText, choose, leave } = usePlace()
  const [mode, setMode] = useState<'sale' | 'refund'>('sale')
  // What was scanned where no field took it, for the sale that begins with it.
  const [scanned, setScanned] = useState<string | null>(null)
  const toSale = (code: string | null = null) => {
    setScanned(code)
    setMode('sale')
  }
  useTabTitle(`${t('title')} · ${product}`)
  return (
    <div className="till">
      <header className="till-top">
        <Brand />
        {place && why === null ? (
          <>
            <Segmented
              aria-label={t('mode')}
              value={mode}
              onChange={setMode}
              options={[
                { value: 'sale', label: t('sale') },
                { value: 'refund', label: t('refund') },
              ]}
            />
            <Button
              type="text"
              className="till-place"
              aria-label={`${placeText} ${t('changeTill')}`}
              title={t('changeTill')}
              onClick={leave}
            >
              {placeText}
            </Button>
          </>
        ) : null}
        <div className="till-me">
          <Button type="link" href={`${consoleBase}/`}>
            {t('toConsole')}
          </Button>
          <LanguageSwitch />
          <SignOutButton />
        </div>
      </header>
      {why === null ? null : <main className="centered">{why}</main>}
      {why === null && !place ? <TillSetup onChoose={choose} /> : null}
      {why === null && place && mode === 'sale' ? (
        <SalePage place={place} scanned={scanned} onTaken={() => setScanned(null)} onRefund={() => setMode('refund')} />
      ) : null}
      {why === null && place && mode === 'refund' ? <RefundPage place={place} onSale={toSale} /> : null}
    </div>
  )
}
