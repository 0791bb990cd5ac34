import { Readable } from 'node:stream'
import Type from 'typebox'
import {
  AuditExportQuery,
  AuditFilters,
  AuditList,
  AuditQuery,
  AuditRecordAnswer,
} from '../../../shared/contract/audit.ts'
import { closed, PageQuery } from '../../../shared/contract/common.ts'
import { languageOf } from '../../../shared/languages.ts'
import { allAuditActions } from '../../platform/audit-actions.ts'
import type { Context } from '../../platform/context.ts'
import type { Http } from '../../platform/http.ts'
import { findNamedCallers } from '../keys/index.ts'
import { trailAudit } from './audit.ts'
import { exportRecords, filterOf, showRecords } from './show-records.ts'

const pageSizeUsual = 50
const MemberPath = closed({ memberNumber: Type.String({ pattern: '^[1-9][0-9]{9}$' }) })

export function auditRoutes(http: Http, context: Context): void {
  const { db, timeZone } = context
  const access = 'audit.read'
  http.addSchema(AuditRecordAnswer)

  http.get(
    '/v1/audit',
    {
      config: { access, audit: trailAudit.action('read') },
      schema: { querystring: AuditQuery, response: { 200: AuditList } },
    },
    async request => {
      const { after, pageSize = pageSizeUsual, ...asked } = request.query
      const language = languageOf(request.headers['accept-language'])
      return showRecords(context, filterOf(asked, timeZone), { after, pageSize, language })
    },
  )

  http.get(
    '/v1/audit/export.csv',
    { config: { access, audit: trailAudit.action('export') }, schema: { querystring: AuditExportQuery } },
    async (request, reply) => {
      const filter = filterOf(request.query, timeZone)
      const lines = exportRecords(context, filter, languageOf(request.headers['accept-language']))
      reply.type('text/csv; charset=utf-8').header('content-disposition', 'attachment; filename="audit.csv"')
      return reply.send(Readable.from(lines, { objectMode: false }))
    },
  )

  http.get(
    '/v1/audit/filters',
    {
      config: { access, audit: { none: 'tells what can be asked for, not who did what' } },
      schema: { response: { 200: AuditFilters } },
    },
    async request => {
      const language = languageOf(request.headers['accept-language'])
      const actions = allAuditActions().map(({ word, texts }) => ({ action: word, title: texts[language] }))
      return { callers: await findNamedCallers(db), actions }
    },
  )

  http.get(
    '/v1/members/:memberNumber/audit',
    {
      config: {
        access: 'audit.read-of-member',
        audit: { none: 'tells who looked at a member, nothing about the member' },
      },
      schema: { params: MemberPath, querystring: closed(PageQuery), response: { 200: AuditList } },
    },
    async request => {
      const { after, pageSize = pageSizeUsual } = request.query
      const language = languageOf(request.headers['accept-language'])
      return showRecords(context, { ...request.params }, { after, pageSize, language })
    },
  )
}
