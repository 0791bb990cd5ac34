import { Alert, Button, Segmented } from 'antd'
import type { Quote } from '../api/answers.ts'
import { Effects } from '../receipt/effects.tsx'
import { useTexts } from '../texts/phrases.ts'
import { tillTexts } from '../texts/till.ts'
import { ErrorNote } from '../ui/error-note.tsx'
import { useFormats } from '../ui/formats.ts'
import type { TillPlace } from './basket.ts'
import { CouponChoice } from './coupon-choice.tsx'
import { EarlyAccess } from './early-access.tsx'
import { RedeemChoice } from './redeem-choice.tsx'
import type { useSale } from './sale.ts'
import type { useSettling } from './settling.ts'
import { useTenderOptions } from './tenders.ts'

type PayPanelProps = { place: TillPlace; sale: ReturnType<typeof useSale>; desk: ReturnType<typeof useSettling> }

/** What it costs, why, what points could do, and the one button that settles. */
export function PayPanel({ place, sale, desk }: PayPanelProps) {
  const { quote, quoteError, isFresh, refusal, quoteAgain } = desk
  const t = useTexts(tillTexts)
  const { wishes } = sale.sale
  const hasWish = Object.values(wishes).some(points => points > 0) || (sale.sale.coupons?.use.length ?? 0) > 0
  return (
    <section className="pay" aria-label={t('toPay')}>
      <div className="pay-story" aria-busy={!isFresh}>
        {refusal ? <Alert role="alert" type="warning" showIcon title={refusal} /> : null}
        {quoteError ? (
          <>
            <ErrorNote error={quoteError} onRetry={quoteAgain} />
            {hasWish ? <Button onClick={sale.wishNothing}>{t('redeemNothing')}</Button> : null}
          </>
        ) : null}
        <EarlyAccess sale={sale} place={place} error={quoteError} />
        {quote ? <Totals quote={quote} /> : null}
        {quote || quoteError || sale.sale.basket.length === 0 ? null : <p className="soft">{t('pricing')}</p>}
        {quote && quote.choices.length > 0 ? (
          <div data-area="points" className="pay-choices">
            {quote.choices.map(choice => (
              <RedeemChoice
                key={choice.rule}
                choice={choice}
                points={wishes[choice.rule] ?? 0}
                onWish={points => sale.wish(choice.rule, points)}
              />
            ))}
          </div>
        ) : null}
        {quote ? <CouponChoice sale={sale} coupons={quote.coupons} onClaimed={quoteAgain} /> : null}
        {quote && quote.effects.length > 0 ? (
          <div>
            <h2 className="small-title">{t('why')}</h2>
            <Effects effects={quote.effects} label={t('why')} />
          </div>
        ) : null}
      </div>
      <PayBar desk={desk} />
    </section>
  )
}

function Totals({ quote: { lines, effects } }: { quote: Quote }) {
  const t = useTexts(tillTexts)
  const { money, count } = useFormats()
  const sum = (
    part: 'grossCents' | 'manualDiscountCents' | 'offerDiscountCents' | 'levelDiscountCents' | 'pointsDiscountCents',
  ) => lines.reduce((all, line) => all + line[part], 0)
  const earned = effects.reduce((all, effect) => all + (effect.kind === 'earned' ? (effect.points ?? 0) : 0), 0)
  const rows = [
    { label: t('gross'), cents: sum('grossCents') },
    { label: t('manualDiscounts'), cents: -sum('manualDiscountCents') },
    { label: t('offerDiscounts'), cents: -sum('offerDiscountCents') },
    { label: t('levelDiscounts'), cents: -sum('levelDiscountCents') },
    { label: t('pointsDiscounts'), cents: -sum('pointsDiscountCents') },
  ].filter(({ cents }, index) => index === 0 || cents !== 0)
  return (
    <dl className="totals">
      {rows.map(({ label, cents }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd className="figures">{money(cents)}</dd>
        </div>
      ))}
      {earned > 0 ? (
        <div className="earns">
          <dt>{t('earns', { points: t('points', { count: count(earned) }) })}</dt>
        </div>
      ) : null}
    </dl>
  )
}

function PayBar({ desk }: Pick<PayPanelProps, 'desk'>) {
  const { quote, quoteError, isFresh, isSending, tender, chooseTender, settle } = desk
  const t = useTexts(tillTexts)
  const { money } = useFormats()
  // Goods without a price are not free.
  const amount = quoteError ? '—' : money(quote?.payableCents ?? 0)
  const options = useTenderOptions()
  return (
    <div className="pay-bar">
      <div className="pay-amount" aria-live="polite">
        <span>{t('toPay')}</span>
        <strong className={isFresh ? 'figures' : 'figures waiting'}>{amount}</strong>
      </div>
      <div className="pay-tender" data-area="tender">
        <Segmented block aria-label={t('tender')} value={tender} onChange={chooseTender} options={options} />
        <kbd aria-hidden>F9</kbd>
      </div>
      <Button
        type="primary"
        size="large"
        block
        className="settle"
        disabled={!quote || !isFresh}
        loading={isSending}
        onClick={settle}
      >
        {t('settle', { amount })} <kbd>F4</kbd>
      </Button>
    </div>
  )
}
