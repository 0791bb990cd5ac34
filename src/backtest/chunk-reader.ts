import type { CouponRight, SaleFacts, SaleLine } from '../program/index.ts'
import { type Chunk, idBytes, kinds, levelDeeds } from './chunk.ts'
import type { BroughtCoupon } from './coupon-rights.ts'
import { dayText } from './days.ts'
import { type BacktestPlan, type Goods, type NewWords, type Place, type Profile, unknownDay } from './plan.ts'
import type { Buyer, SeenActivity, SeenLevel, SeenMovement, SeenRefund, SeenSale } from './seen.ts'

const dayMs = 86_400_000
const noCoupons: readonly BroughtCoupon[] = []
const noRights: readonly CouponRight[] = []

/**
 * Makes facts of columns. It knows the words of everything that was read so far. A sale is good until the next is asked
 * for: all of them are told in the same objects, because to make new ones takes as long as to decide.
 */
export class ChunkReader {
  readonly #plan: Pick<BacktestPlan, 'shiftDays' | 'members'>
  readonly #sale = blankSale()
  /** By their number: the lines of a sale. */
  readonly #baskets: SaleLine[][] = []
  readonly #goods: Goods[] = []
  readonly #places: Place[] = []
  readonly #profiles: Profile[] = []
  readonly #coupons: (readonly BroughtCoupon[])[] = []
  readonly #activities: string[] = []
  readonly #assets: string[] = []
  readonly #levels: string[] = []

  constructor(plan: Pick<BacktestPlan, 'shiftDays' | 'members'>) {
    this.#plan = plan
  }

  learn({ goods, places, profiles, coupons, activities, assets, levels }: NewWords): void {
    for (const one of goods) this.#goods.push(one)
    for (const one of places) this.#places.push(one)
    for (const one of profiles) this.#profiles.push(one)
    for (const one of levels) this.#levels.push(one)
    for (const one of assets) this.#assets.push(one)
    for (const one of activities) this.#activities.push(one)
    for (const one of coupons) this.#coupons.push(one.map(coupon => this.#shifted(coupon)))
  }

  /** As much later as the receipt: a coupon is as old as it was. */
  #shifted({ offer, claimedOn }: BroughtCoupon): BroughtCoupon {
    return { offer, claimedOn: claimedOn === null ? null : claimedOn + this.#plan.shiftDays }
  }

