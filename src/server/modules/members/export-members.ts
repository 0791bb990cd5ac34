import type { Context } from '../../platform/context.ts'
import { type StoreDirectory, storeDirectory } from '../organisation/index.ts'
import type { StoreScope } from './member.ts'
import { listMemberIds, type MemberRow, readMembers } from './member-list-store.ts'
import { summaryOf } from './member-summary.ts'
import { dialledPhone } from './phone.ts'
import { openedEmail, openedPhone } from './sealed-contact.ts'

const pageRows = 1_000

/** The byte order mark, by which Excel knows the file for UTF-8. */
const byteOrderMark = '\uFEFF'

export type ExportMembers = { scope: StoreScope; withPersonal: boolean }

/**
 * Writes the members of a scope as CSV (RFC 4180), newest first, a page at a time: ten million never lie in memory.
 * Each page is read by itself, so members who join meanwhile may be missing, and nobody is there twice.
 */
export async function* exportMembers(
  { db, cipher }: Pick<Context, 'db' | 'cipher'>,
  { scope, withPersonal }: ExportMembers,
): AsyncGenerator<string> {
  const stores = await storeDirectory(db)
  yield `${byteOrderMark}${csvLine(withPersonal ? columns.map(column => column.replace('Masked', '')) : columns)}`
  for (let before: number | undefined; ; ) {
    const memberIds = await listMemberIds(db, { scope }, { before, max: pageRows })
    const rows = await readMembers(db, memberIds)
    yield rows.map(row => csvLine(cellsOf(row, { cipher, stores, withPersonal }))).join('')
    before = memberIds.at(-1)
    if (memberIds.length < pageRows) return
  }
}

const columns = [
  'memberNumber',
  'name',
  'phoneMasked',
  'emailMasked',
  'card',
  'externalId',
  'birthday',
  'gender',
  'homeStoreCode',
  'source',
  'joinedAt',
  'wishedLevel',
  'attributes',
] as const

type Parts = { cipher: Context['cipher']; stores: StoreDirectory; withPersonal: boolean }

function cellsOf(row: MemberRow, { cipher, stores, withPersonal }: Parts): string[] {
  const summary = summaryOf(row, { cipher, stores })
  const cells: Record<(typeof columns)[number], unknown> = {
    ...summary,
    attributes: Object.keys(row.attributes).length === 0 ? null : JSON.stringify(row.attributes),
  }
  if (withPersonal) {
    const phone = openedPhone(cipher, row)
    cells.phoneMasked = phone && dialledPhone(phone)
    cells.emailMasked = openedEmail(cipher, row)
  }
  return columns.map(column => String(cells[column] ?? ''))
}

/** A cell that a spreadsheet would run as a formula gets an apostrophe before it, which spreadsheets show as text. */
export function csvLine(cells: readonly string[]): string {
  const safe = cells.map(cell => (/^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell))
  return `${safe.map(cell => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')}\r\n`
}
