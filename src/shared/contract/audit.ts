import Type, { type Static } from 'typebox'
import { closed, DayText, InstantText, Nullable, oneOf, PageQuery } from './common.ts'

const filters = {
  caller: Type.Optional(Type.String({ minLength: 1, maxLength: 120, description: 'the id of a person, till or key' })),
  action: Type.Optional(Type.String({ minLength: 1, maxLength: 80, description: 'a word of docs/audit.md' })),
  memberNumber: Type.Optional(Type.String({ pattern: '^[1-9][0-9]{9}$' })),
  from: Type.Optional(DayText),
  to: Type.Optional(DayText),
}
export const AuditQuery = closed({ ...filters, ...PageQuery })
export type AuditQuery = Static<typeof AuditQuery>
export const AuditExportQuery = closed(filters)

/** "server" is a command at the server itself, "nobody" whoever failed to sign in. */
export const callerKinds = ['staff', 'till', 'key', 'server', 'nobody'] as const
export const outcomes = ['done', 'refused', 'repeated', 'failed'] as const

/** One deed, as the trail tells it. */
export const AuditRecordAnswer = closed(
  {
    recordId: Type.Integer(),
    number: Nullable(Type.Integer({ description: 'its place in the sealed chain; null for the first moments' })),
    at: InstantText,
    callerKind: oneOf(callerKinds),
    callerId: Type.String(),
    callerName: Nullable(Type.String()),
    address: Type.String({ description: 'where the request came from' }),
    requestId: Type.String(),
    action: Type.String(),
    title: Type.String({ description: 'what the action means, in the language asked for' }),
    kind: oneOf(['writing', 'reading', 'entering']),
    memberNumber: Nullable(Type.String()),
    thing: Nullable(Type.String({ description: 'kind/id' })),
    storeCode: Nullable(Type.String()),
    shownMembers: Nullable(Type.Integer()),
    outcome: oneOf(outcomes),
    code: Nullable(Type.String({ description: 'why it was refused, a heading of docs/errors.md' })),
  },
  { $id: 'AuditRecord' },
)
export type AuditRecordAnswer = Static<typeof AuditRecordAnswer>

export const AuditList = closed({ records: Type.Array(Type.Ref('AuditRecord')), next: Nullable(Type.String()) })

/** What the trail can be searched by. */
export const AuditFilters = closed({
  callers: Type.Array(closed({ kind: oneOf(['staff', 'till', 'key']), callerId: Type.String(), name: Type.String() })),
  actions: Type.Array(closed({ action: Type.String(), title: Type.String() })),
})
