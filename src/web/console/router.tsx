import { createRootRoute, createRoute, createRouter } from '@tanstack/react-router'
import { isDay } from '../../shared/calendar.ts'
import { consoleBase } from '../ui/paths.ts'
import { AccountPage } from './account/account-page.tsx'
import { AlertsPage } from './alerts/alerts-page.tsx'
import { AuditPage } from './audit/audit-page.tsx'
import { BacktestPage } from './backtests/backtest-page.tsx'
import { BacktestsPage } from './backtests/backtests-page.tsx'
import { GoodsPage } from './goods/goods-page.tsx'
import { DashboardPage } from './insights/dashboard-page.tsx'
import { ActiveMembersPage, PointHoldersPage } from './insights/member-figures.tsx'
import { SoldReceiptsPage } from './insights/sold-receipts-page.tsx'
import { ApprovalsPage } from './ledger/approvals-page.tsx'
import { JoiningRequestsPage } from './members/joining-requests-page.tsx'
import { MemberPage } from './members/member-page.tsx'
import { MembersPage } from './members/members-page.tsx'
import { OffersPage } from './offers/offers-page.tsx'
import { KeysPage } from './organisation/keys-page.tsx'
import { StaffPage } from './organisation/staff-page.tsx'
import { StoresPage } from './organisation/stores-page.tsx'
import { EditChangePage, NewProgramPage, WriteChangePage } from './programs/change-page.tsx'
import { ProgramPage } from './programs/program-page.tsx'
import { ProgramsPage } from './programs/programs-page.tsx'
import { BenefitReportPage } from './rewards/benefit-report-page.tsx'
import { HandOverPage } from './rewards/hand-over-page.tsx'
import { SandboxPage } from './sandbox/sandbox-page.tsx'
import { BrokenPage, NoSuchPage, Shell } from './shell.tsx'

type PeriodSearch = { from?: string; to?: string; buyers?: 'all' | 'members' | 'guests' }

/** An address is typed by anybody: what is not a day or a known word is dropped. */
function periodSearch(search: Record<string, unknown>): PeriodSearch {
  const { from, to, buyers } = search
  return {
    ...(typeof from === 'string' && isDay(from) ? { from } : {}),
    ...(typeof to === 'string' && isDay(to) ? { to } : {}),
    ...(buyers === 'all' || buyers === 'members' || buyers === 'guests' ? { buyers } : {}),
  }
}

const root = createRootRoute({ component: Shell, notFoundComponent: NoSuchPage, errorComponent: BrokenPage })
const under = <Path extends string>(path: Path) => ({ getParentRoute: () => root, path }) as const

const dashboard = createRoute({
  ...under('/'),
  validateSearch: periodSearch,
  component: () => <DashboardPage {...dashboard.useSearch()} />,
})
const activeMembers = createRoute({
  ...under('/figures/active-members'),
  validateSearch: periodSearch,
  component: () => <ActiveMembersPage {...activeMembers.useSearch()} />,
})
const soldReceipts = createRoute({
  ...under('/figures/receipts'),
  validateSearch: periodSearch,
  component: () => <SoldReceiptsPage {...soldReceipts.useSearch()} />,
})
const pointHolders = createRoute({ ...under('/figures/point-holders'), component: PointHoldersPage })
const members = createRoute({ ...under('/members'), component: MembersPage })
const member = createRoute({
  ...under('/members/$memberNumber'),
  component: () => <MemberPage {...member.useParams()} />,
})
const handOver = createRoute({ ...under('/hand-over'), component: HandOverPage })
const benefitReport = createRoute({
  ...under('/figures/benefits'),
  validateSearch: periodSearch,
  component: () => <BenefitReportPage {...benefitReport.useSearch()} />,
})
const joiningRequests = createRoute({ ...under('/joining-requests'), component: JoiningRequestsPage })
const approvals = createRoute({ ...under('/approvals'), component: ApprovalsPage })
const programs = createRoute({ ...under('/programs'), component: ProgramsPage })
const program = createRoute({ ...under('/programs/$code'), component: () => <ProgramPage {...program.useParams()} /> })
const newProgram = createRoute({ ...under('/new-program'), component: NewProgramPage })
const writeChange = createRoute({
  ...under('/programs/$code/change'),
  component: () => <WriteChangePage {...writeChange.useParams()} />,
})
const editChange = createRoute({
  ...under('/program-changes/$changeId'),
  component: () => <EditChangePage {...editChange.useParams()} />,
})
const goods = createRoute({ ...under('/goods'), component: GoodsPage })
const offers = createRoute({ ...under('/offers'), component: OffersPage })
const backtests = createRoute({ ...under('/backtests'), component: BacktestsPage })
const backtest = createRoute({
  ...under('/backtests/$backtestId'),
  component: () => <BacktestPage {...backtest.useParams()} />,
})
const staff = createRoute({ ...under('/staff'), component: StaffPage })
const stores = createRoute({ ...under('/stores'), component: StoresPage })
const alerts = createRoute({ ...under('/alerts'), component: AlertsPage })
const account = createRoute({ ...under('/account'), component: AccountPage })
const keys = createRoute({ ...under('/keys'), component: KeysPage })
const sandbox = createRoute({ ...under('/sandbox'), component: SandboxPage })
const audit = createRoute({ ...under('/audit'), component: AuditPage })

export const router = createRouter({
  routeTree: root.addChildren([
    dashboard,
    activeMembers,
    soldReceipts,
    pointHolders,
    members,
    member,
    handOver,
    benefitReport,
    joiningRequests,
    approvals,
    programs,
    program,
    newProgram,
    writeChange,
    editChange,
    goods,
    offers,
    backtests,
    backtest,
    staff,
    stores,
    keys,
    alerts,
    account,
    audit,
    sandbox,
  ]),
  basepath: consoleBase,
  scrollRestoration: true,
})
