import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  addRefund,
  addSale,
  Chunk,
  ColumnFileWriter,
  dayNumber,
  type Goods,
  type LineRow,
  type MemberColumns,
  type Place,
  unknownDay,
} from '../../src/backtest/index.ts'
import { mulberry32 } from './baskets.ts'

/** The size of a synthetic year. */
export type YearSize = { receipts: number; members: number }

export const firstDay = dayNumber('2025-01-01')
export const lastDay = dayNumber('2025-12-31')
const days = lastDay - firstDay + 1
const skus = 2_000
const linesPerReceipt = 3
/** One sale in so many comes back, one line of it, some days later. */
const refundEvery = 50
const refundDelayDays = 7

/** Writes a year of receipts of three lines, the same on every machine. @returns how many receipts and refunds */
export async function writeYear(path: string, { receipts, members }: YearSize): Promise<number> {
  const random = mulberry32(20261122)
  const below = (most: number) => Math.floor(random() * most)
  const writer = await ColumnFileWriter.create(path)
  const chunk = new Chunk()
  const due: { day: number; sale: number; member: number }[] = []
  let written = 0
  const room = async () => {
    if (chunk.hasRoomFor(linesPerReceipt)) return
    written += chunk.receiptCount
    await writer.write(chunk)
    chunk.empty()
  }
  for (let sale = 0; sale < receipts; sale++) {
    const day = firstDay + Math.floor((sale / receipts) * days)
    for (let next = due[0]; next && next.day <= day; next = due[0]) {
      due.shift()
      await room()
      addRefund(chunk, {
        ...next,
        atMs: next.day * 86_400_000,
        place: 0,
        isVoid: false,
        lines: [{ line: 0, units: 1 }],
      })
    }
    await room()
    const member = below(members)
    const comesBack = sale % refundEvery === 0 ? 1 : 0
    if (comesBack) due.push({ day: day + refundDelayDays, sale, member })
    const minute = 540 + below(720)
    const lines: LineRow[] = []
    for (let line = 0; line < linesPerReceipt; line++) {
      const gross = 2_000 + below(25_000)
      lines.push({ goods: below(skus), units: 1 + below(3), gross, discount: 0, tax: 0, cost: Math.floor(gross * 0.6) })
    }
    const atMs = day * 86_400_000 + minute * 60_000
    addSale(chunk, { atMs, day, minute, member, place: below(20), sale, comesBack, id: null, lines })
  }
  written += chunk.receiptCount
  await writer.write(chunk)
  await writer.end(membersOf(members), {
    zone: 'Asia/Shanghai',
    from: firstDay,
    through: lastDay,
    goods: Array.from({ length: skus }, (_, index) => goodsOf(index)),
    places: Array.from({ length: 20 }, (_, index) => placeOf(index)),
    profiles: [{ gender: null, attributes: {}, segments: [] }],
    coupons: [],
    activities: [],
    assets: [],
    levels: [],
  })
  return written
}

function membersOf(members: number): MemberColumns {
  return {
    ids: Float64Array.from({ length: members }, (_, index) => index + 1),
    joinedOn: Int32Array.from({ length: members }, (_, index) => firstDay - 1 - (index % 700)),
    birthdays: new Int32Array(members).fill(unknownDay),
    profiles: new Uint32Array(members),
  }
}

function goodsOf(index: number): Goods {
  const [classCode, brand] = [`class-${index % 40}`, `brand-${index % 25}`]
  return { sku: `sku-${index}`, class: classCode, brand, kind: 'goods', isWeighed: false }
}

function placeOf(index: number): Place {
  const storeCode = `S${String(index + 1).padStart(2, '0')}`
  return { storeCode, channel: 'till', tenders: null, promoter: null, isRuledByLive: true, isRuledByDraft: true }
}

/** Today's program, P07, and a draft: silver is easier to reach and earns more. */
export async function benchPrograms(): Promise<{ live: string; draft: string }> {
  const live = await readFile(join(import.meta.dirname, '../../programs/p07-accessory-shop.yaml'), 'utf8')
  const draft = live
    .replace('from: ¥3000\n', 'from: ¥2500\n      times: 1.2\n')
    .replace('from: ¥5000\n      discount: 10 %', 'from: ¥5000\n      discount: 8 %')
  if (draft === live) throw new Error('the draft of the benchmark differs')
  return { live, draft }
}
