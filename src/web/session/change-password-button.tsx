import { useQueryClient } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { useAction } from '../api/action.ts'
import { queryKeys } from '../api/query-keys.ts'
import { changePassword } from '../api/session.ts'
import { commonTexts } from '../texts/common.ts'
import { useTexts } from '../texts/phrases.ts'
import { signInTexts } from '../texts/sign-in.ts'
import { EntryDialog } from '../ui/entry-form.tsx'
import { useOpener } from '../ui/opener.ts'

/** Everybody changes their own password; their other devices are signed out. */
export function ChangePasswordButton() {
  const t = useTexts(signInTexts)
  const common = useTexts(commonTexts)
  const { message } = App.useApp()
  const cache = useQueryClient()
  const opener = useOpener()
  const changing = useAction({
    send: (body: { currentPassword: string; newPassword: string }) => changePassword(body),
    onDone: () => {
      void cache.invalidateQueries({ queryKey: queryKeys.sessions })
      void message.success(t('passwordChanged'))
      opener.close()
    },
    asker: 'form',
  })
  return (
    <>
      <Button type="link" size="small" onClick={opener.open}>
        {t('changePassword')}
      </Button>
      <EntryDialog
        key={opener.opening}
        isOpen={opener.isOpen}
        onCancel={opener.close}
        label={t('changePassword')}
        about={t('changePasswordAbout')}
        fields={[
          {
            name: 'currentPassword',
            label: t('currentPassword'),
            kind: 'password',
            isRequired: true,
            autoComplete: 'current-password',
          },
          {
            name: 'newPassword',
            label: t('newPassword'),
            kind: 'password',
            isRequired: true,
            lengthMin: 12,
            hint: t('newPasswordHint'),
            autoComplete: 'new-password',
          },
        ]}
        submitText={common('save')}
        isBusy={changing.isBusy}
        errorText={changing.errorText}
        onSubmit={changing.start}
      />
    </>
  )
}
