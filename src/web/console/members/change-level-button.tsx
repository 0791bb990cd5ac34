import { useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { useAction } from '../../api/action.ts'
import type { Track } from '../../api/answers.ts'
import { changeLevel, type LevelChange, levelChanges } from '../../api/members.ts'
import { queryKeys } from '../../api/query-keys.ts'
import { PermittedButton } from '../../session/permitted-button.tsx'
import { commonTexts } from '../../texts/common.ts'
import { levelChangeTexts } from '../../texts/levels.ts'
import { useTexts } from '../../texts/phrases.ts'
import { EntryDialog } from '../../ui/entry-form.tsx'
import { useOwnText } from '../../ui/language.ts'
import { useOpener } from '../../ui/opener.ts'

type Props = { memberNumber: string; tracks: readonly Track[] }

/** Sets, locks or grants a level by hand: who and why stay in its history. */
export function ChangeLevelButton({ memberNumber, tracks }: Props) {
  const t = useTexts(levelChangeTexts)
  const changing = useOpener()
  return (
    <>
      <PermittedButton
        needs="levels.manage"
        reason={tracks.length === 0 ? t('noLevels') : null}
        onClick={changing.open}
      >
        {t('change')}
      </PermittedButton>
      <ChangeLevelDialog
        key={changing.opening}
        memberNumber={memberNumber}
        tracks={tracks}
        isOpen={changing.isOpen}
        onClose={changing.close}
      />
    </>
  )
}

function ChangeLevelDialog({
  memberNumber,
  tracks,
  isOpen,
  onClose,
}: Props & { isOpen: boolean; onClose: () => void }) {
  const t = useTexts(levelChangeTexts)
  const common = useTexts(commonTexts)
  const own = useOwnText()
  const { message, modal } = App.useApp()
  const cache = useQueryClient()
  const action = useAction({
    send: changeLevel,
    asker: 'form',
    onDone: levels => {
      cache.setQueryData(queryKeys.levels(memberNumber), levels)
      void message.success(t('changed'))
      onClose()
    },
  })
  const levels = tracks.flatMap(track => track.ladder)
  const options = levels.map(({ level, name }) => ({ value: level, label: own(name) }))
  const ask = (change: LevelChange) =>
    modal.confirm({
      title: t('confirmTitle'),
      content: t(change.what === 'setting' && change.lockedThrough ? 'askLocked' : `ask-${change.what}`, {
        number: memberNumber,
        level: options.find(({ value }) => value === change.level)?.label ?? change.level,
        reason: change.reason,
        lastDay: change.lockedThrough ?? '',
      }),
      okText: common('confirm'),
      onOk: () => action.start({ memberNumber, ...change }),
    })
  return (
    <EntryDialog
      isOpen={isOpen}
      onCancel={onClose}
      label={t('change')}
      about={t('hint')}
      fields={[
        {
          name: 'what',
          label: t('what'),
          kind: 'choice',
          isRequired: true,
          options: levelChanges.map(what => ({ value: what, label: t(what) })),
        },
        { name: 'level', label: t('level'), kind: 'choice', isRequired: true, options },
        { name: 'reason', label: t('reason'), kind: 'area', isRequired: true, lengthMin: 3, lengthMax: 500 },
        { name: 'lockedThrough', label: t('lockedThrough'), kind: 'day', isShown: values => values.what === 'setting' },
      ]}
      initial={{ what: 'setting', ...(tracks[0] ? { level: tracks[0].level } : {}) }}
      submitText={t('send')}
      isBusy={action.isBusy}
      errorText={action.errorText}
      onSubmit={({ what, level, reason, lockedThrough }) => {
        const change = levelChanges.find(word => word === what) ?? 'setting'
        void ask({ what: change, level, reason, ...(change === 'setting' && lockedThrough ? { lockedThrough } : {}) })
      }}
    />
  )
}
