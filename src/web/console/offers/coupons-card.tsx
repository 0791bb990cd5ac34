import { useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Skeleton } from 'antd'
import { useAction } from '../../api/action.ts'
import type { Coupon } from '../../api/answers.ts'
import { issueCoupon, readCoupons, readOffers } from '../../api/coupons.ts'
import { queryKeys } from '../../api/query-keys.ts'
import { PermittedButton } from '../../session/permitted-button.tsx'
import { couponStates, couponTexts } from '../../texts/offers.ts'
import { useTexts, useWord } from '../../texts/phrases.ts'
import { Chip } from '../../ui/chip.tsx'
import { DetailCard } from '../../ui/detail-card.tsx'
import { EntryDialog } from '../../ui/entry-form.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { useFormats } from '../../ui/formats.ts'
import { useOwnText } from '../../ui/language.ts'
import { useOpener } from '../../ui/opener.ts'
import { offerOf, useOfferOptions } from './code-dialogs.tsx'

/** The coupons of one member, and a way to give another. */
export function CouponsCard({ memberNumber }: { memberNumber: string }) {
  const t = useTexts(couponTexts)
  const issuing = useOpener()
  const { data, error, refetch } = useQuery({
    queryKey: queryKeys.coupons(memberNumber),
    queryFn: () => readCoupons(memberNumber),
  })
  const offers = useQuery({ queryKey: queryKeys.offers, queryFn: readOffers })
  const options = useOfferOptions((offers.data?.offers ?? []).filter(({ codes }) => codes !== null))
  const button = (
    <PermittedButton
      needs="coupons.manage"
      size="small"
      reason={offers.data && options.length === 0 ? t('nothingToIssue') : null}
      onClick={issuing.open}
    >
      {t('issue')}
    </PermittedButton>
  )
  return (
    <DetailCard title={t('title')} tools={button}>
      {error ? <ErrorNote error={error} onRetry={() => void refetch()} /> : null}
      {data || error ? null : <Skeleton active paragraph={{ rows: 2 }} />}
      {data ? <CouponLines coupons={data.coupons} /> : null}
      <IssueDialog
        key={issuing.opening}
        memberNumber={memberNumber}
        options={options}
        isOpen={issuing.isOpen}
        onClose={issuing.close}
      />
    </DetailCard>
  )
}

function CouponLines({ coupons }: { coupons: readonly Coupon[] }) {
  const t = useTexts(couponTexts)
  const own = useOwnText()
  const state = useWord(couponStates)
  const { money, day } = useFormats()
  if (coupons.length === 0) return <p className="soft">{t('none')}</p>
  return (
    <ul className="plain-list">
      {coupons.map(coupon => (
        <li key={coupon.couponId}>
          <div>
            <div>{own(coupon.name)}</div>
            <div className="soft">
              {[
                coupon.code,
                coupon.validThrough ? t('through', { day: day(coupon.validThrough) }) : t('forEver'),
                coupon.offCents === null ? null : t('saved', { amount: money(coupon.offCents) }),
              ]
                .filter(Boolean)
                .join(' · ')}
            </div>
          </div>
          <div>
            <Chip tone={coupon.state === 'open' ? 'good' : 'plain'}>{state(coupon.state)}</Chip>
          </div>
        </li>
      ))}
    </ul>
  )
}

type DialogProps = {
  memberNumber: string
  options: { value: string; label: string }[]
  isOpen: boolean
  onClose: () => void
}

function IssueDialog({ memberNumber, options, isOpen, onClose }: DialogProps) {
  const t = useTexts(couponTexts)
  const cache = useQueryClient()
  const { message } = App.useApp()
  const issuing = useAction({
    send: issueCoupon,
    asker: 'form',
    onDone: () => {
      void cache.invalidateQueries({ queryKey: queryKeys.coupons(memberNumber) })
      void message.success(t('given'))
      onClose()
    },
  })
  return (
    <EntryDialog
      isOpen={isOpen}
      onCancel={onClose}
      label={t('issueTitle')}
      fields={[{ name: 'offer', label: t('offer'), kind: 'choice', isRequired: true, options }]}
      initial={options[0] ? { offer: options[0].value } : {}}
      submitText={t('issue')}
      isBusy={issuing.isBusy}
      errorText={issuing.errorText}
      onSubmit={({ offer }) => issuing.start({ memberNumber, ...offerOf(offer) })}
    />
  )
}
