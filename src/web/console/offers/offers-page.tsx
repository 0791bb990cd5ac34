import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Offer } from '../../api/answers.ts'
import { readOffers } from '../../api/coupons.ts'
import { queryKeys } from '../../api/query-keys.ts'
import { PermittedButton } from '../../session/permitted-button.tsx'
import { useMay } from '../../session/session.ts'
import { codeWords, offerTexts } from '../../texts/offers.ts'
import { useTexts, useWord } from '../../texts/phrases.ts'
import { type Column, DataList } from '../../ui/data-list.tsx'
import { useFormats } from '../../ui/formats.ts'
import { useOwnText } from '../../ui/language.ts'
import { useOpener } from '../../ui/opener.ts'
import { Page } from '../../ui/page.tsx'
import { Needs } from '../needs.tsx'
import { BatchesCard } from './batches-card.tsx'
import { BatchDialog, ShareCodeDialog } from './code-dialogs.tsx'

export function OffersPage() {
  return (
    <Needs permission="programs.read">
      <Offers />
    </Needs>
  )
}

function Offers() {
  const t = useTexts(offerTexts)
  const own = useOwnText()
  const may = useMay()
  const [search, setSearch] = useState('')
  const found = useQuery({ queryKey: queryKeys.offers, queryFn: readOffers })
  const making = useOpener()
  const sharing = useOpener()
  const offers = found.data?.offers
  const isMeant = (offer: Offer) =>
    `${own(offer.name)} ${offer.offer}`.toLowerCase().includes(search.trim().toLowerCase())
  const ofCodes = (codes: 'shared' | 'batch') => (offers ?? []).filter(offer => offer.codes === codes)
  const reason = (codes: 'shared' | 'batch') =>
    ofCodes(codes).length > 0 ? null : t(codes === 'batch' ? 'noBatchOffers' : 'noSharedOffers')
  const tools = (
    <>
      <PermittedButton needs="coupons.manage" reason={reason('shared')} onClick={sharing.open}>
        {t('shareCode')}
      </PermittedButton>
      <PermittedButton needs="coupons.manage" reason={reason('batch')} onClick={making.open}>
        {t('makeBatch')}
      </PermittedButton>
    </>
  )
  return (
    <Page title={t('title')} about={t('about')} tools={tools}>
      <DataList
        label={t('title')}
        columns={useColumns()}
        rows={offers?.filter(isMeant)}
        rowKey={row => `${row.program}/${row.offer}`}
        query={found}
        empty={{ title: t(offers?.length === 0 ? 'none' : 'noneFound') }}
        search={{ value: search, onChange: setSearch, placeholder: t('search') }}
      />
      {may('coupons.manage') ? <BatchesCard offers={offers ?? []} /> : null}
      <BatchDialog key={`b${making.opening}`} offers={ofCodes('batch')} isOpen={making.isOpen} onClose={making.close} />
      <ShareCodeDialog
        key={`s${sharing.opening}`}
        offers={ofCodes('shared')}
        isOpen={sharing.isOpen}
        onClose={sharing.close}
      />
    </Page>
  )
}

function useColumns(): Column<Offer>[] {
  const t = useTexts(offerTexts)
  const own = useOwnText()
  const kind = useWord(codeWords)
  const { count, money } = useFormats()
  const codes = (row: Offer) => (row.codes ? [kind(row.codes), ...row.sharedCodes].join(' · ') : t('noCoupon'))
  const pieces = (many: number) => t('couponCount', { count: count(many) })
  return [
    {
      key: 'offer',
      title: t('offer'),
      text: row => own(row.name),
      show: row => <span className="wraps narrow">{own(row.name)}</span>,
    },
    {
      key: 'rule',
      title: t('rule'),
      text: row => own(row.summary),
      show: row => <span className="wraps middling">{own(row.summary)}</span>,
    },
    {
      key: 'codes',
      title: t('codes'),
      text: codes,
      show: row => <span className="wraps narrow">{codes(row)}</span>,
    },
    { key: 'issued', title: t('issued'), text: row => (row.codes ? pieces(row.issued) : ''), isNumber: true },
    { key: 'open', title: t('open'), text: row => (row.codes ? pieces(row.open) : ''), isNumber: true },
    { key: 'uses', title: t('uses'), text: row => t('usedTimes', { count: count(row.uses) }), isNumber: true },
    { key: 'cost', title: t('cost'), text: row => money(row.offCents), isNumber: true },
  ]
}
