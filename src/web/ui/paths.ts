type Period = { from: string; to: string }

/** Where a link of the console leads, relative to its base path. */
export type Path = { to: string; search?: Record<string, string> }

/** Every address of the console is built here. */
export const paths = {
  dashboard: (period?: Period): Path => ({ to: '/', ...(period ? { search: period } : {}) }),
  activeMembers: (period: Period): Path => ({ to: '/figures/active-members', search: period }),
  soldReceipts: ({ buyers, ...period }: Period & { buyers: 'all' | 'members' | 'guests' }): Path => ({
    to: '/figures/receipts',
    search: { ...period, buyers },
  }),
  pointHolders: (): Path => ({ to: '/figures/point-holders' }),
  members: (): Path => ({ to: '/members' }),
  member: (memberNumber: string): Path => ({ to: `/members/${encodeURIComponent(memberNumber)}` }),
  joiningRequests: (): Path => ({ to: '/joining-requests' }),
  handOver: (): Path => ({ to: '/hand-over' }),
  benefitReport: (): Path => ({ to: '/figures/benefits' }),
  approvals: (): Path => ({ to: '/approvals' }),
  programs: (): Path => ({ to: '/programs' }),
  program: (code: string): Path => ({ to: `/programs/${encodeURIComponent(code)}` }),
  newProgram: (): Path => ({ to: '/new-program' }),
  writeChange: (code: string): Path => ({ to: `/programs/${encodeURIComponent(code)}/change` }),
  editChange: (changeId: string): Path => ({ to: `/program-changes/${encodeURIComponent(changeId)}` }),
  goods: (): Path => ({ to: '/goods' }),
  offers: (): Path => ({ to: '/offers' }),
  backtests: (): Path => ({ to: '/backtests' }),
  backtest: (id: string): Path => ({ to: `/backtests/${encodeURIComponent(id)}` }),
  staff: (): Path => ({ to: '/staff' }),
  stores: (): Path => ({ to: '/stores' }),
  keys: (): Path => ({ to: '/keys' }),
  alerts: (): Path => ({ to: '/alerts' }),
  account: (): Path => ({ to: '/account' }),
  audit: (): Path => ({ to: '/audit' }),
  sandbox: (): Path => ({ to: '/sandbox' }),
} as const

export const consoleBase = '/console'
export const tillAddress = '/till'
