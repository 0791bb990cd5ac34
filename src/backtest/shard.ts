import { asksFor, type CompiledProgram, readProgram } from '../program/index.ts'
import { type Chunk, kinds } from './chunk.ts'
import { ChunkReader, idAt } from './chunk-reader.ts'
import { dayText, Months } from './days.ts'
import { openSide } from './open-side.ts'
import type { BacktestPlan, Behaviour, NewWords, ProgramSource } from './plan.ts'
import type { Buyer, Codes } from './seen.ts'
import { Side } from './side.ts'
import type { Tally } from './tally.ts'
import { type Change, TopChanges } from './top-changes.ts'

/** The sides of a back-test: both programs under the assumption itself, then with less and more of it. */
export const sideNames = ['base', 'low', 'high', 'sample'] as const
export type SideName = (typeof sideNames)[number]

/** Of so many receipts the members are read ahead: few enough that their rows are still there when it is their turn. */
const touchedAtOnce = 32

/** A pair of sides that see the same receipts. */
type Pair = { name: SideName; live: Side; draft: Side }

/** Where a member ends under both programs: one row a member and track, counted from 0. */
export type Standing = {
  member: Int32Array
  track: Uint8Array
  liveLevel: Uint8Array
  draftLevel: Uint8Array
  livePoints: Float64Array
  draftPoints: Float64Array
}

export type ShardResult = {
  tallies: { name: SideName; live: Tally; draft: Tally }[]
  changes: readonly Change[]
  standing: Standing
  members: number
  /** Those of them of whom nobody knows by which way they joined. */
  membersWithoutWay: number
  /** Lines of sales within the period, and those of them whose cost nobody knows. */
  lines: number
  linesWithoutCost: number
  refundsOfUnknownSales: number
  activities: number
  byHand: number
}

/** The members of one thread: those whose place leaves the rest `index` when divided by the number of threads. */
export class Shard {
  readonly #plan: BacktestPlan
  readonly #index: number
  readonly #pairs: Pair[]
  readonly #top = new TopChanges()
  readonly #reader: ChunkReader
  readonly #tracks: number
  /** Of no meaning: what is read for nothing would not be read at all. */
  #touched = 0
  #refundsOfUnknownSales = 0
  #activities = 0
  #byHand = 0
  #lines = 0
  #linesWithoutCost = 0

  constructor(plan: BacktestPlan, index: number) {
    this.#plan = plan
    this.#index = index
    this.#reader = new ChunkReader(plan)
    const live = compile(plan.live, plan.zone)
    // One text is one program: then both sides do the very same, and every difference is zero.
    const draft = plan.draft.document === plan.live.document ? live : compile(plan.draft, plan.zone)
    const codes = codesOf(live, draft, plan)
    this.#tracks = Math.max(live.tracks.length, draft.tracks.length, 1)
    const open = (name: SideName, behaviour: Behaviour): Pair => {
      const isSampled = name !== 'base' && plan.bandEvery > 1
      const count = plan.members.ids.length
      const options = {
        earlier: live,
        from: plan.from,
        behaviour,
        waitDays: plan.waitDays,
        codes,
        months: new Months(plan.from, plan.through),
        members: Math.ceil(count / (isSampled ? plan.bandEvery : plan.threads)),
        zone: plan.zone,
        isTracked: (plan.hasLevelsByHand ?? false) || (plan.opening?.states.length ?? 0) > 0,
      }
      return {
        name,
        live: new Side({ ...options, program: live, isDraft: false }),
        draft: new Side({ ...options, program: draft, isDraft: true }),
      }
    }
    const { low, base, high } = plan.assumption
    this.#pairs = [open('base', base), open('low', low), open('high', high)]
    if (plan.bandEvery > 1) this.#pairs.push(open('sample', base))
    if (plan.opening) for (const pair of this.#pairs) this.#open(pair)
  }

  #open(pair: Pair): void {
    for (const side of [pair.live, pair.draft])
      openSide(side, this.#plan, {
        placeOf: member => this.#placeIn(pair.name, member),
        joinedOn: member => dayText(this.#plan.members.joinedOn[member] ?? 0),
      })
  }

