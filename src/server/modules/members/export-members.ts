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

/**
 * Writes the members of a scope with their phone numbers and addresses as CSV (RFC 4180), newest first, a page at a time: ten million never lie in memory.
 * Each page is read by itself, so members who join meanwhile may be missing, and nobody is there twice.
 */
export async function* exportMembers(
  { db, cipher }: Pick<Context, 'db' | 'cipher'>,
  scope: StoreScope,
): AsyncGenerator<string> {
  const stores = await storeDirectory(db)
  yield `${byteOrderMark}${csvLine(columns)}`
  for (let before: number | undefined; ; ) {
    const memberIds = await listMemberIds(db, { scope }, { before, max: pageRows })
    const rows = await readMembers(db, memberIds)
    yield rows.map(row => csvLine(cellsOf(row, { cipher, stores }))).join('')
    before = memberIds.at(-1)
    if (memberIds.length < pageRows) return
  }
}

const columns = [
  'memberNumber',
  'name',
  'phone',
  'email',
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

type Parts = { cipher: Context['cipher']; stores: StoreDirectory }

function cellsOf(row: MemberRow, { cipher, stores }: Parts): string[] {
  const phone = openedPhone(cipher, row)
  const cells: Record<(typeof columns)[number], unknown> = {
    ...summaryOf(row, { cipher, stores }),
    phone: phone && dialledPhone(phone),
    email: openedEmail(cipher, row),
    attributes: Object.keys(row.attributes).length === 0 ? null : JSON.stringify(row.attributes),
  }
  return columns.map(column => String(cells[column] ?? ''))
}

/** A cell that a spreadsheet would run as a formula gets an apostrophe before it, which spreadsheets show as text. */
export function csvLine(cells: readonly string[]): string {
  const safe = cells.map(cell => (/^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell))
  return `${safe.map(cell => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')}\r\n`
}
