import type { AuditFilters, AuditPage } from './answers.ts'
import { read, withQuery } from './client.ts'

export type AuditFilter = { caller?: string; action?: string; memberNumber?: string; from?: string; to?: string }
type Page = { after?: string; pageSize: number }

export const readAudit = (query: AuditFilter & Page) => read<AuditPage>('/v1/audit', query)
export const readAuditFilters = () => read<AuditFilters>('/v1/audit/filters')
export const auditCsvAddress = (filter: AuditFilter) => withQuery('/v1/audit/export.csv', filter)
export const readAuditOfMember = (memberNumber: string, page: Page) =>
  read<AuditPage>(`/v1/members/${encodeURIComponent(memberNumber)}/audit`, page)
