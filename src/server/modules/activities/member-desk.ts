import {
  type CompiledLimit,
  type CompiledProgram,
  type MemberFacts,
  type OccasionGift,
  type Reason,
  type Window,
  windowOn,
} from '../../../program/index.ts'
import { type Day, dayOf } from '../../../shared/calendar.ts'
import type { Context } from '../../platform/context.ts'
import type { Transaction } from '../../platform/database.ts'
import { invariant } from '../../platform/errors.ts'
import { type Effect, effect } from '../checkout/index.ts'
import {
  type AccountNeed,
  type Assets,
  draw,
  type GiveBack,
  giveBack,
  grant,
  keepAlive,
  type OpenAccounts,
  openAccounts,
  type PostingContext,
  post,
  readAccounts,
  usablePoints,
} from '../ledger/index.ts'
import { levelQuestions, levelsByTrack, loadLevelStates } from '../levels/index.ts'
import { type LimitBook, type LimitQuestion, openLimits } from '../limits/index.ts'
import { loadMembers } from '../members/index.ts'
import { type StoreDirectory, storeDirectory } from '../organisation/index.ts'
import type { ProgramBook } from '../programs/index.ts'

/** The program that rules a store; without a store, that of the organisation's first. The caller has refreshed the book. */
export async function programFor(
  programs: ProgramBook,
  { directory, storeId, at }: { directory: StoreDirectory; storeId: number | null; at: Date },
): Promise<CompiledProgram | null> {
  await programs.ready()
  const store = (storeId === null ? undefined : directory.storeById(storeId)) ?? directory.stores[0]
  if (!store) return null
  const firstBrandId = Math.min(...directory.stores.map(candidate => candidate.brandId))
  const { code, brandCode, brandId } = store
  return programs.inForce({ code, brandCode, isFirstBrand: brandId === firstBrandId }, at)
}

/** What decisions within a transaction look up, fresh: inside, nobody waits for a second connection. */
export async function beforeDeciding({ db }: Context, { programs }: { programs: ProgramBook }): Promise<void> {
  await Promise.all([programs.refresh(), storeDirectory(db)])
}

type Opening = {
  memberId: number
  program: CompiledProgram
  assets: Assets
  /** The day whose limits count. */
  on: Day
  /** What may be taken, by asset. */
  takes: Readonly<Record<string, number>>
  /** Lots that get points back, by asset. */
  fills?: Readonly<Record<string, readonly number[]>>
  /** Limits of this occasion alone, beside those of the program. */
  limitsBeside?: readonly CompiledLimit[]
  /** Locks nothing: for whoever only shows what could be. */
  isReading?: boolean
  /** What is about to happen, by its code: it may keep points from ending by inactivity. */
  keeps: string
  posting: PostingContext
}

/**
 * One member, locked, with all that a decision away from the till may know and change. Nothing is written before `write`.
 * It waits for the member where somebody else works on them; batches of the till never wait.
 */
export async function openMemberDesk(tx: Transaction, context: Context, opening: Opening): Promise<MemberDesk> {
  const {
    memberId,
    program,
    assets,
    on,
    takes,
    fills = {},
    limitsBeside = [],
    isReading = false,
    keeps,
    posting,
  } = opening
  const codes = program.assets.map(asset => asset.code)
  const assetIds = await assets.idsOf(program.code, codes)
  const needs: AccountNeed[] = [...assetIds].map(([asset, assetId]) => ({
    memberId,
    assetId,
    points: takes[asset] ?? 0,
    lotNumbers: fills[asset] ?? [],
    keeps: { things: [keeps], on },
  }))
  const open = await (isReading ? readAccounts : openAccounts)(tx, { memberIds: [memberId], needs, context: posting })
  const member = (await loadMembers(tx, [memberId])).get(memberId)
  invariant(member, 'a member who is locked can be read')
  const joinedOn = dayOf(member.joinedAt, context.timeZone)
  const today = dayOf(posting.now, context.timeZone)
  const daysOf = (window: Window) => windowOn(window, today, joinedOn)
  const states = await loadLevelStates(tx, levelQuestions(program, { memberId, daysOf, withRises: false }))
  const [state] = states
  const counted = { memberId, on, program: { code: program.code, limits: [...program.limits, ...limitsBeside] } }
  const limits = await openLimits(tx, [counted], { isToSpend: !isReading })
  invariant(state, 'every question about levels has an answer')
  const usable = Object.fromEntries(
    [...assetIds].map(([asset, assetId]) => [asset, usablePoints(open.account(memberId, assetId))]),
  )
  const facts: MemberFacts = {
    joinedOn,
    birthday: member.birthday,
    level: program.tracks.length > 0 ? state.level : null,
    ...(program.tracks.length > 1 ? { otherLevels: levelsByTrack(program, states) } : {}),
    hasBought: state.hasBought,
    usable,
    measures: state.measures,
    gender: member.gender,
    attributes: member.attributes,
    segments: member.segments,
    joinedBy: member.joiningWay,
    used: limits.usedBy(counted),
  }
  return new MemberDesk({ ...opening, assetIds, open, limits, counted, facts })
}

