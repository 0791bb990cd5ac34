import {
  type BenefitOccasion,
  benefitMissing,
  birthdayTerm,
  type CompiledBenefit,
  type CompiledProgram,
  daysAroundBirthday,
  monthTerm,
  termAtOnce,
} from '../program/index.ts'
import { addDays, anniversaryIn, type Day, startOfDay } from '../shared/calendar.ts'
import { dayNumber, dayText, never } from './days.ts'
import { giftKey } from './gift-costs.ts'
import { anybody } from './lots.ts'
import type { Purses } from './purses.ts'
import type { Buyer } from './seen.ts'
import type { SideFacts } from './side-facts.ts'
import type { Counter } from './tally.ts'

type Content = Extract<CompiledBenefit['content'], { kind: 'issued' }>
type Issued = { benefit: CompiledBenefit; content: Content }

type Parts = {
  members: number
  zone: string
  /** All that rule some day of the replay. */
  programs: readonly CompiledProgram[]
  /** Gifts are told of from this day on. */
  from: number
  facts: SideFacts
  purses: Purses
  counter: Counter
  assetOf: (code: string) => number
}

/** Whether a program issues anything by itself: for birthdays, months, joining or levels. Activities are no receipts. */
export function issuesGifts({ benefits }: CompiledProgram): boolean {
  return benefits.some(({ content }) => content.kind === 'issued' && content.on !== 'activity')
}

/**
 * What a program gives to members without a receipt: points are given, everything else is counted. Members are asked
 * from the day on which the replay first sees them.
 */
export class Gifts {
  readonly #parts: Parts
  /** The next day on which the calendar may give something; 0: the member was not seen yet. */
  readonly #nextOn: Int32Array
  /** What is given once: benefit and period. */
  readonly #given = new Map<number, Set<string>>()

  constructor(parts: Parts) {
    this.#parts = parts
    this.#nextOn = new Int32Array(parts.members)
  }

  /** Begins with what was given before the first receipt. */
  open(member: number, { benefit, period }: { benefit: string; period: string }): void {
    this.#givenTo(member).add(`${benefit}|${period}`)
  }

  nextOn(member: number): number {
    return this.#nextOn[member] ?? never
  }

  /** A member is seen for the first time: joining brings something to who joined in the period. */
  see(buyer: Buyer, day: number, program: CompiledProgram): void {
    const joinedOn = dayNumber(buyer.joinedOn)
    if (joinedOn >= this.#parts.from && joinedOn <= day)
      for (const issued of issuedOn(program, 'joining'))
        this.#ask(issued, { buyer, program, period: 'joining', day: joinedOn })
    this.plan(buyer, day)
  }

  /** Looks for the next day of the calendar after a day. */
  plan({ member, birthday }: Buyer, day: number): void {
    const { programs } = this.#parts
    let next = never
    const after = dayText(day)
    if (programs.some(program => issuedOn(program, 'month').length > 0)) next = dayNumber(firstOfNextMonth(after))
    for (const { content } of programs.flatMap(program => issuedOn(program, 'birthday')))
      if (birthday !== null) next = Math.min(next, nextBirthdayTurn(content, birthday, after))
    this.#nextOn[member] = next
  }

  /** What a day of the calendar brings. */
  give(buyer: Buyer, day: number, program: CompiledProgram): void {
    const on = dayText(day)
    if (on.endsWith('-01'))
      for (const issued of issuedOn(program, 'month'))
        this.#ask(issued, { buyer, program, period: monthTerm(issued.content.usable, on).period, day })
    for (const issued of issuedOn(program, 'birthday')) {
      const term = buyer.birthday === null ? null : birthdayTerm(issued.content.usable, buyer.birthday, on)
      if (term) this.#ask(issued, { buyer, program, period: term.period, day })
    }
    this.plan(buyer, day)
  }

  /** What reaching a level brings, once in the life of a member for each level. */
  rise(buyer: Buyer, to: string, { day, program }: { day: number; program: CompiledProgram }): void {
    for (const issued of issuedOn(program, 'level')) this.#ask(issued, { buyer, program, period: `level/${to}`, day })
  }

  #givenTo(member: number): Set<string> {
    let given = this.#given.get(member)
    if (!given) {
      given = new Set()
      this.#given.set(member, given)
    }
    return given
  }

