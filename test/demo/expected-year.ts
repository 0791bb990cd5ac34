// What the demo shop must come to, worked out a second time with plain loops over the file: nothing of src is imported.
// The rules are those of demo/README.md and of programs/p07-accessory-shop.yaml.

type Line = { sku: string; kind: 'goods' | 'service' | 'shipping'; quantity: number; cents: number }
type Invoice = { number: string; customer: string; at: number; isRefund: boolean; lines: Line[] }
type SoldLine = Line & { net: number; points: number; back: number; backCents: number; backPoints: number }
type Sale = { number: string; day: string; lines: SoldLine[] }
type Member = {
  joined: string
  level: number
  points: number
  earned: number
  days: Map<string, number>
  lastRise: { from: number; to: number; sale: string } | null
  reviewOn: string | null
}

export type Expected = {
  counts: { skipped: number; rejected: number; whole: number; part: number; none: number }
  days: Map<string, { receipts: number; net: number; memberNet: number; buyers: Set<string> }>
  members: Map<string, Member>
}

const dayMs = 86_400_000
const hour8 = 8 * 3_600_000
const ladder = [
  { from: 0, discount: 0 },
  { from: 300_000, discount: 5 },
  { from: 500_000, discount: 10 },
  { from: 1_000_000, discount: 15 },
]

/** Local time of Shanghai, as a number of milliseconds that pretends to be UTC. */
const local = (text: string) => Date.parse(`${text.replace(' ', 'T')}Z`)
const dayOf = (localMs: number) => new Date(localMs).toISOString().slice(0, 10)
const plusDays = (day: string, count: number) => dayOf(Date.parse(`${day}T00:00:00Z`) + count * dayMs)
const plusYear = (day: string, years: number) => {
  const moved = `${Number(day.slice(0, 4)) + years}${day.slice(4)}`
  return dayOf(Date.parse(`${moved}T00:00:00Z`)) === moved ? moved : `${moved.slice(0, 8)}28`
}

/** Whole weeks, so that the last receipt lies in the seven days before now. */
export function shiftMs(nowMs: number): number {
  return Math.floor((nowMs + hour8 - local('2011-12-09 12:50:00')) / (7 * dayMs)) * 7 * dayMs
}

export function expectedYear(rows: string[][], shift: number): Expected {
  const counts = { skipped: 0, rejected: 0, whole: 0, part: 0, none: 0 }
  const invoices = invoicesOf(rows, shift, counts)
  const days: Expected['days'] = new Map()
  const members = new Map<string, Member>()
  const shelves = new Map<string, { sale: Sale; line: SoldLine; at: number }[]>()
  for (const invoice of invoices) {
    if (invoice.customer === '' || members.has(invoice.customer)) continue
    members.set(invoice.customer, {
      joined: dayOf(invoice.at),
      level: 0,
      points: 0,
      earned: 0,
      days: new Map(),
      lastRise: null,
      reviewOn: null,
    })
  }
  let today = ''
  for (const invoice of invoices) {
    const day = dayOf(invoice.at)
    // Reviews are held at each midnight, also before days without receipts.
    for (let night = today === '' ? day : plusDays(today, 1); night <= day; night = plusDays(night, 1))
      review(members, night)
    today = day
    const member = members.get(invoice.customer)
    const change = invoice.isRefund ? refund(invoice, member, shelves, counts) : sell(invoice, member, shelves)
    note(days, invoice, { change, isMember: member !== undefined })
  }
  return { counts, days, members }
}

function note(
  days: Expected['days'],
  { at, customer, isRefund }: Invoice,
  { change, isMember }: { change: number; isMember: boolean },
): void {
  const day = dayOf(at)
  const figures = days.get(day) ?? { receipts: 0, net: 0, memberNet: 0, buyers: new Set<string>() }
  days.set(day, figures)
  figures.net += change
  if (isMember) figures.memberNet += change
  if (isRefund) return
  figures.receipts += 1
  if (isMember) figures.buyers.add(customer)
}

