import { useQueryClient } from '@tanstack/react-query'
import { App, Button, Flex } from 'antd'
import { useState } from 'react'
import { useAction } from '../../api/action.ts'
import type { JoiningRequest } from '../../api/answers.ts'
import { decideJoining } from '../../api/joining.ts'
import { queryKeys } from '../../api/query-keys.ts'
import { requestTexts } from '../../texts/joining.ts'
import { useTexts } from '../../texts/phrases.ts'
import { EntryDialog } from '../../ui/entry-form.tsx'
import { useOpener } from '../../ui/opener.ts'

/** Approve or refuse; both say first what follows, and ask why. */
export function JoiningDecision({ request: { requestId, person } }: { request: JoiningRequest }) {
  const t = useTexts(requestTexts)
  const { message } = App.useApp()
  const cache = useQueryClient()
  const opener = useOpener()
  const [isApproved, setApproved] = useState(true)
  const deciding = useAction({
    send: decideJoining,
    asker: 'form',
    onDone: ({ memberNumber }) => {
      opener.close()
      void cache.invalidateQueries({ queryKey: queryKeys.everyJoiningRequest })
      void cache.invalidateQueries({ queryKey: queryKeys.everyMemberList })
      void message.success(memberNumber === null ? t('refused') : t('approved', { number: memberNumber }))
    },
  })
  const name = person?.name ?? ''
  const ask = (isYes: boolean) => {
    setApproved(isYes)
    deciding.forgetError()
    opener.open()
  }
  return (
    <>
      <Flex gap={8}>
        <Button size="small" type="primary" aria-label={t('approveFor', { name })} onClick={() => ask(true)}>
          {t('approve')}
        </Button>
        <Button size="small" aria-label={t('refuseFor', { name })} onClick={() => ask(false)}>
          {t('refuse')}
        </Button>
      </Flex>
      <EntryDialog
        key={opener.opening}
        isOpen={opener.isOpen}
        onCancel={opener.close}
        label={t(isApproved ? 'approveFor' : 'refuseFor', { name })}
        about={t(isApproved ? 'approveAbout' : 'refuseAbout', { name })}
        fields={[{ name: 'reason', label: t('why'), kind: 'area', isRequired: true, lengthMin: 3, lengthMax: 500 }]}
        submitText={t(isApproved ? 'approve' : 'refuse')}
        isBusy={deciding.isBusy}
        errorText={deciding.errorText}
        onSubmit={({ reason }) => deciding.start({ requestId, isApproved, reason })}
      />
    </>
  )
}
