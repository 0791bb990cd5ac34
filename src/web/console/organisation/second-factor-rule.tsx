import { useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Popconfirm } from 'antd'
import { changeSignInRules, readSignInRules } from '../../api/account.ts'
import { useAction } from '../../api/action.ts'
import { queryKeys } from '../../api/query-keys.ts'
import { commonTexts } from '../../texts/common.ts'
import { organisationTexts } from '../../texts/organisation.ts'
import { useTexts } from '../../texts/phrases.ts'
import { Chip } from '../../ui/chip.tsx'
import { DetailCard } from '../../ui/detail-card.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'

/** Whether those who manage must have a second factor: the owner's decision, asked twice. */
export function SecondFactorRule() {
  const t = useTexts(organisationTexts)
  const common = useTexts(commonTexts)
  const { message } = App.useApp()
  const cache = useQueryClient()
  const found = useQuery({ queryKey: queryKeys.signInRules, queryFn: readSignInRules })
  const changing = useAction({
    send: changeSignInRules,
    onDone: () => {
      void cache.invalidateQueries({ queryKey: queryKeys.signInRules })
      void cache.invalidateQueries({ queryKey: queryKeys.myself })
      void message.success(t('changed'))
    },
    asker: 'button',
  })
  const isRequired = found.data?.secondFactor === 'required'
  if (found.error) return <ErrorNote error={found.error} onRetry={() => void found.refetch()} />
  if (!found.data) return null
  return (
    <DetailCard
      title={t('secondFactor')}
      tools={<Chip tone={isRequired ? 'good' : 'warn'}>{t(isRequired ? 'required' : 'offered')}</Chip>}
    >
      <div className="stack">
        <p className="soft">{t(isRequired ? 'requiredAbout' : 'offeredAbout')}</p>
        <div>
          <Popconfirm
            title={t(isRequired ? 'offerSure' : 'requireSure')}
            okText={common('confirm')}
            cancelText={common('cancel')}
            onConfirm={() => changing.start({ secondFactor: isRequired ? 'offered' : 'required' })}
          >
            <Button loading={changing.isBusy}>{t(isRequired ? 'offer' : 'require')}</Button>
          </Popconfirm>
        </div>
      </div>
    </DetailCard>
  )
}
