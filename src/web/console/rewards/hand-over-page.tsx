import { useQuery } from '@tanstack/react-query'
import type { RewardRedemption } from '../../api/answers.ts'
import { readWaitingRewards } from '../../api/benefits.ts'
import { queryKeys } from '../../api/query-keys.ts'
import { useGift } from '../../benefits/rewards-list.tsx'
import { WaitingButtons } from '../../benefits/waiting-buttons.tsx'
import { rewardTexts } from '../../texts/benefits.ts'
import { useTexts } from '../../texts/phrases.ts'
import { type Column, DataList } from '../../ui/data-list.tsx'
import { useFormats } from '../../ui/formats.ts'
import { Page } from '../../ui/page.tsx'
import { PageLink } from '../../ui/page-link.tsx'
import { paths } from '../../ui/paths.ts'
import { Needs } from '../needs.tsx'

/** What waits in the stores of whoever looks, oldest first. */
export function HandOverPage() {
  return (
    <Needs permission="rewards.redeem">
      <Waiting />
    </Needs>
  )
}

function Waiting() {
  const t = useTexts(rewardTexts)
  const found = useQuery({ queryKey: queryKeys.waitingRewards, queryFn: readWaitingRewards })
  return (
    <Page title={t('handOverTitle')} about={t('handOverAbout')}>
      <DataList
        label={t('handOverTitle')}
        columns={useColumns()}
        rows={found.data?.redemptions}
        rowKey={row => row.redemptionId}
        query={found}
        empty={{ title: t('nothingWaits') }}
      />
    </Page>
  )
}

function useColumns(): Column<RewardRedemption>[] {
  const t = useTexts(rewardTexts)
  const gives = useGift()
  const { instant, count } = useFormats()
  return [
    { key: 'store', title: t('store'), text: row => row.storeCode ?? '' },
    { key: 'goods', title: t('goods'), text: row => gives(row.gives) },
    { key: 'count', title: t('count'), text: row => count(row.times), isNumber: true },
    {
      key: 'member',
      title: t('member'),
      text: row => row.memberNumber,
      show: row => <PageLink path={paths.member(row.memberNumber)}>{row.memberNumber}</PageLink>,
    },
    { key: 'since', title: t('since'), text: row => instant(row.redeemedAt) },
    {
      key: 'actions',
      title: t('actions'),
      text: () => '',
      isAction: true,
      show: row => <WaitingButtons redemption={row} />,
    },
  ]
}