type Opened = Opening & {
  assetIds: ReadonlyMap<string, number>
  open: OpenAccounts
  limits: LimitBook
  counted: LimitQuestion
  facts: MemberFacts
}

export class MemberDesk {
  readonly facts: MemberFacts
  readonly #opened: Opened

  constructor(opened: Opened) {
    this.#opened = opened
    this.facts = opened.facts
  }

  /** Posts what an occasion gives. @returns its effects, those included that gave nothing and say why */
  give(gifts: readonly OccasionGift[]): Effect[] {
    return gifts.map(({ asset, points, expiresAt, idle, reasons, used }) => {
      this.countUse(used)
      if (points > 0) this.grant(asset, { points, expiresAt, idle, reasons })
      return effect('earned', { asset, points, expiresAt: expiresAt?.toISOString() ?? null, reasons })
    })
  }

  grant(
    asset: string,
    {
      points,
      expiresAt,
      idle,
      reasons,
    }: Pick<OccasionGift, 'points' | 'expiresAt' | 'idle'> & { reasons: readonly Reason[] },
  ): number {
    const { open, posting } = this.#opened
    const expiresAtMs = expiresAt?.getTime() ?? null
    const kept = { points, expiresAtMs, idle, funding: 'gift' as const, deferredCents: 0, context: posting, reasons }
    return grant(open.journal, this.#account(asset), { kind: 'earn', ...kept }).version
  }

  /** Takes points that the member can use. The caller has asked whether there are enough. @returns the entry's version */
  take(asset: string, points: number, reasons: readonly Reason[]): number {
    const { open, posting } = this.#opened
    const account = this.#account(asset)
    const drawn = draw(account, points)
    return post(open.journal, account, { kind: 'redeem', amount: -points, context: posting, reasons }, drawn).version
  }

  /** Gives points back to the lots that they were taken from; an ended lot loses them again, unless there is grace. */
  giveBack(asset: string, back: Pick<GiveBack, 'points' | 'redeemVersion' | 'owedToLots' | 'reasons'>): void {
    const { open, posting, program } = this.#opened
    const grace = program.assets.find(({ code }) => code === asset)?.grace ?? null
    giveBack(open.journal, this.#account(asset), { ...back, grace, context: posting })
  }

  /** What happened keeps points, as far as their terms name it. Call it after giving and taking. */
  keep(): void {
    const { open, memberId, assetIds, on, keeps, posting } = this.#opened
    for (const assetId of assetIds.values())
      keepAlive(open.account(memberId, assetId), { what: keeps, on, now: posting.now, zone: posting.zone })
  }

  /** A negative sign gives room back. */
  countUse(used: Parameters<LimitBook['add']>[1], sign: 1 | -1 = 1): void {
    const { limits, counted } = this.#opened
    limits.add(counted, used, sign)
  }

  assetId(asset: string): number {
    const assetId = this.#opened.assetIds.get(asset)
    invariant(assetId !== undefined, 'each asset of a program has an id')
    return assetId
  }

  /** What can be used now, by asset. */
  balances(): Record<string, number> {
    return Object.fromEntries(
      [...this.#opened.assetIds.keys()].map(asset => [asset, usablePoints(this.#account(asset))]),
    )
  }

  async write(tx: Transaction): Promise<void> {
    const { open, limits } = this.#opened
    await open.write(tx)
    await limits.write(tx)
  }

  #account(asset: string) {
    const { open, memberId } = this.#opened
    return open.account(memberId, this.assetId(asset))
  }
}
