import { useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { useAction } from '../../api/action.ts'
import type { Offer } from '../../api/answers.ts'
import { makeBatch, shareCode } from '../../api/coupons.ts'
import { queryKeys } from '../../api/query-keys.ts'
import { offerTexts } from '../../texts/offers.ts'
import { useTexts } from '../../texts/phrases.ts'
import { EntryDialog } from '../../ui/entry-form.tsx'
import { useOwnText } from '../../ui/language.ts'

type DialogProps = { offers: readonly Offer[]; isOpen: boolean; onClose: () => void }

/** Codes of offers hold no blank, so one text can name program and offer. */
export function useOfferOptions(offers: readonly Offer[]) {
  const own = useOwnText()
  return offers.map(({ program, offer, name }) => ({ value: `${program} ${offer}`, label: own(name) }))
}

export function offerOf(value: string): { program: string; offer: string } {
  const [program = '', offer = ''] = value.split(' ')
  return { program, offer }
}

export function BatchDialog({ offers, isOpen, onClose }: DialogProps) {
  const t = useTexts(offerTexts)
  const cache = useQueryClient()
  const { message } = App.useApp()
  const options = useOfferOptions(offers)
  const making = useAction({
    send: makeBatch,
    asker: 'form',
    onDone: () => {
      void cache.invalidateQueries({ queryKey: queryKeys.batches })
      void message.success(t('started'))
      onClose()
    },
  })
  return (
    <EntryDialog
      isOpen={isOpen}
      onCancel={onClose}
      label={t('makeBatch')}
      about={t('batchHint')}
      fields={[
        { name: 'offer', label: t('offer'), kind: 'choice', isRequired: true, options },
        { name: 'count', label: t('count'), kind: 'whole-number', isRequired: true, lengthMax: 7 },
        { name: 'note', label: t('note'), isRequired: true, lengthMax: 200 },
      ]}
      initial={options[0] ? { offer: options[0].value } : {}}
      submitText={t('make')}
      isBusy={making.isBusy}
      errorText={making.errorText}
      onSubmit={({ offer, count, note }) => making.start({ ...offerOf(offer), count: Number(count), note })}
    />
  )
}

export function ShareCodeDialog({ offers, isOpen, onClose }: DialogProps) {
  const t = useTexts(offerTexts)
  const cache = useQueryClient()
  const { message } = App.useApp()
  const options = useOfferOptions(offers)
  const sharing = useAction({
    send: shareCode,
    asker: 'form',
    onDone: () => {
      void cache.invalidateQueries({ queryKey: queryKeys.offers })
      void message.success(t('saved'))
      onClose()
    },
  })
  return (
    <EntryDialog
      isOpen={isOpen}
      onCancel={onClose}
      label={t('shareCode')}
      fields={[
        { name: 'offer', label: t('offer'), kind: 'choice', isRequired: true, options },
        { name: 'code', label: t('sharedCode'), kind: 'code', isRequired: true, lengthMin: 4, lengthMax: 16 },
      ]}
      initial={options[0] ? { offer: options[0].value } : {}}
      submitText={t('save')}
      isBusy={sharing.isBusy}
      errorText={sharing.errorText}
      onSubmit={({ offer, code }) => sharing.start({ ...offerOf(offer), code })}
    />
  )
}
