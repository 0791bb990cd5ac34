import { useQuery, useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { useAction } from '../../api/action.ts'
import type { Adjust } from '../../api/answers.ts'
import { adjustPoints, readBalances } from '../../api/ledger.ts'
import { queryKeys } from '../../api/query-keys.ts'
import { PermittedButton } from '../../session/permitted-button.tsx'
import { commonTexts } from '../../texts/common.ts'
import { ledgerTexts } from '../../texts/ledger.ts'
import { useTexts } from '../../texts/phrases.ts'
import { EntryDialog } from '../../ui/entry-form.tsx'
import { useFormats } from '../../ui/formats.ts'
import { useOwnText } from '../../ui/language.ts'
import { useOpener } from '../../ui/opener.ts'

export function AdjustButton({ memberNumber }: { memberNumber: string }) {
  const t = useTexts(ledgerTexts)
  const own = useOwnText()
  const adjusting = useOpener()
  const { data } = useQuery({ queryKey: queryKeys.balances(memberNumber), queryFn: () => readBalances(memberNumber) })
  const assets = data?.balances.map(({ asset, name }) => ({ value: asset, label: own(name) })) ?? []
  return (
    <>
      <PermittedButton
        needs="ledger.adjust"
        reason={data && assets.length === 0 ? t('noAssets') : null}
        onClick={adjusting.open}
      >
        {t('adjust')}
      </PermittedButton>
      <AdjustDialog
        key={adjusting.opening}
        memberNumber={memberNumber}
        assets={assets}
        isOpen={adjusting.isOpen}
        onClose={adjusting.close}
      />
    </>
  )
}

type DialogProps = {
  memberNumber: string
  assets: { value: string; label: string }[]
  isOpen: boolean
  onClose: () => void
}

function AdjustDialog({ memberNumber, assets, isOpen, onClose }: DialogProps) {
  const t = useTexts(ledgerTexts)
  const common = useTexts(commonTexts)
  const { count, signed } = useFormats()
  const { message, modal } = App.useApp()
  const cache = useQueryClient()
  const adjusting = useAction({
    send: adjustPoints,
    asker: 'form',
    onDone: ({ state, balance }) => {
      void cache.invalidateQueries({ queryKey: queryKeys.member(memberNumber) })
      void cache.invalidateQueries({ queryKey: queryKeys.adjustments })
      void message.success(
        state === 'waiting'
          ? t('adjustWaiting')
          : t('adjustPosted', { balance: t('points', { count: count(balance ?? 0) }) }),
      )
      onClose()
    },
  })
  const ask = (body: Adjust) =>
    modal.confirm({
      title: t('adjustConfirm'),
      content: t('adjustAsk', {
        number: memberNumber,
        asset: assets.find(({ value }) => value === body.asset)?.label ?? body.asset,
        points: t('points', { count: signed(body.points) }),
        reason: body.reason,
      }),
      okText: common('confirm'),
      onOk: () => adjusting.start({ memberNumber, ...body }),
    })
  return (
    <EntryDialog
      isOpen={isOpen}
      onCancel={onClose}
      label={t('adjust')}
      about={t('adjustHint')}
      fields={[
        { name: 'asset', label: t('asset'), kind: 'choice', isRequired: true, options: assets },
        { name: 'points', label: t('adjustPoints'), kind: 'whole-number', isRequired: true, lengthMax: 11 },
        { name: 'reason', label: t('adjustReason'), kind: 'area', isRequired: true, lengthMin: 3, lengthMax: 500 },
        {
          name: 'expiresOn',
          label: t('adjustExpires'),
          kind: 'day',
          isShown: values => !values.points?.startsWith('-'),
        },
      ]}
      initial={assets[0] ? { asset: assets[0].value } : {}}
      submitText={t('adjustSend')}
      isBusy={adjusting.isBusy}
      errorText={adjusting.errorText}
      onSubmit={({ asset, points, reason, expiresOn }) =>
        void ask({ asset, points: Number(points), reason, ...(expiresOn ? { expiresOn } : {}) })
      }
    />
  )
}