  /** The place of a member among those of a pair in this thread; −1 where the pair or the thread does not have him. */
  #placeIn(name: SideName, member: number): number {
    const { threads, bandEvery } = this.#plan
    if (member % threads !== this.#index) return -1
    if (name === 'base' || bandEvery === 1) return Math.floor(member / threads)
    return member % bandEvery === 0 ? member / bandEvery : -1
  }

  learn(words: NewWords): void {
    this.#reader.learn(words)
  }

  /** Walks the receipts of its own members, in the order in which they happened. */
  walk(chunk: Chunk): void {
    const { threads } = this.#plan
    const { member: members, kind } = chunk.receipts
    for (let at = 0; at < chunk.receiptCount; at++) {
      if (at % touchedAtOnce === 0) this.#touch(chunk, at)
      if ((members[at] ?? 0) % threads !== this.#index) continue
      if (kind[at] === kinds.sale) this.#sell(chunk, at)
      else if ((kind[at] ?? 0) >= kinds.activity) this.#happen(chunk, at)
      else this.#takeBack(chunk, at)
    }
  }

  /** Reads a little of each of the next members: their rows come from memory together, not one wait after the other. */
  #touch({ receipts, receiptCount }: Chunk, first: number): void {
    const [base] = this.#pairs
    const { threads } = this.#plan
    const end = Math.min(first + touchedAtOnce, receiptCount)
    for (let at = first; base && at < end; at++) {
      const member = receipts.member[at] ?? 0
      if (member % threads !== this.#index) continue
      const place = Math.floor(member / threads)
      this.#touched ^= base.live.touch(place) ^ base.draft.touch(place)
    }
  }

  #sell(chunk: Chunk, at: number): void {
    const member = chunk.receipts.member[at] ?? 0
    const seen = this.#reader.saleAt(chunk, at)
    for (const { name, live, draft } of this.#pairs) {
      const place = this.#placeIn(name, member)
      if (place < 0) continue
      seen.buyer.member = place
      const outcomes = { live: live.sell(seen), draft: draft.sell(seen) }
      if (name !== 'base' || seen.day < this.#plan.from) continue
      this.#top.look(seen, { ...outcomes, receiptId: () => idAt(chunk, at) })
      this.#lines += seen.facts.lines.length
      for (const { costCents } of seen.facts.lines) if (costCents === null) this.#linesWithoutCost += 1
    }
  }

  #takeBack(chunk: Chunk, at: number): void {
    const member = chunk.receipts.member[at] ?? 0
    const seen = this.#reader.refundAt(chunk, at)
    for (const { name, live, draft } of this.#pairs) {
      const place = this.#placeIn(name, member)
      if (place < 0) continue
      seen.buyer.member = place
      const isKnown = live.takeBack(seen)
      draft.takeBack(seen)
      if (name === 'base' && !isKnown) this.#refundsOfUnknownSales += 1
    }
  }