  saleAt(chunk: Chunk, at: number): SeenSale {
    const { atMs, sale, member, minute, comesBack, place, coupons } = chunk.receipts
    const seen = this.#sale
    const { facts } = seen
    const where = told(this.#places, place[at])
    const day = this.#dayAt(chunk, at)
    facts.storeCode = where.storeCode
    facts.soldAt.setTime((atMs[at] ?? 0) + this.#plan.shiftDays * dayMs)
    facts.soldOn = dayText(day)
    facts.soldMinute = minute[at] ?? 0
    facts.channel = where.channel
    facts.tenders = where.tenders
    facts.promoter = where.promoter
    facts.lines = this.#linesAt(chunk, at)
    seen.place = where
    seen.day = day
    seen.sale = sale[at] ?? 0
    seen.comesBack = comesBack[at] ?? 0
    const brought = coupons[at] ?? 0
    seen.coupons = brought === 0 ? noCoupons : told(this.#coupons, brought - 1)
    facts.coupons = noRights
    this.#fill(seen.buyer, member[at] ?? 0)
    return seen
  }

  refundAt(chunk: Chunk, at: number): SeenRefund {
    const { receipts, lines } = chunk
    const first = receipts.firstLine[at] ?? 0
    return {
      day: this.#dayAt(chunk, at),
      sale: receipts.sale[at] ?? 0,
      isVoid: receipts.kind[at] === kinds.void,
      lines: Array.from({ length: receipts.lineCount[at] ?? 0 }, (_, index) => ({
        line: lines.goods[first + index] ?? 0,
        units: lines.units[first + index] ?? 0,
      })),
      buyer: this.buyerAt(receipts.member[at] ?? 0),
    }
  }

  activityAt(chunk: Chunk, at: number): SeenActivity {
    const { atMs, sale, member, minute, place } = chunk.receipts
    const where = told(this.#places, place[at])
    const day = this.#dayAt(chunk, at)
    return {
      occasion: {
        code: told(this.#activities, sale[at]),
        at: new Date((atMs[at] ?? 0) + this.#plan.shiftDays * dayMs),
        on: dayText(day),
        minute: minute[at] ?? 0,
        storeCode: where.storeCode,
        channel: where.channel,
      },
      place: where,
      day,
      buyer: this.buyerAt(member[at] ?? 0),
    }
  }

  movementAt(chunk: Chunk, at: number): SeenMovement {
    const { receipts, lines } = chunk
    const row = receipts.firstLine[at] ?? 0
    return {
      day: this.#dayAt(chunk, at),
      asset: told(this.#assets, lines.goods[row]),
      points: lines.gross[row] ?? 0,
      expiry: lines.cost[row] ?? 0,
      isIdle: lines.units[row] === 1,
      isTransfer: lines.tax[row] === 1,
      buyer: this.buyerAt(receipts.member[at] ?? 0),
    }
  }

  levelAt(chunk: Chunk, at: number): SeenLevel {
    const { receipts, lines } = chunk
    const row = receipts.firstLine[at] ?? 0
    return {
      day: this.#dayAt(chunk, at),
      deed: told(levelDeeds, lines.units[row]),
      level: told(this.#levels, lines.goods[row]),
      through: lines.cost[row] ?? 0,
      buyer: this.buyerAt(receipts.member[at] ?? 0),
    }
  }

  #dayAt({ receipts }: Chunk, at: number): number {
    return (receipts.day[at] ?? 0) + this.#plan.shiftDays
  }

  #linesAt(chunk: Chunk, at: number): SaleLine[] {
    const first = chunk.receipts.firstLine[at] ?? 0
    const basket = this.#basketOf(chunk.receipts.lineCount[at] ?? 0)
    let row = first
    for (const line of basket) this.#fillLine(line, chunk, row++)
    return basket
  }

  #basketOf(lines: number): SaleLine[] {
    const known = this.#baskets[lines]
    if (known) return known
    while (this.#baskets.length < lines) this.#baskets.push(blankLines(this.#baskets.length))
    const basket = blankLines(lines)
    this.#baskets[lines] = basket
    return basket
  }

  #fillLine(line: SaleLine, { lines }: Chunk, row: number): void {
    const goods = told(this.#goods, lines.goods[row])
    const cost = lines.cost[row] ?? -1
    line.sku = goods.sku
    line.class = goods.class
    line.brand = goods.brand
    line.kind = goods.kind
    line.isWeighed = goods.isWeighed
    line.units = lines.units[row] ?? 0
    line.grossCents = lines.gross[row] ?? 0
    line.manualDiscountCents = lines.discount[row] ?? 0
    line.taxCents = lines.tax[row] ?? 0
    line.costCents = cost < 0 ? null : cost
  }

  /** A buyer of his own, for whom nothing else is told in the same object. */
  buyerAt(member: number): Buyer {
    const buyer = blankBuyer()
    this.#fill(buyer, member)
    return buyer
  }

  #fill(buyer: Buyer, member: number): void {
    const { ids, joinedOn, birthdays, profiles } = this.#plan.members
    const birthday = birthdays[member] ?? unknownDay
    buyer.memberId = ids[member] ?? 0
    buyer.joinedOn = dayText(joinedOn[member] ?? 0)
    buyer.birthday = birthday === unknownDay ? null : dayText(birthday)
    buyer.profile = told(this.#profiles, profiles[member])
  }
}

function blankBuyer(): Buyer {
  return {
    member: 0,
    memberId: 0,
    joinedOn: '',
    birthday: null,
    profile: { gender: null, attributes: {}, segments: [] },
  }
}

function blankSale(): SeenSale {
  const where = { storeCode: '', channel: '', tenders: null, promoter: null }
  const facts: SaleFacts = {
    ...where,
    soldAt: new Date(0),
    soldOn: '',
    soldMinute: 0,
    lines: [],
    redeem: [],
    coupons: noRights,
  }
  const place = { ...where, isRuledByLive: false, isRuledByDraft: false }
  return { facts, place, day: 0, sale: 0, comesBack: 0, coupons: noCoupons, buyer: blankBuyer() }
}

function blankLines(count: number): SaleLine[] {
  return Array.from({ length: count }, () => ({
    sku: '',
    class: null,
    brand: null,
    kind: 'goods',
    units: 0,
    isWeighed: false,
    grossCents: 0,
    manualDiscountCents: 0,
    taxCents: 0,
    costCents: null,
  }))
}

function told<Word>(words: readonly Word[], number: number | undefined): Word {
  const word = words[number ?? 0]
  if (word === undefined) throw new Error('a column names a word that was told before')
  return word
}

/** The id of a receipt as people write it; null where the columns were not made from a database. */
export function idAt({ ids }: Chunk, at: number): string | null {
  const id = Buffer.from(ids.subarray(at * idBytes, (at + 1) * idBytes)).toString('hex')
  if (/^0+$/.test(id)) return null
  return id.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
