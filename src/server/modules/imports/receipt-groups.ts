import type { Row } from './read-table.ts'
import type { ReceiptRows, RowOutcome } from './receipt-rows.ts'
import { rejected } from './run-import.ts'
import type { RejectedRow, RowCounts } from './run-store.ts'
import { keyName, type ReceiptRow, type StagedReceipt, sameMember } from './staged-receipt.ts'
import type { BrokenReceipt } from './staged-receipt-store.ts'

/** Receipts may be written by two tills in turns, but not twice within half a day under one number. */
const spanMsMax = 12 * 3_600_000

/** Rows gathered into receipts by their number. */
export class ReceiptGroups {
  readonly receipts = new Map<string, StagedReceipt>()
  readonly rejects: RejectedRow[] = []

  /** @returns what the rows became; rows of receipts that turn out to be broken count as taken until then */
  add(rows: ReceiptRows, batch: readonly Row[]): Partial<RowCounts> {
    let taken = 0
    let skipped = 0
    for (const row of batch) {
      const outcome = rows.read(row)
      if (outcome.kind === 'skipped') skipped += 1
      else if (outcome.kind === 'refused') this.#refuse(row.lineNumber, outcome)
      else {
        taken += 1
        this.#take(outcome.row)
      }
    }
    return { rows: batch.length, taken, skipped, rejected: batch.length - taken - skipped }
  }

  /** The receipts that may not be settled, taken out: for a trial, which has no database to do it. */
  takeBroken(): BrokenReceipt[] {
    const broken: BrokenReceipt[] = []
    for (const [name, receipt] of this.receipts) {
      const isLong = receipt.lastSoldAt.getTime() - receipt.soldAt.getTime() > spanMsMax
      if (!receipt.broken && isLong) receipt.broken = { code: 'two-days', lineNumber: receipt.lines[0]?.at ?? 0 }
      if (!receipt.broken) continue
      const { code, lineNumber } = receipt.broken
      broken.push({
        number: receipt.number,
        lineNumbers: receipt.lines.map(line => line.at),
        code,
        brokenLine: lineNumber,
      })
      this.receipts.delete(name)
    }
    return broken
  }

  #take(row: ReceiptRow): void {
    const { line, isRefund, soldAt, member, ...key } = row
    const receipt = this.receipts.get(keyName(key))
    if (!receipt) {
      const kind = isRefund ? 'refund' : 'sale'
      this.receipts.set(keyName(key), { ...key, kind, soldAt, lastSoldAt: soldAt, member, lines: [line], broken: null })
      return
    }
    receipt.lines.push(line)
    if (soldAt < receipt.soldAt) receipt.soldAt = soldAt
    if (soldAt > receipt.lastSoldAt) receipt.lastSoldAt = soldAt
    if (!sameMember(receipt.member, member)) receipt.broken ??= { code: 'two-members', lineNumber: line.at }
    receipt.member ??= member
  }

  /** Without its number a row spoils nobody but itself. */
  #refuse(lineNumber: number, { error, key, isRefund }: Extract<RowOutcome, { kind: 'refused' }>): void {
    this.rejects.push(rejected(lineNumber, error))
    if (!key) return
    const receipt = this.receipts.get(keyName(key))
    const broken = { code: 'other-row-of-receipt', lineNumber } as const
    if (receipt) receipt.broken ??= broken
    else
      this.receipts.set(keyName(key), {
        ...key,
        kind: isRefund ? 'refund' : 'sale',
        soldAt: new Date(0),
        lastSoldAt: new Date(0),
        member: null,
        lines: [],
        broken,
      })
  }
}
