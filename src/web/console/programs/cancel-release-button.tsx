import type { Release } from '../../api/answers.ts'
import { cancelRelease } from '../../api/programs.ts'
import { PermittedButton } from '../../session/permitted-button.tsx'
import { useTexts } from '../../texts/phrases.ts'
import { releaseTexts } from '../../texts/programs.ts'
import { EntryDialog } from '../../ui/entry-form.tsx'
import { useFormats } from '../../ui/formats.ts'
import { useOpener } from '../../ui/opener.ts'
import { useProgramAction } from './use-program-action.ts'

export function CancelReleaseButton({ code, release }: { code: string; release: Release }) {
  const t = useTexts(releaseTexts)
  const { instant } = useFormats()
  const opener = useOpener()
  const cancelling = useProgramAction({ send: cancelRelease, said: t('cancelled'), onDone: opener.close })
  return (
    <>
      <PermittedButton needs="programs.approve" size="small" onClick={opener.open}>
        {t('cancel')}
      </PermittedButton>
      <EntryDialog
        key={opener.opening}
        isOpen={opener.isOpen}
        onCancel={opener.close}
        label={t('cancelTitle')}
        about={t('cancelAbout', { version: release.version, from: instant(release.inForceFrom) })}
        fields={[
          {
            name: 'why',
            label: t('why'),
            isRequired: true,
            lengthMin: 3,
            lengthMax: 500,
            hint: t('whyHint'),
            kind: 'area',
          },
        ]}
        submitText={t('cancelNow')}
        isBusy={cancelling.isBusy}
        errorText={cancelling.errorText}
        onSubmit={({ why }) => cancelling.start({ code, number: release.number, why })}
      />
    </>
  )
}
