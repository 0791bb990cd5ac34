import { useQueryClient } from '@tanstack/react-query'
import { App, Flex } from 'antd'
import { useAction } from '../api/action.ts'
import type { RewardRedemption } from '../api/answers.ts'
import { cancelRedemption, handOver } from '../api/benefits.ts'
import { queryKeys } from '../api/query-keys.ts'
import { PermittedButton } from '../session/permitted-button.tsx'
import { rewardTexts } from '../texts/benefits.ts'
import { useTexts } from '../texts/phrases.ts'
import { EntryDialog } from '../ui/entry-form.tsx'
import { useOwnText } from '../ui/language.ts'
import { useOpener } from '../ui/opener.ts'

/** Goods that wait: handed over with one tap, or cancelled with a reason. */
export function WaitingButtons({ redemption }: { redemption: RewardRedemption }) {
  const t = useTexts(rewardTexts)
  const name = useOwnText()(redemption.name)
  const { message } = App.useApp()
  const cache = useQueryClient()
  const cancelling = useOpener()
  const { memberNumber, redemptionId } = redemption
  const refresh = () => {
    void cache.invalidateQueries({ queryKey: queryKeys.member(memberNumber) })
    void cache.invalidateQueries({ queryKey: queryKeys.waitingRewards })
  }
  const handing = useAction({
    send: handOver,
    asker: 'button',
    onDone: () => {
      refresh()
      void message.success(t('handedOver'))
    },
  })
  const cancel = useAction({
    send: cancelRedemption,
    asker: 'form',
    onDone: () => {
      refresh()
      cancelling.close()
      void message.success(t('cancelled'))
    },
  })
  return (
    <Flex gap={8}>
      <PermittedButton
        needs="rewards.redeem"
        type="primary"
        loading={handing.isBusy}
        aria-label={t('handOverOf', { name })}
        onClick={() => handing.start({ memberNumber, redemptionId })}
      >
        {t('handOver')}
      </PermittedButton>
      <PermittedButton needs="rewards.redeem" aria-label={t('cancelOf', { name })} onClick={cancelling.open}>
        {t('cancel')}
      </PermittedButton>
      <EntryDialog
        key={cancelling.opening}
        isOpen={cancelling.isOpen}
        onCancel={cancelling.close}
        label={t('cancelOf', { name })}
        about={t('cancelAsk')}
        fields={[{ name: 'reason', label: t('reason'), isRequired: true, lengthMax: 200 }]}
        submitText={t('cancel')}
        isBusy={cancel.isBusy}
        errorText={cancel.errorText}
        onSubmit={({ reason = '' }) => cancel.start({ memberNumber, redemptionId, reason })}
      />
    </Flex>
  )
}
