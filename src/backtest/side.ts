import { type CompiledProgram, knowsActivity, netCentsOf, type SaleDecision } from '../program/index.ts'
import { countMoney, countSale } from './count-sale.ts'
import type { Months } from './days.ts'
import { Gifts, issuesGifts } from './gifts.ts'
import { KeptSales } from './kept-sales.ts'
import type { LevelBook } from './level-book.ts'
import { type LimitPeriodAt, LimitRooms, offersUsed } from './limit-rooms.ts'
import { anybody } from './lots.ts'
import { Occasions } from './occasions.ts'
import type { Behaviour, Place } from './plan.ts'
import { Purses } from './purses.ts'
import { hasPlainLevels } from './replayable.ts'
import { SaleDecider } from './sale-decider.ts'
import type { Buyer, Codes, Outcome, SeenActivity, SeenLevel, SeenMovement, SeenRefund, SeenSale } from './seen.ts'
import { SideFacts } from './side-facts.ts'
import { Standings } from './standings.ts'
import { Counter, type Tally } from './tally.ts'
import { TrackStandings } from './track-standings.ts'
import type { TrackState } from './track-state.ts'
import { waitedTerm } from './waited-term.ts'

export type SideOptions = {
  program: CompiledProgram
  /** Today's program, which rules the days before `from`. */
  earlier: CompiledProgram
  from: number
  isDraft: boolean
  behaviour: Behaviour
  waitDays: number
  codes: Codes
  months: Months
  members: number
  zone: string
  /** Whether members begin with locks, grants or further tracks. */
  isTracked: boolean
}

/** One program under one assumption, with the state of all members of one thread. */
export class Side {
  readonly purses: Purses
  readonly standings: LevelBook
  readonly #options: SideOptions
  readonly #counter: Counter
  readonly #kept: KeptSales
  readonly #limits: LimitRooms
  readonly #facts: SideFacts
  readonly #decider: SaleDecider
  readonly #occasions: Occasions
  /** Only where a program gives something by itself. */
  readonly #gifts: Gifts | null
  #buyer: Buyer | null = null

  constructor(options: SideOptions) {
    const { codes, months, members, zone } = options
    this.#options = options
    this.#counter = new Counter(months, { assets: codes.assets.length, levels: codes.levels.length })
    const isPlain = !options.isTracked && hasPlainLevels(options.program) && hasPlainLevels(options.earlier)
    const hasGifts = issuesGifts(options.program) || issuesGifts(options.earlier)
    const onRise = hasGifts ? (_: number, to: string, day: number) => this.#giveForRise(to, day) : null
    const book = { codes: codes.levels, counter: this.#counter, onRise }
    this.standings = isPlain ? new Standings(members, book) : new TrackStandings(book)
    this.purses = new Purses(members, {
      assets: codes.assets.length,
      counter: this.#counter,
      zone,
      traceOf: (sale, asset) => this.#kept.traceOf(sale, asset),
    })
    this.#limits = new LimitRooms(members)
    const { standings, purses } = this
    const limits = this.#limits
    this.#kept = new KeptSales({ standings, purses, limits, counter: this.#counter, assets: codes.assets })
    const assetOf = (code: string) => this.assetOf(code)
    this.#facts = new SideFacts({ standings, purses, limits, assetOf })
    const programs = [...new Set([options.earlier, options.program])]
    const parts = { from: options.from, facts: this.#facts, purses, counter: this.#counter, assetOf }
    this.#gifts = hasGifts ? new Gifts({ ...parts, members, zone, programs }) : null
    this.#occasions = new Occasions({ ...parts, standings, limits })
    const { usable } = this.#facts
    this.#decider = new SaleDecider({
      behaviour: options.behaviour,
      counter: this.#counter,
      from: options.from,
      usable,
    })
  }

  get tally(): Tally {
    return this.#counter.tally
  }

  assetOf(code: string): number {
    return this.#options.codes.assets.indexOf(code)
  }

