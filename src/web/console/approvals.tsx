import { useQuery } from '@tanstack/react-query'
import { Alert } from 'antd'
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

/** What waits for the word of whoever is signed in: of their own wishes others decide. */
export function useWaitingForMe(): { adjustments: number; changes: number } {
  const adjustments = useWaitingAdjustments().data?.adjustments ?? []
  const changes = useWaitingChanges().data?.changes ?? []
  return {
    adjustments: adjustments.filter(({ isMine }) => !isMine).length,
    changes: changes.filter(({ isMine }) => !isMine).length,
  }
}

/** One line at the start of the day; nothing where nothing waits. */
export function ApprovalsNote() {
  const t = useTexts(approvalTexts)
  const { adjustments, changes } = useWaitingForMe()
  if (adjustments + changes === 0) return null
  const parts = [
    changes > 0 ? t('changesWait', { count: changes }) : '',
    adjustments > 0 ? t('adjustmentsWait', { count: adjustments }) : '',
  ].filter(part => part !== '')
  return (
    <Alert
      role="status"
      type="warning"
      showIcon
      title={t('waitForYou', { what: parts.join(t('and')) })}
      action={<PageLink path={paths.approvals()}>{t('look')}</PageLink>}
    />
  )
}
