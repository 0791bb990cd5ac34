import { useQueryClient } from '@tanstack/react-query'
import { App, Button, Flex, Modal, Tooltip } from 'antd'
import { useState } from 'react'
import { disableSecondFactor, renewBackupCodes } from '../../api/account.ts'
import { useAction } from '../../api/action.ts'
import { queryKeys } from '../../api/query-keys.ts'
import { BackupCodes } from '../../session/backup-codes.tsx'
import { Enrolment } from '../../session/enrolment.tsx'
import { useSession } from '../../session/session.ts'
import { accountTexts } from '../../texts/account.ts'
import { useTexts } from '../../texts/phrases.ts'
import { Chip } from '../../ui/chip.tsx'
import { DetailCard } from '../../ui/detail-card.tsx'
import { EntryDialog } from '../../ui/entry-form.tsx'
import { useOpener } from '../../ui/opener.ts'

export function SecondFactorCard() {
  const t = useTexts(accountTexts)
  const { hasSecondFactor } = useSession()
  return (
    <DetailCard
      title={t('secondFactor')}
      tools={<Chip tone={hasSecondFactor ? 'good' : 'warn'}>{t(hasSecondFactor ? 'on' : 'off')}</Chip>}
    >
      <div className="stack">
        <p className="soft">{t('secondFactorAbout')}</p>
        <Flex gap={8} wrap>
          {hasSecondFactor ? (
            <>
              <NewCodesButton />
              <SwitchOffButton />
            </>
          ) : (
            <SetUpButton />
          )}
        </Flex>
      </div>
    </DetailCard>
  )
}

function SetUpButton() {
  const t = useTexts(accountTexts)
  const cache = useQueryClient()
  const opener = useOpener()
  // Closed at any step, the page asks how things stand: the factor counts from its first code on.
  const close = () => {
    opener.close()
    void cache.invalidateQueries({ queryKey: queryKeys.myself })
    void cache.invalidateQueries({ queryKey: queryKeys.sessions })
  }
  return (
    <>
      <Button type="primary" onClick={opener.open}>
        {t('setUp')}
      </Button>
      <Modal
        open={opener.isOpen}
        onCancel={close}
        title={t('enrolTitle')}
        footer={null}
        destroyOnHidden
        mask={{ closable: false }}
        width={480}
      >
        <Enrolment key={opener.opening} onDone={close} />
      </Modal>
    </>
  )
}

function NewCodesButton() {
  const t = useTexts(accountTexts)
  const opener = useOpener()
  const [codes, setCodes] = useState<readonly string[] | null>(null)
  const renewing = useAction({
    send: ({ password }: { password: string }) => renewBackupCodes(password),
    onDone: ({ backupCodes }) => {
      opener.close()
      setCodes(backupCodes)
    },
    asker: 'form',
  })
  return (
    <>
      <Button onClick={opener.open}>{t('newCodes')}</Button>
      <PasswordDialog opener={opener} label={t('newCodes')} about={t('newCodesAbout')} action={renewing} />
      <Modal open={codes !== null} title={t('newBackupTitle')} footer={null} closable={false} keyboard={false}>
        <BackupCodes codes={codes ?? []} onKept={() => setCodes(null)} />
      </Modal>
    </>
  )
}

function SwitchOffButton() {
  const t = useTexts(accountTexts)
  const { role, secondFactorRule } = useSession()
  const { message } = App.useApp()
  const cache = useQueryClient()
  const opener = useOpener()
  const switching = useAction({
    send: ({ password }: { password: string }) => disableSecondFactor(password),
    onDone: () => {
      opener.close()
      void cache.invalidateQueries({ queryKey: queryKeys.myself })
      void message.success(t('switchedOff'))
    },
    asker: 'form',
  })
  const mustHave = secondFactorRule === 'required' && (role === 'owner' || role === 'operations')
  return (
    <>
      <Tooltip title={mustHave ? t('mustHave') : null} trigger={['hover', 'focus', 'click']}>
        <span>
          <Button danger disabled={mustHave} onClick={opener.open}>
            {t('switchOff')}
          </Button>
          {mustHave ? <span className="only-heard">{t('mustHave')}</span> : null}
        </span>
      </Tooltip>
      <PasswordDialog opener={opener} label={t('switchOff')} about={t('switchOffAbout')} action={switching} />
    </>
  )
}

type Action = { isBusy: boolean; errorText: string | null; start: (input: { password: string }) => void }

function PasswordDialog({
  opener,
  label,
  about,
  action,
}: {
  opener: ReturnType<typeof useOpener>
  label: string
  about: string
  action: Action
}) {
  const t = useTexts(accountTexts)
  return (
    <EntryDialog
      key={opener.opening}
      isOpen={opener.isOpen}
      onCancel={opener.close}
      label={label}
      about={about}
      fields={[
        {
          name: 'password',
          label: t('yourPassword'),
          kind: 'password',
          isRequired: true,
          autoComplete: 'current-password',
        },
      ]}
      submitText={label}
      isBusy={action.isBusy}
      errorText={action.errorText}
      onSubmit={action.start}
    />
  )
}
