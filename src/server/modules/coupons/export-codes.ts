import { byteOrderMark, csvLine } from '../../platform/csv.ts'
import type { Database } from '../../platform/database.ts'
import { listBatchCodes } from './code-store.ts'
import { shownCode } from './coupon-code.ts'

const pageSize = 5_000

/** The codes of a batch as CSV, page by page: a million of them are never in memory at once. */
export async function* exportCodes(db: Database, batchId: string): AsyncGenerator<string> {
  yield byteOrderMark + csvLine(['code', 'claimed'])
  let after: Buffer = Buffer.alloc(0)
  for (;;) {
    const codes = await listBatchCodes(db, { batchId, after, max: pageSize })
    const last = codes.at(-1)
    if (!last) return
    yield codes.map(({ code, isClaimed }) => csvLine([shownCode(code), isClaimed ? 'yes' : 'no'])).join('')
    after = last.hash
  }
}
