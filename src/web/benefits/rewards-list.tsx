import { useQuery, useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { useAction } from '../api/action.ts'
import type { Reward } from '../api/answers.ts'
import { readRewards, redeemReward } from '../api/benefits.ts'
import { queryKeys } from '../api/query-keys.ts'
import { PermittedButton } from '../session/permitted-button.tsx'
import { rewardTexts } from '../texts/benefits.ts'
import { useTexts } from '../texts/phrases.ts'
import { ErrorNote } from '../ui/error-note.tsx'
import { useFormats } from '../ui/formats.ts'
import { useOwnText } from '../ui/language.ts'
import { WaitingButtons } from './waiting-buttons.tsx'

type RewardsListProps = { memberNumber: string; storeCode: string | null }

/** What the member can have for points here, with one tap and a question; what waits can be handed over. */
export function RewardsList({ memberNumber, storeCode }: RewardsListProps) {
  const t = useTexts(rewardTexts)
  const own = useOwnText()
  const { data, error, refetch } = useQuery({
    queryKey: queryKeys.rewards(memberNumber, storeCode),
    queryFn: () => readRewards(memberNumber, storeCode),
  })
  if (error) return <ErrorNote error={error} onRetry={() => void refetch()} />
  const waiting = data?.redemptions.filter(({ state }) => state === 'to-hand-over') ?? []
  if (data?.rewards.length === 0 && waiting.length === 0) return <p className="soft">{t('none')}</p>
  return (
    <ul className="plain-list">
      {waiting.map(redemption => (
        <li key={redemption.redemptionId}>
          <span>
            {own(redemption.name)} <span className="soft">{t('waiting')}</span>
          </span>
          <WaitingButtons redemption={redemption} />
        </li>
      ))}
      {data?.rewards.map(reward => (
        <RewardRow key={reward.rule} reward={reward} memberNumber={memberNumber} storeCode={storeCode} />
      ))}
    </ul>
  )
}

function RewardRow({ reward, memberNumber, storeCode }: RewardsListProps & { reward: Reward }) {
  const t = useTexts(rewardTexts)
  const own = useOwnText()
  const { count } = useFormats()
  const gives = useGift()
  const { modal, message } = App.useApp()
  const cache = useQueryClient()
  const name = own(reward.name)
  const redeeming = useAction({
    send: redeemReward,
    asker: 'button',
    onDone: () => {
      void cache.invalidateQueries({ queryKey: queryKeys.member(memberNumber) })
      void message.success(t('done', { name }))
    },
  })
  const ask = () =>
    modal.confirm({
      title: t('redeemOf', { name }),
      content: [
        t('takes', { count: count(reward.points), gives: gives(reward.gives) }),
        reward.gives.kind === 'goods' && storeCode ? t('takesIn', { store: storeCode }) : '',
      ].join(' '),
      okText: t('redeem'),
      autoFocusButton: 'ok',
      onOk: () => redeeming.start({ memberNumber, rule: reward.rule, ...(storeCode ? { storeCode } : {}) }),
    })
  return (
    <li>
      <span>
        {name} <span className="soft">{t('costs', { count: count(reward.points) })}</span>
        <br />
        <span className="soft">{reward.refusal ?? t('times', { count: reward.timesMax })}</span>
      </span>
      <PermittedButton
        needs="rewards.redeem"
        reason={reward.refusal}
        loading={redeeming.isBusy}
        onClick={ask}
        aria-label={t('redeemOf', { name })}
      >
        {t('redeem')}
      </PermittedButton>
    </li>
  )
}

/** What a reward gives, in words. */
export function useGift(): (gives: Reward['gives']) => string {
  const t = useTexts(rewardTexts)
  const { count } = useFormats()
  return ({ kind, sku, goodsName, offer, asset, points }) => {
    if (kind === 'goods') return goodsName ?? sku ?? ''
    if (kind === 'asset') return t('assetGift', { asset: asset ?? '', count: count(points ?? 0) })
    return kind === 'coupon' ? (offer ?? '') : t('levelUp')
  }
}