  #ask(
    { benefit, content }: Issued,
    { buyer, program, period, day }: { buyer: Buyer; program: CompiledProgram; period: string; day: number },
  ): void {
    const { facts, zone } = this.#parts
    const key = `${benefit.benefit}|${period}`
    if (this.#given.get(buyer.member)?.has(key)) return
    const on = dayText(day)
    const moment = { at: startOfDay(on, zone), on, minute: 0, storeCode: null, channel: 'background' }
    if (benefitMissing(program, benefit, { member: facts.of(buyer, day, program), moment }) !== null) return
    // A month comes once by itself: only what might come again is remembered.
    if (content.on !== 'month') this.#givenTo(buyer.member).add(key)
    this.#issue({ benefit, content }, { member: buyer.member, program, day })
  }

  #issue(
    { benefit, content: { gives } }: Issued,
    { member, program, day }: { member: number; program: CompiledProgram; day: number },
  ): void {
    const { counter, purses, zone, assetOf, from } = this.#parts
    const asset = gives.kind === 'asset' ? program.assets.find(({ code }) => code === gives.asset) : undefined
    const points = gives.kind === 'asset' ? gives.points : 0
    if (asset) {
      const { expiresAt, idle } = termAtOnce(asset, dayText(day), zone)
      const account = { member, asset: assetOf(asset.code), day }
      purses.grant(account, { points, expiresAt, usableFrom: null, idle, owner: anybody })
    }
    purses.keep(member, day, 'benefit')
    if (day < from) return
    const { benefit: rule, name } = benefit
    const tally = counter.rule('benefit', { asset: asset?.code ?? '', rule }, () => {
      const none = { receipts: 0, amount: 0, offCents: 0, points: 1, per: 1 }
      return { kind: 'benefit', rule, asset: asset?.code ?? '', name, ...none }
    })
    if (gives.kind === 'goods') counter.gift(giftKey('goods', rule), day)
    if (gives.kind === 'coupon') counter.gift(giftKey('coupon', gives.offer), day)
    tally.receipts += 1
    tally.amount += points
  }
}

const lists = new WeakMap<CompiledProgram, Map<BenefitOccasion, Issued[]>>()

/** What a program issues at an occasion; found once for each program. */
function issuedOn(program: CompiledProgram, on: BenefitOccasion): readonly Issued[] {
  let known = lists.get(program)
  if (!known) {
    const issued = program.benefits.flatMap(benefit =>
      benefit.content.kind === 'issued' ? [{ benefit, content: benefit.content }] : [],
    )
    known = Map.groupBy(issued, ({ content }) => content.on)
    lists.set(program, known)
  }
  return known.get(on) ?? []
}

function firstOfNextMonth(day: Day): Day {
  return `${addDays(`${day.slice(0, 7)}-28`, 4).slice(0, 7)}-01`
}

/** The next day on which the window around a birthday opens, or is open for the last time: then it is asked about. */
function nextBirthdayTurn({ usable }: Content, birthday: Day, after: Day): number {
  const { before, after: following } = daysAroundBirthday(usable)
  const year = Number(after.slice(0, 4))
  let next = never
  for (const candidate of [year - 1, year, year + 1, year + 2]) {
    if (candidate <= Number(birthday.slice(0, 4))) continue
    const anniversary = anniversaryIn(candidate, birthday.slice(5))
    for (const turn of [addDays(anniversary, -before), addDays(anniversary, following)])
      if (turn > after) next = Math.min(next, dayNumber(turn))
  }
  return next
}
