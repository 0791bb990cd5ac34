import { useQuery } from '@tanstack/react-query'
import { Alert } from 'antd'
import { countJoiningRequests } from '../api/joining.ts'
import { readWaitingAdjustments } from '../api/ledger.ts'
import { readChanges } from '../api/programs.ts'
import { queryKeys } from '../api/query-keys.ts'
import { useMay } from '../session/session.ts'
import { approvalTexts } from '../texts/ledger.ts'
import { useTexts } from '../texts/phrases.ts'
import { PageLink } from '../ui/page-link.tsx'
import { paths } from '../ui/paths.ts'

/** So often the pages look whether something new waits. It keeps no session alive. */
const lookMs = 10_000

const requested = { state: 'requested' } as const

/** Changes of programs that wait for approval, for those who may give it. */
export function useWaitingChanges() {
  return useQuery({
    queryKey: queryKeys.programChanges(requested),
    queryFn: () => readChanges(requested),
    enabled: useMay()('programs.approve'),
    refetchInterval: lookMs,
  })
}

export function useWaitingAdjustments() {
  return useQuery({
    queryKey: queryKeys.adjustments,
    queryFn: readWaitingAdjustments,
    enabled: useMay()('ledger.approve'),
    refetchInterval: lookMs,
  })
}

/** How many requests to join wait for whoever is signed in. */
export function useJoiningForMe(): number {
  const found = useQuery({
    queryKey: queryKeys.joiningRequestCount,
    queryFn: countJoiningRequests,
    enabled: useMay()('members.approve'),
    refetchInterval: lookMs,
  })
  return found.data?.waitingForYou ?? 0
}

/** What waits on the page of approvals for the word of whoever is signed in: of their own wishes others decide. */
export function useWaitingForMe(): { adjustments: number; changes: number } {
  const adjustments = useWaitingAdjustments().data?.adjustments ?? []
  const changes = useWaitingChanges().data?.changes ?? []
  return {
    adjustments: adjustments.filter(({ isMine }) => !isMine).length,
    changes: changes.filter(({ isMine }) => !isMine).length,
  }
}

/** A line at the start of the day for each page where something waits; nothing where nothing waits. */
export function ApprovalsNote() {
  const t = useTexts(approvalTexts)
  const { adjustments, changes } = useWaitingForMe()
  const joining = useJoiningForMe()
  const parts = [
    changes > 0 ? t('changesWait', { count: changes }) : '',
    adjustments > 0 ? t('adjustmentsWait', { count: adjustments }) : '',
  ].filter(part => part !== '')
  return (
    <>
      {parts.length > 0 ? <Waits what={parts.join(t('and'))} path={paths.approvals()} /> : null}
      {joining > 0 ? <Waits what={t('joiningWaits', { count: joining })} path={paths.joiningRequests()} /> : null}
    </>
  )
}

function Waits({ what, path }: { what: string; path: ReturnType<typeof paths.approvals> }) {
  const t = useTexts(approvalTexts)
  return (
    <Alert
      role="status"
      type="warning"
      showIcon
      title={t('waitForYou', { what })}
      action={<PageLink path={path}>{t('look')}</PageLink>}
    />
  )
}