function invoicesOf(rows: string[][], shift: number, counts: Expected['counts']): Invoice[] {
  const byNumber = new Map<string, Invoice>()
  for (const [number = '', sku = '', , quantityText, time = '', price = '', customer = ''] of rows) {
    const quantity = Number(quantityText)
    const isRefund = number.startsWith('C')
    if (quantity < 0 && !isRefund) {
      counts.skipped += 1
      continue
    }
    if (price.startsWith('-')) {
      counts.rejected += 1
      continue
    }
    const at = local(time) + shift
    const invoice: Invoice = byNumber.get(number) ?? {
      number,
      customer: customer.replace('.0', ''),
      at,
      isRefund,
      lines: [],
    }
    byNumber.set(number, invoice)
    invoice.at = Math.min(invoice.at, at)
    invoice.lines.push({ sku, kind: kindOf(sku), quantity: Math.abs(quantity), cents: centsOf(price) })
  }
  // Sales go before refunds of the same minute.
  return [...byNumber.values()].sort(
    (a, b) => a.at - b.at || Number(a.isRefund) - Number(b.isRefund) || (a.number < b.number ? -1 : 1),
  )
}

function kindOf(sku: string): Line['kind'] {
  if (sku === 'POST' || sku === 'DOT' || sku === 'C2') return 'shipping'
  const bookings = ['M', 'm', 'D', 'S', 'B', 'BANK CHARGES', 'AMAZONFEE', 'CRUK']
  return bookings.includes(sku) || sku.startsWith('gift_') ? 'service' : 'goods'
}

/** Half up, in the digits of the text. */
function centsOf(price: string): number {
  const [whole, fraction = ''] = price.split('.')
  const thousandths = Number(whole) * 1000 + Number(fraction.padEnd(3, '0').slice(0, 3))
  return Math.floor((thousandths + 5) / 10)
}

/** @returns what the sale brings in */
function sell(
  invoice: Invoice,
  member: Member | undefined,
  shelves: Map<string, { sale: Sale; line: SoldLine; at: number }[]>,
): number {
  const day = dayOf(invoice.at)
  const gross = invoice.lines.map(line => line.quantity * line.cents)
  const counted = gross.map((cents, index) => (invoice.lines[index]?.kind === 'shipping' ? 0 : cents))
  const percent = member ? (ladder[member.level]?.discount ?? 0) : 0
  const off = share(Math.floor((sum(counted) * percent + 50) / 100), counted)
  const net = gross.map((cents, index) => cents - (off[index] ?? 0))
  const spend = counted.map((cents, index) => cents - (off[index] ?? 0))
  const points = member ? Math.floor(sum(spend) / 100) : 0
  const pointShares = share(points, spend)
  const sale: Sale = { number: invoice.number, day, lines: [] }
  sale.lines = invoice.lines.map((line, index) => ({
    ...line,
    net: net[index] ?? 0,
    points: pointShares[index] ?? 0,
    back: 0,
    backCents: 0,
    backPoints: 0,
  }))
  if (member) {
    for (const line of sale.lines) {
      const name = `${invoice.customer}/${line.sku}/${line.cents}`
      const shelf = shelves.get(name) ?? []
      shelves.set(name, shelf)
      shelf.push({ sale, line, at: invoice.at })
    }
    member.points += points
    member.earned += points
    member.days.set(day, (member.days.get(day) ?? 0) + sum(spend))
    const reached = levelFor(spendUntil(member, day))
    if (reached > member.level) {
      member.lastRise = { from: member.level, to: reached, sale: invoice.number }
      member.level = reached
      member.reviewOn = plusYear(day, 1)
    }
  }
  return sum(net)
}

/** @returns what the refund takes out, below zero */
function refund(
  invoice: Invoice,
  member: Member | undefined,
  shelves: Map<string, { sale: Sale; line: SoldLine; at: number }[]>,
  counts: Expected['counts'],
): number {
  let change = 0
  const touched = new Map<Sale, Map<SoldLine, number>>()
  for (const line of invoice.lines) {
    const shelf = member ? (shelves.get(`${invoice.customer}/${line.sku}/${line.cents}`) ?? []) : []
    const missing = takeBack(shelf.toReversed(), { before: invoice.at, quantity: line.quantity }, touched)
    if (missing === 0) counts.whole += 1
    else if (missing < line.quantity) counts.part += 1
    else counts.none += 1
    change -= missing * line.cents
  }
  for (const [sale, lines] of touched) if (member) change -= bringBack(member, sale, lines, dayOf(invoice.at))
  return change
}

