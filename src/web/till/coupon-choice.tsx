import { Button, Input } from 'antd'
import { useState } from 'react'
import { useAction } from '../api/action.ts'
import type { Quote } from '../api/answers.ts'
import { claimCoupon } from '../api/coupons.ts'
import { couponTexts } from '../texts/offers.ts'
import { useTexts } from '../texts/phrases.ts'
import { useFormats } from '../ui/formats.ts'
import { useOwnText } from '../ui/language.ts'
import type { useSale } from './sale.ts'

type Choice = Quote['coupons'][number]

/** The member's coupons on this basket: which are used, why others are not, and a field for a code on paper. */
export function CouponChoice({
  sale,
  coupons,
  onClaimed,
}: {
  sale: ReturnType<typeof useSale>
  coupons: readonly Choice[]
  onClaimed: () => void
}) {
  const t = useTexts(couponTexts)
  const { member } = sale.sale
  if (!member) return null
  return (
    <fieldset className="redeem" aria-label={t('title')} data-area="coupons">
      <div className="redeem-head">
        <strong>
          {t('title')} <kbd aria-hidden>F7</kbd>
        </strong>
      </div>
      {coupons.length > 0 ? (
        <ul className="plain-list">
          {coupons.map(coupon => (
            <CouponLine key={coupon.couponId} sale={sale} coupon={coupon} />
          ))}
        </ul>
      ) : null}
      <CodeField memberNumber={member.memberNumber} onClaimed={onClaimed} />
    </fieldset>
  )
}

function CouponLine({ sale, coupon }: { sale: ReturnType<typeof useSale>; coupon: Choice }) {
  const t = useTexts(couponTexts)
  const own = useOwnText()
  const { money, day } = useFormats()
  const name = own(coupon.name)
  const isKept = sale.sale.coupons?.without.includes(coupon.couponId) === true
  const why = isKept ? t('kept') : coupon.why
  const said = coupon.isUsed ? t('saved', { amount: money(coupon.offCents) }) : why
  const through = coupon.validThrough ? t('through', { day: day(coupon.validThrough) }) : t('forEver')
  return (
    <li>
      <div>
        <div>{name}</div>
        <div className="soft">{[said, through].filter(Boolean).join(' · ')}</div>
      </div>
      <Button
        size="small"
        aria-label={t(coupon.isUsed ? 'keepNamed' : 'useNamed', { name })}
        onClick={() => (coupon.isUsed ? sale.keepCoupon(coupon.couponId) : sale.askForCoupon(coupon.couponId))}
      >
        {t(coupon.isUsed ? 'keep' : 'use')}
      </Button>
    </li>
  )
}

function CodeField({ memberNumber, onClaimed }: { memberNumber: string; onClaimed: () => void }) {
  const t = useTexts(couponTexts)
  const [code, setCode] = useState('')
  const claiming = useAction({
    send: claimCoupon,
    asker: 'button',
    onDone: () => {
      setCode('')
      onClaimed()
    },
  })
  return (
    <Input.Search
      aria-label={t('code')}
      placeholder={t('code')}
      value={code}
      maxLength={80}
      enterButton={t('claim')}
      loading={claiming.isBusy}
      onChange={event => setCode(event.target.value)}
      onSearch={value => (value.trim() ? claiming.start({ memberNumber, code: value.trim() }) : undefined)}
    />
  )
}
