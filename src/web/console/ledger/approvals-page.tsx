import { useQueryClient } from '@tanstack/react-query'
import { App, Flex } from 'antd'
import { useAction } from '../../api/action.ts'
import type { Adjustment, Changes } from '../../api/answers.ts'
import { decideAdjustment } from '../../api/ledger.ts'
import { queryKeys } from '../../api/query-keys.ts'
import { PermittedButton } from '../../session/permitted-button.tsx'
import { approvalTexts, assetWords, ledgerTexts } from '../../texts/ledger.ts'
import { useTexts, useWord } from '../../texts/phrases.ts'
import { type Column, DataList } from '../../ui/data-list.tsx'
import { useFormats } from '../../ui/formats.ts'
import { Page } from '../../ui/page.tsx'
import { PageLink } from '../../ui/page-link.tsx'
import { paths } from '../../ui/paths.ts'
import { useWaitingAdjustments, useWaitingChanges } from '../approvals.tsx'
import { Needs } from '../needs.tsx'

export function ApprovalsPage() {
  return (
    <Needs permission="ledger.approve">
      <Waiting />
    </Needs>
  )
}

function Waiting() {
  const t = useTexts(approvalTexts)
  const found = useWaitingAdjustments()
  return (
    <Page title={t('page')} about={t('about')}>
      <WaitingChanges />
      <h2 className="small-title">{t('title')}</h2>
      <DataList
        label={t('title')}
        columns={useColumns()}
        rows={found.data?.adjustments}
        rowKey={row => row.adjustmentId}
        query={found}
        empty={{ title: t('none') }}
      />
    </Page>
  )
}

/** They are read and decided where the whole change is shown. */
function WaitingChanges() {
  const t = useTexts(approvalTexts)
  const { instant } = useFormats()
  const found = useWaitingChanges()
  const columns: Column<Changes['changes'][number]>[] = [
    {
      key: 'why',
      title: t('reason'),
      text: row => row.why,
      show: row => (
        <PageLink path={row.baseRelease === 0 ? paths.programs() : paths.program(row.programCode)}>
          <span className="wraps">{row.why}</span>
        </PageLink>
      ),
    },
    { key: 'program', title: t('program'), text: row => row.programCode },
    { key: 'askedBy', title: t('askedBy'), text: row => (row.isMine ? t('askedByYou') : row.askedBy) },
    { key: 'askedAt', title: t('askedAt'), text: row => (row.askedAt ? instant(row.askedAt) : '') },
  ]
  return (
    <>
      <h2 className="small-title">{t('changes')}</h2>
      <DataList
        label={t('changes')}
        columns={columns}
        rows={found.data?.changes}
        rowKey={row => row.changeId}
        query={found}
        empty={{ title: t('noChanges') }}
      />
    </>
  )
}

function useColumns(): Column<Adjustment>[] {
  const t = useTexts(approvalTexts)
  const l = useTexts(ledgerTexts)
  const asset = useWord(assetWords)
  const { signed, instant } = useFormats()
  return [
    {
      key: 'member',
      title: t('member'),
      text: row => row.memberNumber,
      show: row => <PageLink path={paths.member(row.memberNumber)}>{row.memberNumber}</PageLink>,
    },
    { key: 'points', title: t('points'), text: row => l('points', { count: signed(row.points) }), isNumber: true },
    { key: 'asset', title: t('asset'), text: row => asset(row.asset) },
    {
      key: 'reason',
      title: t('reason'),
      text: row => row.reason,
      show: row => <span className="wraps middling">{row.reason}</span>,
    },
    { key: 'askedBy', title: t('askedBy'), text: row => (row.isMine ? t('askedByYou') : row.askedBy) },
    { key: 'askedAt', title: t('askedAt'), text: row => instant(row.askedAt) },
    {
      key: 'decision',
      title: t('decision'),
      text: () => '',
      isAction: true,
      show: row => <Decision adjustment={row} />,
    },
  ]
}

function Decision({ adjustment: { adjustmentId, memberNumber, points, isMine } }: { adjustment: Adjustment }) {
  const t = useTexts(approvalTexts)
  const l = useTexts(ledgerTexts)
  const { signed } = useFormats()
  const { message } = App.useApp()
  const cache = useQueryClient()
  const deciding = useAction({
    send: decideAdjustment,
    asker: 'button',
    onDone: (_answer, { isApproved }) => {
      void cache.invalidateQueries({ queryKey: queryKeys.adjustments })
      void cache.invalidateQueries({ queryKey: queryKeys.member(memberNumber) })
      void message.success(isApproved ? t('approved') : t('declined'))
    },
  })
  const about = { number: memberNumber, points: l('points', { count: signed(points) }) }
  return (
    <Flex gap={8}>
      <PermittedButton
        needs="ledger.approve"
        reason={isMine ? t('askedByYou') : null}
        size="small"
        type="primary"
        loading={deciding.isBusy}
        aria-label={t('approveFor', about)}
        onClick={() => deciding.start({ adjustmentId, isApproved: true })}
      >
        {t('approve')}
      </PermittedButton>
      <PermittedButton
        needs="ledger.approve"
        reason={isMine ? t('askedByYou') : null}
        size="small"
        disabled={deciding.isBusy}
        aria-label={t('declineFor', about)}
        onClick={() => deciding.start({ adjustmentId, isApproved: false })}
      >
        {t('decline')}
      </PermittedButton>
    </Flex>
  )
}
