/**
 * Receipts and activities as columns: what happened in the order of time, a few ten thousand at a time, in memory that all threads
 * share. Amounts are 分 in doubles, which count them exactly; days are numbers (days.ts).
 */
export const chunkReceiptsMax = 32_768
export const chunkLinesMax = 131_072

/** What a row of the receipts is. */
export const kinds = { sale: 0, refund: 1, void: 2, activity: 3, movement: 4, level: 5 } as const

/** The sale of a refund that lies before everything that was read. */
export const unknownSale = 0xffff_ffff

export const idBytes = 16

/** A receipt has 39 bytes and its id, a line 44: see the views below. */
const chunkBytes = chunkReceiptsMax * (39 + idBytes) + chunkLinesMax * 44

function viewsOf(buffer: SharedArrayBuffer) {
  const of = chunkReceiptsMax
  const most = chunkLinesMax
  let offset = 0
  const take = (bytes: number) => {
    const at = offset
    offset += bytes
    return at
  }
  // Doubles first, then fours, twos and ones: each view begins at a multiple of its own size.
  const atMs = new Float64Array(buffer, take(8 * of), of)
  const lines = {
    units: new Float64Array(buffer, take(8 * most), most),
    gross: new Float64Array(buffer, take(8 * most), most),
    discount: new Float64Array(buffer, take(8 * most), most),
    tax: new Float64Array(buffer, take(8 * most), most),
    /** −1 where nobody knows. */
    cost: new Float64Array(buffer, take(8 * most), most),
    /** Which goods, by number; in a refund, which line of the sale, from 0. */
    goods: new Uint32Array(buffer, take(4 * most), most),
  }
  const receipts = {
    atMs,
    /** The running number of a sale; of a refund, that of its sale; of an activity, which one, by number. */
    sale: new Uint32Array(buffer, take(4 * of), of),
    member: new Int32Array(buffer, take(4 * of), of),
    day: new Int32Array(buffer, take(4 * of), of),
    firstLine: new Uint32Array(buffer, take(4 * of), of),
    /** Where and how it was sold, by number. */
    place: new Uint32Array(buffer, take(4 * of), of),
    /** The coupons that it used, by number from 1; 0: none. */
    coupons: new Uint32Array(buffer, take(4 * of), of),
    lineCount: new Uint16Array(buffer, take(2 * of), of),
    minute: new Uint16Array(buffer, take(2 * of), of),
    /** How many refunds of this sale are still to come, so that only what is needed later is kept. */
    comesBack: new Uint16Array(buffer, take(2 * of), of),
    kind: new Uint8Array(buffer, take(of), of),
  }
  return { lines, receipts, ids: new Uint8Array(buffer, take(idBytes * of), idBytes * of) }
}

/** One block of receipts and their lines. Whoever fills it is alone; whoever reads it does not write. */
export class Chunk {
  readonly buffer: SharedArrayBuffer
  readonly receipts: ReturnType<typeof viewsOf>['receipts']
  readonly lines: ReturnType<typeof viewsOf>['lines']
  readonly ids: Uint8Array<SharedArrayBuffer>
  receiptCount = 0
  lineCount = 0

  constructor(buffer = new SharedArrayBuffer(chunkBytes)) {
    const { receipts, lines, ids } = viewsOf(buffer)
    this.buffer = buffer
    this.receipts = receipts
    this.lines = lines
    this.ids = ids
  }

  hasRoomFor(lines: number): boolean {
    return this.receiptCount < chunkReceiptsMax && this.lineCount + lines <= chunkLinesMax
  }

  empty(): void {
    this.receiptCount = 0
    this.lineCount = 0
  }

  /** The used part of each column, in the order in which a column file holds them. */
  usedViews(): Uint8Array[] {
    const used = (view: ArrayBufferView, count: number, bytes: number) =>
      new Uint8Array(this.buffer, view.byteOffset, count * bytes)
    return [
      ...Object.values(this.receipts).map(view => used(view, this.receiptCount, view.BYTES_PER_ELEMENT)),
      used(this.ids, this.receiptCount, idBytes),
      ...Object.values(this.lines).map(view => used(view, this.lineCount, view.BYTES_PER_ELEMENT)),
    ]
  }
}

export type SaleRow = {
  atMs: number
  day: number
  minute: number
  member: number
  place: number
  sale: number
  comesBack: number
  /** The number of its coupons, from 1; left out: it used none. */
  coupons?: number
  id: Uint8Array | null
  lines: readonly LineRow[]
}
export type LineRow = { goods: number; units: number; gross: number; discount: number; tax: number; cost: number }

export type RefundRow = {
  atMs: number
  day: number
  member: number
  place: number
  sale: number
  isVoid: boolean
  lines: readonly { line: number; units: number }[]
}

