import type { ActiveMembers, Dashboard, PointHolders, SoldReceipts } from './answers.ts'
import { read } from './client.ts'

export type FigureQuery = {
  from: string
  to: string
  after?: string
  pageSize?: number
  buyers?: 'all' | 'members' | 'guests'
}

export const readDashboard = (query: { from: string; to: string }) => read<Dashboard>('/v1/dashboard', query)
export const readActiveMembers = (query: FigureQuery) => read<ActiveMembers>('/v1/dashboard/active-members', query)
export const readSoldReceipts = (query: FigureQuery) => read<SoldReceipts>('/v1/dashboard/receipts', query)
export const readPointHolders = (query: { after?: string; pageSize?: number }) =>
  read<PointHolders>('/v1/dashboard/point-holders', query)