  /** Begins with points of before, which are counted as the opening. */
  open(
    account: { member: number; asset: number },
    { isIdle, ...lot }: { expiry: number; usableOn: number; points: number; isIdle: boolean },
  ): void {
    this.#counter.points('opening', { asset: account.asset, day: this.#options.from - 1 }, lot.points)
    this.purses.open(account, { ...lot, idle: isIdle ? this.#idleTermOf(account.asset) : null })
  }

  /** The terms of today's program, under which recorded lots end by inactivity. */
  #idleTermOf(asset: number) {
    const { codes, earlier } = this.#options
    const valid = earlier.assets.find(({ code }) => code === codes.assets[asset])?.valid
    return valid?.kind === 'inactive' ? valid : null
  }

  /** Begins at a level, as columns tell it; a side that follows more than one ladder is told states instead. */
  openLevel(member: number, level: Parameters<Standings['open']>[1]): void {
    if (this.standings instanceof Standings) this.standings.open(member, level)
  }

  /** The sides share what a member begins with: each has a state of its own. */
  openState(member: number, state: TrackState): void {
    if (this.standings instanceof TrackStandings) this.standings.openState(member, structuredClone(state))
  }

  openDebt(account: { member: number; asset: number }, points: number): void {
    this.#counter.points('opening', { asset: account.asset, day: this.#options.from - 1 }, -points)
    this.purses.openDebt(account, points)
  }

  /** Begins with what is used up; a limit that the program does not have is nobody's. */
  openLimit(member: number, limit: LimitPeriodAt, used: { points: number; times: number }): void {
    const { limits } = this.#options.program
    if (limits.some(({ scope, period }) => scope === limit.scope && period === limit.period))
      this.#limits.open(member, limit, used)
  }

  openGift(member: number, gift: { benefit: string; period: string }): void {
    this.#gifts?.open(member, gift)
  }

  /** Reads a little of what is known of a member, for nothing but to have it at hand. */
  touch(member: number): number {
    return this.standings.touch(member) ^ this.purses.touch(member)
  }

  #programOn(day: number): CompiledProgram {
    return day < this.#options.from ? this.#options.earlier : this.#options.program
  }