/** What a member did besides buying; `activity` is its code, by number. */
export type ActivityRow = Pick<SaleRow, 'atMs' | 'day' | 'minute' | 'member' | 'place'> & { activity: number }

/** Points that were added, taken or given away by hand; `asset` is their code, by number, `expiry` as of lots. */
export type MovementRow = Pick<SaleRow, 'atMs' | 'day' | 'member'> & {
  asset: number
  points: number
  expiry: number
  isIdle: boolean
  isTransfer: boolean
}

/** What staff did to levels: gave one by invitation, set one, locked it through a day, or lifted the lock. */
export const levelDeeds = ['invited', 'manual', 'locked', 'unlocked'] as const
export type LevelDeed = (typeof levelDeeds)[number]

/** Such a deed; `level` is a code, by number, `through` its last day, or `never`. */
export type LevelRow = Pick<SaleRow, 'atMs' | 'day' | 'member'> & { deed: LevelDeed; level: number; through: number }

/** Adds a sale; the caller has seen that there is room. */
export function addSale(chunk: Chunk, row: SaleRow): void {
  const { receipts } = chunk
  const at = chunk.receiptCount
  receipts.kind[at] = kinds.sale
  receipts.minute[at] = row.minute
  receipts.comesBack[at] = row.comesBack
  receipts.coupons[at] = row.coupons ?? 0
  place(chunk, row)
  if (row.id) chunk.ids.set(row.id, at * idBytes)
  for (const line of row.lines) addLine(chunk, line)
}

/** Adds a refund of a sale, or its cancellation; a sale that was not read has the number `unknownSale`. */
export function addRefund(chunk: Chunk, row: RefundRow): void {
  const at = chunk.receiptCount
  chunk.receipts.kind[at] = row.isVoid ? kinds.void : kinds.refund
  chunk.receipts.minute[at] = 0
  chunk.receipts.comesBack[at] = 0
  chunk.receipts.coupons[at] = 0
  place(chunk, row)
  for (const { line, units } of row.lines)
    addLine(chunk, { goods: line, units, gross: 0, discount: 0, tax: 0, cost: 0 })
}

/** Adds an activity; it has no lines. */
export function addActivity(chunk: Chunk, { activity, ...row }: ActivityRow): void {
  const at = chunk.receiptCount
  chunk.receipts.kind[at] = kinds.activity
  chunk.receipts.minute[at] = row.minute
  chunk.receipts.comesBack[at] = 0
  chunk.receipts.coupons[at] = 0
  place(chunk, { ...row, sale: activity, lines: [] })
}

/** Adds what was done to a level: it lies in a line of its own. */
export function addLevel(chunk: Chunk, { deed, level, through, ...row }: LevelRow): void {
  addByHand(chunk, row, kinds.level)
  addLine(chunk, { goods: level, units: levelDeeds.indexOf(deed), gross: 0, discount: 0, tax: 0, cost: through })
}

function addByHand(chunk: Chunk, row: Pick<SaleRow, 'atMs' | 'day' | 'member'>, kind: number): void {
  const at = chunk.receiptCount
  chunk.receipts.kind[at] = kind
  chunk.receipts.minute[at] = 0
  chunk.receipts.comesBack[at] = 0
  chunk.receipts.coupons[at] = 0
  place(chunk, { ...row, place: 0, sale: 0, lines: [row] })
}

/** Adds such a movement: its points lie in a line of its own. */
export function addMovement(chunk: Chunk, { asset, points, expiry, isIdle, isTransfer, ...row }: MovementRow): void {
  addByHand(chunk, row, kinds.movement)
  const [units, tax] = [isIdle ? 1 : 0, isTransfer ? 1 : 0]
  addLine(chunk, { goods: asset, units, gross: points, discount: 0, tax, cost: expiry })
}

function place(
  chunk: Chunk,
  row: Pick<SaleRow, 'atMs' | 'sale' | 'member' | 'day' | 'place'> & { lines: readonly unknown[] },
) {
  const { receipts } = chunk
  const at = chunk.receiptCount++
  receipts.atMs[at] = row.atMs
  receipts.sale[at] = row.sale
  receipts.member[at] = row.member
  receipts.day[at] = row.day
  receipts.place[at] = row.place
  receipts.firstLine[at] = chunk.lineCount
  receipts.lineCount[at] = row.lines.length
}

function addLine(chunk: Chunk, line: LineRow): void {
  const { lines } = chunk
  const at = chunk.lineCount++
  lines.goods[at] = line.goods
  lines.units[at] = line.units
  lines.gross[at] = line.gross
  lines.discount[at] = line.discount
  lines.tax[at] = line.tax
  lines.cost[at] = line.cost
}
