import { App, Button, Flex } from 'antd'
import type { Change } from '../../api/answers.ts'
import { decideChange, withdrawChange } from '../../api/programs.ts'
import { PermittedButton } from '../../session/permitted-button.tsx'
import { useTexts } from '../../texts/phrases.ts'
import { changeTexts, releaseTexts } from '../../texts/programs.ts'
import { EntryDialog } from '../../ui/entry-form.tsx'
import { useOpener } from '../../ui/opener.ts'
import { PageLink } from '../../ui/page-link.tsx'
import { paths } from '../../ui/paths.ts'
import { useProgramAction } from './use-program-action.ts'

/** Approving, declining; for the author editing and withdrawing. Whether a change may be approved is the server's word. */
export function ChangeButtons({
  change: { changeId, documentHash, isMine, isStale, inForceFrom },
}: {
  change: Change
}) {
  const { modal } = App.useApp()
  const t = useTexts(changeTexts)
  const approving = useProgramAction({ send: decideChange, said: t('approved'), asker: 'button' })
  const withdrawing = useProgramAction({ send: withdrawChange, said: t('withdrawn'), asker: 'button' })
  const ask = () =>
    modal.confirm({
      title: t('approveAsk'),
      content: t(inForceFrom === null ? 'approveAtOnce' : 'approveLater'),
      okText: t('approveNow'),
      onOk: () => approving.start({ changeId, isApproved: true, documentHash }),
    })
  return (
    <Flex gap={8} wrap align="center" className="part-below">
      <PermittedButton
        needs="programs.approve"
        type="primary"
        loading={approving.isBusy}
        reason={isStale ? t('stale') : null}
        onClick={ask}
      >
        {t('approve')}
      </PermittedButton>
      <DeclineButton changeId={changeId} />
      {isMine ? (
        <>
          <Button loading={withdrawing.isBusy} onClick={() => withdrawing.start({ changeId })}>
            {t('withdraw')}
          </Button>
          <PageLink path={paths.editChange(changeId)}>{t('edit')}</PageLink>
        </>
      ) : null}
    </Flex>
  )
}

function DeclineButton({ changeId }: { changeId: string }) {
  const t = useTexts(changeTexts)
  const r = useTexts(releaseTexts)
  const opener = useOpener()
  const declining = useProgramAction({ send: decideChange, said: t('declined'), onDone: opener.close })
  return (
    <>
      <PermittedButton needs="programs.approve" onClick={opener.open}>
        {t('decline')}
      </PermittedButton>
      <EntryDialog
        key={opener.opening}
        isOpen={opener.isOpen}
        onCancel={opener.close}
        label={t('declineTitle')}
        fields={[{ name: 'reason', label: r('why'), kind: 'area', isRequired: true, lengthMin: 3, lengthMax: 500 }]}
        submitText={t('declineNow')}
        isBusy={declining.isBusy}
        errorText={declining.errorText}
        onSubmit={({ reason }) => declining.start({ changeId, isApproved: false, reason })}
      />
    </>
  )
}