  /** What is no receipt: an activity, or something by hand. */
  #happen(chunk: Chunk, at: number): void {
    const reader = this.#reader
    const kind = chunk.receipts.kind[at]
    if (kind === kinds.activity) {
      this.#activities += 1
      const seen = reader.activityAt(chunk, at)
      this.#onSides(chunk, at, seen, side => side.act(seen))
      return
    }
    this.#byHand += 1
    if (kind === kinds.movement) {
      const seen = reader.movementAt(chunk, at)
      this.#onSides(chunk, at, seen, side => side.move(seen))
    } else {
      const seen = reader.levelAt(chunk, at)
      this.#onSides(chunk, at, seen, side => side.give(seen))
    }
  }

  #onSides(chunk: Chunk, at: number, { buyer }: { buyer: Buyer }, happens: (side: Side) => void): void {
    for (const { name, live, draft } of this.#pairs) {
      const place = this.#placeIn(name, chunk.receipts.member[at] ?? 0)
      if (place < 0) continue
      buyer.member = place
      happens(live)
      happens(draft)
    }
  }

  /** Goes on to the last day, so that what ends or is reviewed until then is counted. */
  finish(): ShardResult {
    const { members, threads, through } = this.#plan
    const count = members.ids.length
    for (let member = this.#index; member < count; member += threads)
      for (const { name, live, draft } of this.#pairs) {
        const place = this.#placeIn(name, member)
        if (place < 0) continue
        for (const side of [live, draft])
          if (side.standings.isSeen(place)) side.goTo({ ...this.#reader.buyerAt(member), member: place }, through)
      }
    const standing = this.#standing()
    return {
      tallies: this.#pairs.map(({ name, live, draft }) => ({ name, live: live.tally, draft: draft.tally })),
      changes: this.#top.changes,
      standing,
      members: standing.member.length / this.#tracks,
      membersWithoutWay: this.#withoutWay(standing),
      lines: this.#lines,
      linesWithoutCost: this.#linesWithoutCost,
      refundsOfUnknownSales: this.#refundsOfUnknownSales,
      activities: this.#activities,
      byHand: this.#byHand,
    }
  }

  #withoutWay({ member, track }: Standing): number {
    const isWithout = (place: number) => (this.#reader.buyerAt(place).profile.joinedBy ?? null) === null
    return member.filter((place, row) => track[row] === 0 && isWithout(place)).length
  }

  /** Members of whom at least one side knows something. */
  #standing(): Standing {
    const { members, threads } = this.#plan
    const [base] = this.#pairs
    if (!base) throw new Error('there always is the assumption itself')
    const places: number[] = []
    const { live, draft } = base
    for (let track = 0; track < this.#tracks; track++)
      for (let member = this.#index; member < members.ids.length; member += threads) {
        const place = Math.floor(member / threads)
        if (live.standings.isSeen(place) || draft.standings.isSeen(place)) places.push(member)
      }
    const at = (index: number) => Math.floor((places[index] ?? 0) / threads)
    const trackAt = (index: number) => Math.floor((index * this.#tracks) / places.length)
    return {
      member: Int32Array.from(places),
      track: Uint8Array.from(places, (_, index) => trackAt(index)),
      liveLevel: Uint8Array.from(places, (_, index) => live.standings.levelIndex(at(index), trackAt(index))),
      draftLevel: Uint8Array.from(places, (_, index) => draft.standings.levelIndex(at(index), trackAt(index))),
      livePoints: Float64Array.from(places, (_, index) => live.purses.balance(at(index), 0)),
      draftPoints: Float64Array.from(places, (_, index) => draft.purses.balance(at(index), 0)),
    }
  }
}

/** Whether a program of a back-test asks by which way members joined. */
export function asksForWay({ document, version }: ProgramSource, zone: string): boolean {
  const read = readProgram(document, { version, zone }).document
  return read !== null && asksFor(read, 'joined-by')
}

export function compile({ document, version }: ProgramSource, zone: string): CompiledProgram {
  const { program } = readProgram(document, { version, zone })
  if (!program) throw new Error('the programs of a back-test were checked before')
  return program
}

/** The words of all programs that take part, and of what members hold already. */
export function codesOf(
  live: CompiledProgram,
  draft: CompiledProgram,
  { opening }: Pick<BacktestPlan, 'opening'>,
): Codes {
  const assets = [live, draft].flatMap(program => program.assets.map(asset => asset.code))
  const levels = [live, draft].flatMap(({ tracks }) => tracks.flatMap(({ ladder }) => ladder.map(level => level.level)))
  return {
    assets: [...new Set([...assets, ...(opening?.assets ?? [])])],
    levels: [...new Set([...levels, ...(opening?.levelCodes ?? [])])],
  }
}
