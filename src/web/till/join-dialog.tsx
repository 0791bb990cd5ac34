import { App } from 'antd'
import { useState } from 'react'
import type { JoinMemberBody } from '../../shared/contract/members.ts'
import { useAction } from '../api/action.ts'
import { isWaiting } from '../api/joining.ts'
import { joinMember } from '../api/members.ts'
import { useAskedFields, useJoiningWays, WayNote } from '../joining/asked.tsx'
import { chosenWay, wishOf } from '../joining/asked-fields.ts'
import { joiningTexts } from '../texts/joining.ts'
import { useTexts } from '../texts/phrases.ts'
import { tillTexts } from '../texts/till.ts'
import { EntryDialog } from '../ui/entry-form.tsx'
import { askedBefore, rememberAsked, type Waiting } from './asked-here.ts'
import type { TillPlace } from './basket.ts'
import { forgetGuestReceipt, lastGuestReceipt } from './guest-receipt.ts'
import type { BuyingMember } from './sale.ts'
import { WaitingRequest } from './waiting-request.tsx'

type JoinDialogProps = {
  /** Where somebody joins is their home store. */
  place: TillPlace
  text: string
  isOpen: boolean
  onClose: () => void
  onJoined: (member: BuyingMember) => void
}

/**
 * Name and phone, and what the way of joining asks; what was typed to find the member is the phone already, when it looks
 * like one.
 */
export function JoinDialog({ place, text, isOpen, onClose, onJoined }: JoinDialogProps) {
  const t = useTexts(tillTexts)
  const j = useTexts(joiningTexts)
  const { message } = App.useApp()
  const { ways, isReady } = useJoiningWays(place.storeCode, isOpen)
  const receiptNumber = lastGuestReceipt(place)
  const asked = useAskedFields(ways, true, receiptNumber)
  const [waiting, setWaiting] = useState<Waiting | null>(null)
  const joining = useAction({
    // Who waits already is no mistake here: a colleague may have come meanwhile, and decide.
    send: (body: JoinMemberBody, key: string) =>
      joinMember(body, key).catch(error => {
        const ticket = askedBefore(error, body.phone ?? '')
        if (!ticket) throw error
        return ticket
      }),
    asker: 'form',
    onDone: (answer, { name, phone: given, joining: wish }) => {
      if (wish?.receipt) forgetGuestReceipt()
      onClose()
      if (isWaiting(answer)) return setWaiting(rememberAsked(given ?? '', { ticket: answer, name }))
      void message.success(t('joined', { name: answer.name }))
      onJoined(answer)
    },
  })
  const phone = /^[+\d][\d\s-]{6,}$/.test(text.trim()) ? text.trim() : ''
  return (
    <>
      <EntryDialog
        isOpen={isOpen && isReady}
        onCancel={onClose}
        label={t('join')}
        about={asked.length > 0 && (ways?.ways.length ?? 0) > 0 ? undefined : t('joinAbout')}
        fields={[
          { name: 'name', label: t('name'), isRequired: true, lengthMax: 120 },
          { name: 'phone', label: t('phone'), kind: 'phone', isRequired: true, lengthMax: 32 },
          ...asked,
        ]}
        initial={{ phone, receiptNumber, ...(ways?.usual ? { way: ways.usual } : {}) }}
        preview={values => <WayNote ways={ways} values={values} />}
        submitText={chosenWay(ways, {})?.needsApproval ? j('ask') : t('join')}
        isBusy={joining.isBusy}
        errorText={joining.errorText}
        onSubmit={values => {
          const { name, phone: given } = values
          const wish = wishOf(ways, values, place)
          const about = { name, phone: given, source: 'till' as const, homeStoreCode: place.storeCode }
          joining.start({ ...about, ...(wish ? { joining: wish } : {}) })
        }}
      />
      <WaitingRequest place={place} waiting={waiting} onClose={() => setWaiting(null)} onJoined={onJoined} />
    </>
  )
}
