import { type CompiledProgram, type MemberFacts, plainMember } from '../program/index.ts'
import type { Day } from '../shared/calendar.ts'
import type { LevelBook } from './level-book.ts'
import type { LimitRooms } from './limit-rooms.ts'
import type { Purses } from './purses.ts'
import type { Buyer } from './seen.ts'

/** Whose measures a rule may ask for. */
type Asked = { member: number; day: number; program: CompiledProgram | null; joinedOn: Day }

type Sources = {
  standings: LevelBook
  purses: Purses
  limits: LimitRooms
  assetOf: (code: string) => number
}

/**
 * What one side knows of a member at a receipt: the same object for every receipt, good until the next one is asked
 * for, because to make new ones takes as long as to decide.
 */
export class SideFacts {
  readonly #sources: Sources
  readonly #facts: MemberFacts
  readonly usable: Record<string, number> = {}
  readonly #asked: Asked

  constructor(sources: Sources) {
    const asked: Asked = { member: 0, day: 0, program: null, joinedOn: '' }
    this.#sources = sources
    this.#asked = asked
    this.#facts = {
      ...plainMember,
      joinedOn: '',
      usable: this.usable,
      // Added up only where a rule asks: few do, and it is the dearest of all facts.
      get measures() {
        const { member, day, program, joinedOn } = asked
        return program ? sources.standings.measures(member, day, program, joinedOn) : {}
      },
    }
  }

  of({ member, joinedOn, birthday, profile }: Buyer, day: number, program: CompiledProgram): MemberFacts {
    const { standings, purses, limits, assetOf } = this.#sources
    const facts = this.#facts
    for (const { code } of program.assets) this.usable[code] = purses.usable(member, assetOf(code))
    const asked = this.#asked
    asked.member = member
    asked.day = day
    asked.program = program
    asked.joinedOn = joinedOn
    facts.joinedOn = joinedOn
    facts.birthday = birthday
    const { tracks } = program
    facts.level = tracks.length > 0 ? standings.levelOf(member, 0) : null
    if (tracks.length > 1)
      facts.otherLevels = Object.fromEntries(
        tracks.slice(1).map(({ track }, place) => [track, standings.levelOf(member, place + 1)]),
      )
    facts.hasBought = standings.hasBought(member)
    facts.gender = profile.gender
    facts.attributes = profile.attributes
    facts.segments = profile.segments
    facts.joinedBy = profile.joinedBy ?? null
    facts.used = limits.usedBy(member, program, day)
    return facts
  }
}
