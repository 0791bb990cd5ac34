import { App } from 'antd'
import { useAction } from '../api/action.ts'
import { joinMember } from '../api/members.ts'
import { useTexts } from '../texts/phrases.ts'
import { tillTexts } from '../texts/till.ts'
import { EntryDialog } from '../ui/entry-form.tsx'
import type { BuyingMember } from './sale.ts'

type JoinDialogProps = {
  /** Where somebody joins is their home store. */
  storeCode: string
  text: string
  isOpen: boolean
  onClose: () => void
  onJoined: (member: BuyingMember) => void
}

/** Name and phone; what was typed to find the member is the phone already, when it looks like one. */
export function JoinDialog({ storeCode, text, isOpen, onClose, onJoined }: JoinDialogProps) {
  const t = useTexts(tillTexts)
  const { message } = App.useApp()
  const joining = useAction({
    send: joinMember,
    asker: 'form',
    onDone: member => {
      void message.success(t('joined', { name: member.name }))
      onClose()
      onJoined(member)
    },
  })
  const phone = /^[+\d][\d\s-]{6,}$/.test(text.trim()) ? text.trim() : ''
  return (
    <EntryDialog
      isOpen={isOpen}
      onCancel={onClose}
      label={t('join')}
      about={t('joinAbout')}
      fields={[
        { name: 'name', label: t('name'), isRequired: true, lengthMax: 120 },
        { name: 'phone', label: t('phone'), kind: 'phone', isRequired: true, lengthMax: 32 },
      ]}
      initial={{ phone }}
      submitText={t('join')}
      isBusy={joining.isBusy}
      errorText={joining.errorText}
      onSubmit={values => joining.start({ ...values, source: 'till', homeStoreCode: storeCode })}
    />
  )
}
