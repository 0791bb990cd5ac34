import {
  ActiveMemberList,
  DashboardAnswer,
  DashboardQuery,
  FigureListQuery,
  PointHolderList,
  SoldReceiptList,
} from '../../../shared/contract/insights.ts'
import type { Context } from '../../platform/context.ts'
import type { Http } from '../../platform/http.ts'
import { httpErrors } from '../../platform/http-errors.ts'
import { listPointHolders } from '../ledger/index.ts'
import { loadSummaries } from '../members/index.ts'
import { storeDirectory } from '../organisation/index.ts'
import { figureAudit } from './audit.ts'
import { dashboard, periodOf } from './dashboard.ts'
import { listActiveMembers, listSoldReceipts, type Page } from './figure-list-store.ts'

const pageSizeUsual = 50

/** The six figures and, behind each, the list of what it counted. */
export function dashboardRoutes(http: Http, context: Context): void {
  const access = 'insights.read'
  const { db, clock } = context

  http.get(
    '/v1/dashboard',
    {
      config: { access, audit: { none: 'shows sums, not persons' } },
      schema: { querystring: DashboardQuery, response: { 200: DashboardAnswer } },
    },
    request => dashboard(context, request.query),
  )

  http.get(
    '/v1/dashboard/active-members',
    {
      config: { access, audit: figureAudit.action('list-members') },
      schema: { querystring: FigureListQuery, response: { 200: ActiveMemberList } },
    },
    async request => {
      const page = pageOf(request.query)
      const rows = await listActiveMembers(db, periodOf(context, request.query), page)
      const members = await summariesOf(context, rows)
      request.deed.about({ shownMembers: members.size })
      return {
        ...pageAnswer(rows, page),
        members: rows.map(({ memberId, receipts, netSalesCents, lastSoldAt }) => ({
          ...nameOf(members, memberId),
          receipts,
          netSalesCents,
          lastSoldAt: lastSoldAt.toISOString(),
        })),
      }
    },
  )

  http.get(
    '/v1/dashboard/receipts',
    {
      config: { access, audit: figureAudit.action('list-receipts') },
      schema: { querystring: FigureListQuery, response: { 200: SoldReceiptList } },
    },
    async request => {
      const page = pageOf(request.query)
      const rows = await listSoldReceipts(
        db,
        { ...periodOf(context, request.query), buyers: request.query.buyers ?? 'all' },
        page,
      )
      const members = await summariesOf(
        context,
        rows.filter(({ memberId }) => memberId > 0),
      )
      request.deed.about({ shownMembers: members.size })
      const directory = await storeDirectory(db)
      const receipts = rows.map(({ memberId, storeId, tillId, number, soldAt, total: _total, ...receipt }) => ({
        ...receipt,
        receiptNumber: number,
        soldAt: soldAt.toISOString(),
        storeCode: directory.storeById(storeId)?.code ?? '',
        tillCode: directory.tillById(tillId)?.code ?? '',
        memberNumber: members.get(memberId)?.memberNumber ?? null,
        memberName: members.get(memberId)?.name ?? null,
      }))
      return { ...pageAnswer(rows, page), receipts }
    },
  )

  http.get(
    '/v1/dashboard/point-holders',
    {
      config: { access, audit: figureAudit.action('list-holders') },
      schema: { querystring: FigureListQuery, response: { 200: PointHolderList } },
    },
    async request => {
      const page = pageOf(request.query)
      const rows = await listPointHolders(db, clock.now(), page)
      const members = await summariesOf(context, rows)
      request.deed.about({ shownMembers: members.size })
      return {
        ...pageAnswer(rows, page),
        members: rows.map(({ memberId, points }) => ({ ...nameOf(members, memberId), usablePoints: points })),
      }
    },
  )
}

/** These lists are ordered by sums, so a page is found by its place: `after` is how many rows were seen. */
function pageOf({ after, pageSize = pageSizeUsual }: { after?: string; pageSize?: number }): Page {
  const offset = Number(after ?? 0)
  if (!Number.isSafeInteger(offset) || offset < 0) throw httpErrors.make('page-unknown')
  return { offset, pageSize }
}

function pageAnswer(
  rows: readonly { total: number }[],
  { offset, pageSize }: Page,
): { total: number; next: string | null } {
  const total = rows[0]?.total ?? 0
  return { total, next: offset + pageSize < total ? String(offset + pageSize) : null }
}

type Summaries = Map<number, { memberNumber: string; name: string; phoneMasked: string | null }>

async function summariesOf(context: Context, rows: readonly { memberId: number }[]): Promise<Summaries> {
  const ids = [...new Set(rows.map(({ memberId }) => memberId))]
  const summaries = await loadSummaries(context, ids)
  return new Map(summaries.map((summary, index) => [ids[index] ?? 0, summary]))
}

function nameOf(members: Summaries, memberId: number) {
  const { memberNumber, name, phoneMasked } = members.get(memberId) ?? { memberNumber: '', name: '', phoneMasked: null }
  return { memberNumber, name, phoneMasked }
}
