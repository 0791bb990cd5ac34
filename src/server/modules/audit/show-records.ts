import { addDays, type Day, isDay, startOfDay } from '../../../shared/calendar.ts'
import { type AuditQuery, type AuditRecordAnswer, callerKinds } from '../../../shared/contract/audit.ts'
import type { Language } from '../../../shared/languages.ts'
import { type AuditAction, allAuditActions } from '../../platform/audit-actions.ts'
import type { Context } from '../../platform/context.ts'
import { csvLine } from '../../platform/csv.ts'
import { httpErrors } from '../../platform/http-errors.ts'
import { findNamedCallers, type NamedCaller } from '../keys/index.ts'
import { type StoreDirectory, storeDirectory } from '../organisation/index.ts'
import { findRecords, type ListedRecord, type RecordFilter, type RecordPlace } from './record-store.ts'

type Asked = Omit<AuditQuery, 'after' | 'pageSize'>
type Names = {
  actions: ReadonlyMap<string, AuditAction>
  callers: ReadonlyMap<string, NamedCaller>
  stores: StoreDirectory
  language: Language
}

/**
 * What is asked for, in instants: a period has both its days whole, in the organisation's time zone.
 * @throws request/no-such-day
 */
export function filterOf({ caller, action, memberNumber, from, to }: Asked, zone: string): RecordFilter {
  return {
    callerId: caller,
    action,
    memberNumber,
    from: from === undefined ? undefined : startOfDay(realDay(from), zone),
    before: to === undefined ? undefined : startOfDay(addDays(realDay(to), 1), zone),
  }
}

function realDay(day: Day): Day {
  if (!isDay(day)) throw httpErrors.make('no-such-day')
  return day
}

/** One page of the trail, newest first. @throws request/page-unknown */
export async function showRecords(
  { db }: Pick<Context, 'db'>,
  filter: RecordFilter,
  { after, pageSize, language }: { after: string | undefined; pageSize: number; language: Language },
): Promise<{ records: AuditRecordAnswer[]; next: string | null }> {
  const records = await findRecords(db, filter, { after: placeOf(after), max: pageSize })
  const names = await readNames({ db }, language)
  const last = records.length < pageSize ? undefined : records.at(-1)
  return { records: records.map(record => answerOf(record, names)), next: last ? textOf(last) : null }
}

const exportPageRows = 2_000

const columns = [
  'number',
  'at',
  'callerKind',
  'callerId',
  'callerName',
  'address',
  'requestId',
  'action',
  'title',
  'memberNumber',
  'thing',
  'storeCode',
  'shownMembers',
  'outcome',
  'code',
] as const satisfies (keyof AuditRecordAnswer)[]

/** The whole of what is asked for as CSV, newest first, a page at a time: ten million records never lie in memory. */
export async function* exportRecords(
  { db }: Pick<Context, 'db'>,
  filter: RecordFilter,
  language: Language,
): AsyncGenerator<string> {
  const names = await readNames({ db }, language)
  yield `\uFEFF${csvLine([...columns])}`
  for (let after: RecordPlace | undefined; ; ) {
    const records = await findRecords(db, filter, { after, max: exportPageRows })
    yield records
      .map(record => answerOf(record, names))
      .map(answer => csvLine(columns.map(column => answer[column])))
      .join('')
    after = records.at(-1)
    if (records.length < exportPageRows) return
  }
}

async function readNames({ db }: Pick<Context, 'db'>, language: Language): Promise<Names> {
  const [callers, stores] = [await findNamedCallers(db), await storeDirectory(db)]
  return {
    actions: new Map(allAuditActions().map(action => [action.word, action])),
    callers: new Map(callers.map(caller => [caller.callerId, caller])),
    stores,
    language,
  }
}

function answerOf({ at, atMicros: _atMicros, storeId, ...record }: ListedRecord, names: Names): AuditRecordAnswer {
  const action = names.actions.get(record.action)
  return {
    ...record,
    at: at.toISOString(),
    callerKind: kindOf(record.callerKind),
    callerName: names.callers.get(record.callerId)?.name ?? null,
    title: action?.texts[names.language] ?? record.action,
    kind: action?.kind ?? 'writing',
    storeCode: storeId === null ? null : (names.stores.storeById(storeId)?.code ?? null),
  }
}

function kindOf(word: string): AuditRecordAnswer['callerKind'] {
  return callerKinds.find(kind => kind === word) ?? 'nobody'
}

function textOf({ atMicros, recordId }: RecordPlace): string {
  return `${atMicros}-${recordId}`
}

function placeOf(text: string | undefined): RecordPlace | undefined {
  if (text === undefined) return undefined
  const [, atMicros, recordId] = /^(\d{1,16})-(\d{1,15})$/.exec(text) ?? []
  if (!atMicros || !recordId) throw httpErrors.make('page-unknown')
  return { atMicros: Number(atMicros), recordId: Number(recordId) }
}