/** Walks from the latest sale to the earliest. @returns how many pieces found none */
function takeBack(
  latestFirst: { sale: Sale; line: SoldLine; at: number }[],
  { before, quantity }: { before: number; quantity: number },
  touched: Map<Sale, Map<SoldLine, number>>,
): number {
  let missing = quantity
  for (const { sale, line, at } of latestFirst) {
    const lines = touched.get(sale) ?? new Map<SoldLine, number>()
    const taken = lines.get(line) ?? 0
    const part = at < before ? Math.min(line.quantity - line.back - taken, missing) : 0
    if (part <= 0) continue
    missing -= part
    touched.set(sale, lines.set(line, taken + part))
  }
  return missing
}

/** One refund of one receipt. @returns the money that goes back */
function bringBack(member: Member, sale: Sale, lines: Map<SoldLine, number>, day: string): number {
  let cents = 0
  let spend = 0
  for (const [line, quantity] of lines) {
    line.back += quantity
    const backCents = line.back === line.quantity ? line.net : Math.floor((line.net * line.back) / line.quantity)
    const backPoints = line.back === line.quantity ? line.points : Math.floor((line.points * line.back) / line.quantity)
    cents += backCents - line.backCents
    if (line.kind !== 'shipping') spend += backCents - line.backCents
    member.points -= backPoints - line.backPoints
    line.backCents = backCents
    line.backPoints = backPoints
  }
  member.days.set(sale.day, (member.days.get(sale.day) ?? 0) - spend)
  // The rise that this very receipt caused is undone, down to what is still earned.
  const rise = member.lastRise
  if (rise && rise.sale === sale.number) {
    const stays = Math.max(levelFor(spendUntil(member, day)), rise.from)
    if (stays < rise.to) {
      member.level = stays
      member.lastRise = null
      member.reviewOn = stays === 0 ? null : plusYear(day, 1)
    }
  }
  return cents
}

function review(members: Map<string, Member>, night: string): void {
  for (const member of members.values()) {
    if (member.reviewOn === null || member.reviewOn > night) continue
    const earned = levelFor(spendUntil(member, plusDays(member.reviewOn, -1)))
    if (earned !== member.level) member.lastRise = null
    member.level = earned
    member.reviewOn = earned === 0 ? null : plusYear(member.reviewOn, 1)
  }
}

/** What a member spent in the twelve months that end with a day. */
function spendUntil(member: Member, day: string): number {
  const from = plusDays(plusYear(day, -1), 1)
  let cents = 0
  for (const [on, spent] of member.days) if (on >= from && on <= day) cents += spent
  return cents
}

function levelFor(cents: number): number {
  return ladder.reduce((best, { from }, index) => (cents >= from ? index : best), 0)
}

/** Largest remainder: whole shares first, what is missing goes to the largest fractions, the earlier line first. */
function share(total: number, weights: number[]): number[] {
  const all = sum(weights)
  if (all === 0) return weights.map((_, index) => (index === 0 ? total : 0))
  const exact = weights.map(weight => (BigInt(total) * BigInt(weight)) / BigInt(all))
  const parts = exact.map(Number)
  const rests = weights.map((weight, index) => ({ index, rest: (BigInt(total) * BigInt(weight)) % BigInt(all) }))
  rests.sort((a, b) => (a.rest > b.rest ? -1 : a.rest < b.rest ? 1 : a.index - b.index))
  for (const { index } of rests.slice(0, total - sum(parts))) parts[index] = (parts[index] ?? 0) + 1
  return parts
}

function sum(numbers: number[]): number {
  let total = 0
  for (const number of numbers) total += number
  return total
}

/** Rows of CSV, the header left out: quotes are removed, commas within them kept. */
export function rowsOf(text: string): string[][] {
  return text
    .split('\n')
    .slice(1)
    .filter(line => line.trim() !== '')
    .map(line => {
      const cells: string[] = []
      let cell = ''
      let isQuoted = false
      for (const letter of line.replace(/\r$/, '')) {
        if (letter === '"') isQuoted = !isQuoted
        else if (letter === ',' && !isQuoted) {
          cells.push(cell)
          cell = ''
        } else cell += letter
      }
      return [...cells, cell]
    })
}
