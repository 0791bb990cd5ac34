import {
  AlertOutlined,
  ApartmentOutlined,
  AuditOutlined,
  BarChartOutlined,
  BarcodeOutlined,
  CrownOutlined,
  ExperimentOutlined,
  FileTextOutlined,
  GiftOutlined,
  IdcardOutlined,
  KeyOutlined,
  SafetyOutlined,
  ShopOutlined,
  TagsOutlined,
  UserAddOutlined,
} from '@ant-design/icons'
import type { ReactNode } from 'react'
import type { Permission } from '../session/session.ts'
import type { consoleTexts } from '../texts/console.ts'
import { type Path, paths } from '../ui/paths.ts'

type Name = keyof typeof consoleTexts
type Item = { name: Name; path: Path; icon: ReactNode; needs: Permission }

export const menu: readonly { group: Name; items: readonly Item[] }[] = [
  {
    group: 'daily',
    items: [
      { name: 'dashboard', path: paths.dashboard(), icon: <BarChartOutlined aria-hidden />, needs: 'insights.read' },
      { name: 'members', path: paths.members(), icon: <IdcardOutlined aria-hidden />, needs: 'members.read' },
      {
        name: 'joiningRequests',
        path: paths.joiningRequests(),
        icon: <UserAddOutlined aria-hidden />,
        needs: 'members.approve',
      },
      { name: 'handOver', path: paths.handOver(), icon: <GiftOutlined aria-hidden />, needs: 'rewards.redeem' },
      {
        name: 'benefitReport',
        path: paths.benefitReport(),
        icon: <CrownOutlined aria-hidden />,
        needs: 'insights.read',
      },
      { name: 'approvals', path: paths.approvals(), icon: <AuditOutlined aria-hidden />, needs: 'ledger.approve' },
      { name: 'alerts', path: paths.alerts(), icon: <AlertOutlined aria-hidden />, needs: 'alerts.handle' },
      { name: 'programs', path: paths.programs(), icon: <FileTextOutlined aria-hidden />, needs: 'programs.read' },
      { name: 'offers', path: paths.offers(), icon: <TagsOutlined aria-hidden />, needs: 'programs.read' },
      { name: 'goods', path: paths.goods(), icon: <BarcodeOutlined aria-hidden />, needs: 'organisation.read' },
      {
        name: 'backtests',
        path: paths.backtests(),
        icon: <ExperimentOutlined aria-hidden />,
        needs: 'programs.publish',
      },
    ],
  },
  {
    group: 'settings',
    items: [
      { name: 'sandbox', path: paths.sandbox(), icon: <ExperimentOutlined aria-hidden />, needs: 'sandbox.use' },
      { name: 'stores', path: paths.stores(), icon: <ShopOutlined aria-hidden />, needs: 'organisation.read' },
      { name: 'staff', path: paths.staff(), icon: <ApartmentOutlined aria-hidden />, needs: 'organisation.manage' },
      { name: 'keys', path: paths.keys(), icon: <KeyOutlined aria-hidden />, needs: 'organisation.manage' },
      { name: 'audit', path: paths.audit(), icon: <SafetyOutlined aria-hidden />, needs: 'audit.read' },
    ],
  },
]