  /** What happens by itself up to a day: points end, levels are reviewed, the calendar brings gifts. */
  goTo(buyer: Buyer, day: number): void {
    const gifts = this.#gifts
    if (!gifts) {
      this.begin(buyer, day)
      return
    }
    this.#buyer = buyer
    // Who was there from the beginning is asked from the beginning.
    if (gifts.nextOn(buyer.member) === 0 && this.standings.isSeen(buyer.member))
      gifts.plan(buyer, this.#options.from - 1)
    for (let next = gifts.nextOn(buyer.member); 0 < next && next <= day; next = gifts.nextOn(buyer.member)) {
      this.begin(buyer, next)
      gifts.give(buyer, next, this.#programOn(next))
    }
    this.begin(buyer, day)
    if (gifts.nextOn(buyer.member) === 0) gifts.see(buyer, day, this.#programOn(day))
    this.#buyer = null
  }

  #giveForRise(to: string, day: number): void {
    if (this.#buyer) this.#gifts?.rise(this.#buyer, to, { day, program: this.#programOn(day) })
  }

  /** What happens without gifts, as before the first receipt. */
  begin({ member, joinedOn }: Pick<Buyer, 'member' | 'joinedOn'>, day: number): void {
    const { program, earlier, from } = this.#options
    const isSwitched = program !== earlier && day >= from
    this.purses.expire(member, day)
    if (isSwitched && this.standings.isSeen(member)) {
      this.standings.review(member, from - 1, earlier, joinedOn)
      this.standings.adopt(member, from, program)
    }
    this.standings.see(member, day, this.#programOn(day))
    this.standings.review(member, day, this.#programOn(day), joinedOn)
  }

  #isRuled({ isRuledByDraft, isRuledByLive }: Place, day: number): boolean {
    return this.#options.isDraft && day >= this.#options.from ? isRuledByDraft : isRuledByLive
  }

  sell(seen: SeenSale): Outcome {
    const { facts, place, day, buyer } = seen
    if (!this.#isRuled(place, day)) return this.#plain(seen)
    this.goTo(buyer, day)
    const program = this.#programOn(day)
    const member = this.#facts.of(buyer, day, program)
    const decision = this.#decider.decide(program, member, seen)
    if (!decision) return this.#plain(seen)
    const { level } = member
    this.#buyer = buyer
    this.#post(program, decision, seen)
    this.#buyer = null
    countSale(this.#counter, decision, { facts, day, from: this.#options.from })
    return { level, payableCents: decision.payableCents, program, decision }
  }

  /** What a program does not know is refused where it is reported, and changes nothing. */
  act(seen: SeenActivity): void {
    const { place, day, buyer, occasion } = seen
    if (!this.#isRuled(place, day)) return
    const program = this.#programOn(day)
    const isKnown = knowsActivity(program, occasion.code)
    if (day >= this.#options.from) this.#counter.activity(isKnown ? 'replayed' : 'unknown', occasion.code)
    if (!isKnown) return
    this.goTo(buyer, day)
    this.#buyer = buyer
    this.#occasions.act(program, seen)
    this.#buyer = null
  }

  /** Points moved by hand, as recorded; of those that neither program has, nothing. */
  move({ day, buyer, asset: code, points, expiry, isIdle, isTransfer }: SeenMovement): void {
    const asset = this.assetOf(code)
    if (asset < 0) return
    this.goTo(buyer, day)
    const field = isTransfer ? 'transferred' : 'adjusted'
    const idle = isIdle ? this.#idleTermOf(asset) : null
    const isCut = this.purses.move({ member: buyer.member, asset, day }, { field, points, expiry, idle })
    if (day >= this.#options.from) this.#counter.byHand(isCut)
  }

  /** A level that staff gave or locked, as recorded. */
  give({ day, buyer, ...given }: SeenLevel): void {
    this.goTo(buyer, day)
    this.#buyer = buyer
    const { member, joinedOn } = buyer
    const isThere = this.standings.give(member, { ...given, day, joinedOn, program: this.#programOn(day) })
    this.#buyer = null
    if (day >= this.#options.from) this.#counter.levelByHand(!isThere)
  }

  /** Where no program rules, or it refuses, goods cost what they cost. */
  #plain({ facts, day, sale, comesBack }: SeenSale): Outcome {
    const payable = facts.lines.map(netCentsOf)
    const payableCents = payable.reduce((sum, cents) => sum + cents, 0)
    const none = facts.lines.map(() => 0)
    const prices = {
      payable,
      offerDiscounts: none,
      levelDiscounts: none,
      pointsDiscounts: none,
      earnings: [],
      redemptions: [],
      offers: [],
    }
    if (comesBack > 0) this.#kept.keep(null, prices, { facts, day, sale, comesBack })
    countMoney(this.#counter, facts, { day, payable, offerCents: 0, levelCents: 0, pointsCents: 0 })
    return { level: null, payableCents, program: null, decision: null }
  }

  #post(program: CompiledProgram, decision: SaleDecision, { facts, day, sale, comesBack, buyer }: SeenSale): void {
    const kept = comesBack > 0 ? this.#kept.keep(program, decision, { facts, day, sale, comesBack }) : null
    const owner = kept ? sale : anybody
    const { member, joinedOn } = buyer
    for (const { asset: code, points } of decision.redemptions) {
      const asset = this.assetOf(code)
      this.purses.redeem({ member, asset, day }, points, kept?.traces[asset]?.owed ?? null)
    }
    for (const earning of decision.earnings) {
      const { asset: code, points, pendingUntil } = earning
      if (points === 0) continue
      const { waitDays } = this.#options
      const term = pendingUntil === null ? earning : waitedTerm(program, earning, { day, waitDays })
      const { expiresAt, usableFrom, idle } = term
      this.purses.grant({ member, asset: this.assetOf(code), day }, { points, expiresAt, usableFrom, idle, owner })
    }
    this.purses.keep(member, day, 'purchase')
    if (decision.redemptions.length > 0) this.purses.keep(member, day, 'redemption')
    for (const { used } of decision.earnings)
      if (used.length > 0) this.#limits.add(member, { program, day, used, sign: 1 })
    if (decision.offers.length > 0) this.#limits.add(member, { program, day, used: offersUsed(decision), sign: 1 })
    const { measured, measuredGoods, measuredPoints } = decision
    const others = { ...measuredGoods, ...measuredPoints }
    this.standings.addSale(
      member,
      { spendCents: measured['net-spend'], points: measured['points-earned'], visits: 1, others },
      { day, program, joinedOn, sale, keptSale: kept ? sale : null, lines: facts.lines },
    )
  }

  /** Undoes what the simulated sale gave, line by line. @returns false where the sale was not replayed under this program */
  takeBack(seen: SeenRefund): boolean {
    return this.#kept.takeBack(seen, () => this.goTo(seen.buyer, seen.day))
  }
}
