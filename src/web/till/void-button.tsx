import { App } from 'antd'
import { useAction } from '../api/action.ts'
import type { Receipt } from '../api/answers.ts'
import { voidReceipt } from '../api/checkout.ts'
import { PermittedButton, useReasonAgainst } from '../session/permitted-button.tsx'
import { useTexts } from '../texts/phrases.ts'
import { tillTexts } from '../texts/till.ts'
import { EntryDialog } from '../ui/entry-form.tsx'
import { useOpener } from '../ui/opener.ts'
import { useShortcuts } from './shortcuts.ts'

/** The dialog with its reason is the confirmation; its button says what will happen. */
export function VoidButton({ receipt, onVoided }: { receipt: Receipt; onVoided: (receipt: Receipt) => void }) {
  const t = useTexts(tillTexts)
  const { message } = App.useApp()
  const opener = useOpener()
  const why = useReasonAgainst()('checkout.void')
  useShortcuts(why === null ? { 'shift+f8': opener.open } : {})
  const voiding = useAction({
    send: voidReceipt,
    asker: 'form',
    onDone: answer => {
      void message.success(t('voided'))
      opener.close()
      onVoided(answer)
    },
  })
  return (
    <>
      <PermittedButton needs="checkout.void" danger onClick={opener.open}>
        {t('voidIt')} <kbd aria-hidden>Shift F8</kbd>
      </PermittedButton>
      <EntryDialog
        key={opener.opening}
        isOpen={opener.isOpen}
        onCancel={opener.close}
        label={t('voidIt')}
        about={t('voidAbout')}
        fields={[{ name: 'reason', label: t('voidReason'), isRequired: true, lengthMax: 200 }]}
        submitText={t('voidIt')}
        isBusy={voiding.isBusy}
        errorText={voiding.errorText}
        onSubmit={({ reason }) => voiding.start({ receiptId: receipt.receiptId, reason })}
      />
    </>
  )
}
