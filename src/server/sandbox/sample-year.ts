import { addDays, type Day, dayOf, startOfDay } from '../../shared/calendar.ts'
import { permissions } from '../modules/access/index.ts'
import { findPieceGoods, putGoods } from '../modules/catalog/index.ts'
import { Checkout, prepareSale } from '../modules/checkout/index.ts'
import { Assets } from '../modules/ledger/index.ts'
import { joinMembers } from '../modules/members/index.ts'
import { storeDirectory } from '../modules/organisation/index.ts'
import { ProgramBook } from '../modules/programs/index.ts'
import type { Caller } from '../platform/caller.ts'
import type { Context } from '../platform/context.ts'
import { invariant } from '../platform/errors.ts'
import { requestHashOf } from '../platform/idempotency.ts'
import { inventedPeople } from './invented-people.ts'

const daysOfTheYear = 365

/** Somebody who buys at their own pace, and what they spend at a time, in 分. */
export type InventedReceipt = { member: number; day: Day; minute: number; priceCents: number; quantity: number }

/**
 * The receipts of a year, the same on every machine, in the order of time: the first member comes every ten days, each
 * next one a week more seldom. Prices from ¥18 to ¥417 and one to three pieces reach and miss the limits of most programs.
 */
export function inventedReceipts(firstDay: Day): InventedReceipt[] {
  const receipts: InventedReceipt[] = []
  for (let member = 0; member < inventedPeople.length; member++) {
    const everyDays = 10 + 7 * member
    for (let offset = member; offset < daysOfTheYear; offset += everyDays) {
      // Weyl's sequence of the golden ratio: without a pattern that people would notice, and without chance.
      const share = ((receipts.length + 1) * 0.618_033_988_75) % 1
      receipts.push({
        member,
        day: addDays(firstDay, offset),
        minute: 600 + Math.floor(share * 600),
        priceCents: 1_800 + Math.floor(share * 400) * 100,
        quantity: 1 + (receipts.length % 3),
      })
    }
  }
  return receipts.sort((a, b) => (a.day === b.day ? a.minute - b.minute : a.day < b.day ? -1 : 1))
}

export type LiveYear = {
  context: Context
  firstDay: Day
  /** Lives all days up to an instant. */
  travelTo: (at: Date) => Promise<void>
}

/** Ten invented members join and buy through a year, on the very path of a till. The year is lived day by day. */
export async function liveSampleYear({ context, firstDay, travelTo }: LiveYear): Promise<void> {
  const shop = await openSampleShop(context)
  const members = await joinInvented(context, shop.storeId)
  for (const [index, receipt] of inventedReceipts(firstDay).entries()) {
    const at = new Date(startOfDay(receipt.day, context.timeZone).getTime() + receipt.minute * 60_000)
    await travelTo(at)
    const memberNumber = members[receipt.member]
    invariant(memberNumber, 'every invented member has joined')
    await shop.sell({ ...receipt, memberNumber, receiptNumber: `SAMPLE-${index + 1}` })
  }
}

async function joinInvented({ db, cipher, clock, timeZone }: Context, homeStoreId: number): Promise<string[]> {
  const joinedAt = clock.now()
  const requests = inventedPeople.map(person => ({ ...person, homeStoreId, source: 'import' as const, joinedAt }))
  const joined = await db.transaction(tx => joinMembers(tx, requests, { cipher, today: dayOf(joinedAt, timeZone) }))
  return joined.map(answer => {
    if ('memberNumber' in answer) return answer.memberNumber
    throw answer
  })
}

/** Whoever sells in a year that nobody was there to sell in. */
const sampleCaller: Caller = {
  id: 'sandbox',
  kind: 'key',
  name: 'sandbox',
  role: null,
  permissions: new Set(permissions),
  storeIds: 'all',
  tillId: null,
  staffId: null,
}

type Sold = InventedReceipt & { memberNumber: string; receiptNumber: string }

/** The first till of the shop, with goods of the shop; where it has none, with three invented ones. */
async function openSampleShop(context: Context) {
  const { db, clock, timeZone } = context
  const programs = new ProgramBook(db, timeZone)
  const checkout = new Checkout(context, { programs, assets: new Assets(db), observers: [] })
  const store = (await storeDirectory(db)).stores.find(candidate => candidate.tills.length > 0)
  const till = store?.tills[0]
  invariant(store && till, 'a shop has a store with a till')
  const goods = await findPieceGoods(db, 50)
  if (goods.length === 0) await db.transaction(tx => putGoods(tx, inventedGoods, clock.now()))
  const skus = (goods.length > 0 ? goods : inventedGoods).map(({ sku }) => sku)

  const sell = async (sold: Sold): Promise<void> => {
    const { receiptNumber, memberNumber, priceCents: unitPriceCents, quantity, minute } = sold
    const line = { lineNumber: 1, sku: skus[minute % skus.length] ?? '', quantity, unitPriceCents }
    const place = { storeCode: store.code, tillCode: till.code }
    const body = { ...place, receiptNumber, member: { memberNumber }, lines: [line] }
    const command = await prepareSale(checkout.preparing, body, { caller: sampleCaller, channel: 'api' })
    const requestHash = requestHashOf({ method: 'POST', path: '/v1/checkouts', body: JSON.stringify(body) })
    const claim = { caller: sampleCaller.id, key: receiptNumber, requestHash, language: 'zh-CN' } as const
    const answer = await checkout.submit({ claim, language: 'zh-CN', command })
    if (answer.status >= 400) throw new Error(`An invented receipt was refused: ${answer.body}`)
  }
  return { storeId: store.storeId, sell }
}

const inventedGoods = [
  { sku: 'SAMPLE-1', name: '试用商品一' },
  { sku: 'SAMPLE-2', name: '试用商品二' },
  { sku: 'SAMPLE-3', name: '试用商品三' },
]
