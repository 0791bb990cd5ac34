import type { CompiledProgram } from '../../../program/index.ts'
import { dayOf } from '../../../shared/calendar.ts'
import type { MemberReference } from '../../../shared/contract/members.ts'
import type { Context } from '../../platform/context.ts'
import type { Transaction } from '../../platform/database.ts'
import { invariant } from '../../platform/errors.ts'
import { tryLockNames } from '../../platform/idempotency-store.ts'
import { readApprovals } from '../approvals/index.ts'
import {
  type AccountNeed,
  loadLapsed,
  loadOwedToLots,
  lockFreeOwners,
  type PostingContext,
  readAccounts,
} from '../ledger/index.ts'
import { emptyLevelChanges, type LevelQuestion, type LevelState, loadLevelStates } from '../levels/index.ts'
import { type LimitQuestion, openLimits } from '../limits/index.ts'
import { findMemberIds, loadMembers } from '../members/index.ts'
import type { ProgramBook } from '../programs/index.ts'
import type { BatchWatch } from './batch-observer.ts'
import { approvalsOf, type Command, type Refund, receiptIdName, receiptName, type Sale } from './commands.ts'
import type { Basket } from './decide-basket.ts'
import { readCoupons } from './read-coupons.ts'
import { findNumbers, findReceiptOwners, loadReceipts, type StoredReceipt } from './receipt-store.ts'
import { findWaitingRefunds, type WaitingRefund } from './waiting-refund-store.ts'
import { emptyWritten, levelKey, questionsOf, type World } from './world.ts'

/** What reading needs besides the transaction. */
export type Reading = { context: Context; programs: ProgramBook; assetCodes: ReadonlyMap<number, string> }

/** What the commands of a batch refer to: members, numbers of tills, refunds that wait for these sales. Read before any lock. */
export type References = {
  commands: readonly Command[]
  memberIds: World['memberIds']
  numbers: Awaited<ReturnType<typeof readNumbers>>
  waiting: readonly WaitingRefund[]
}

export async function readReferences(
  tx: Transaction,
  { context }: Reading,
  commands: readonly Command[],
): Promise<References> {
  const named = commands.flatMap(command => ('member' in command && command.member ? [command.member] : []))
  const sales = commands.filter(isSale).map(({ place, receiptNumber }) => ({
    storeId: place.store.storeId,
    tillId: place.till.tillId,
    number: receiptNumber,
  }))
  const [memberIds, numbers, waiting] = await tx.together(() => [
    findMemberIds(tx, named, context.cipher),
    readNumbers(tx, commands),
    findWaitingRefunds(tx, sales),
  ])
  return { commands, memberIds, numbers, waiting }
}

/**
 * Reads all that a batch of commands can touch: first the locks of whom they refer to, and only then, in later
 * statements, accounts, lots, levels and the receipts that come back.
 * @returns `busy`: the commands that must be put off, because somebody else works on their member or receipt
 */
export async function readWorld(
  tx: Transaction,
  reading: Reading,
  { commands, memberIds, numbers, waiting }: References,
  { now, watch }: { now: Date; watch: BatchWatch },
): Promise<{ world: World; busy: ReadonlySet<Command> }> {
  const found = [...memberIds.values()].filter(id => typeof id === 'number')
  const touched = [...found, ...numbers.originals.map(original => original.memberId).filter(id => id > 0)]
  const free = await lockFreeOwners(tx, touched)
  watch.done('lock-owners')
  const locked = [...free]
  const context = readingContext(now, reading.context.timeZone)
  const receipts = await readOriginals(tx, numbers.originals, free)
  await knowPrograms(reading.programs, receipts)
  const needs = [
    ...commands
      .flatMap(command => [
        ...drawNeeds(command, memberIds),
        ...keepNeeds(command, memberIds, reading.context.timeZone),
      ])
      .filter(need => free.has(need.memberId)),
    ...refundNeeds(receipts),
  ]
  const world = await worldOf(tx, reading, {
    now,
    commands,
    memberIds,
    locked,
    isToSpend: true,
    opening: () => readAccounts(tx, { memberIds: locked, needs, context }),
    receipts,
    receiptIds: numbers.receiptIds,
    usedRefundNumbers: numbers.usedRefundNumbers,
    waiting,
  })
  const originals = new Set(numbers.originals.map(original => original.receiptId))
  const isBusy = (command: Command) => {
    const memberId = 'member' in command && command.member ? memberIds.get(command.member) : undefined
    const receiptId = originalOf(command, numbers.receiptIds)
    const isMemberBusy = typeof memberId === 'number' && !free.has(memberId)
    return isMemberBusy || (receiptId !== undefined && originals.has(receiptId) && !receipts.has(receiptId))
  }
  return { world, busy: new Set(commands.filter(isBusy)) }
}

/** Which receipt comes back. */
function originalOf(command: Command, receiptIds: ReadonlyMap<string, string>): string | undefined {
  if (command.kind === 'void') return command.receiptId
  if (!isRefund(command)) return undefined
  return 'receiptId' in command.pointer ? command.pointer.receiptId : receiptIds.get(receiptName(command.pointer))
}

/** Reads what a quote of one basket needs, locking nothing and writing nothing. */
export async function readQuoteWorld(
  tx: Transaction,
  reading: Reading,
  basket: Basket & { member: MemberReference | null },
  now: Date,
): Promise<World> {
  const memberIds = await findMemberIds(tx, basket.member ? [basket.member] : [], reading.context.cipher)
  const ids = [...memberIds.values()].filter(id => typeof id === 'number')
  const context = readingContext(now, reading.context.timeZone)
  const empty = {
    receipts: new Map<string, StoredReceipt>(),
    receiptIds: new Map<string, string>(),
    usedRefundNumbers: new Set<string>(),
    waiting: [],
  }
  return worldOf(tx, reading, {
    now,
    commands: [
      {
        ...basket,
        kind: 'hold',
        redeem: [...basket.redeem],
        lines: [...basket.lines],
        tenders: basket.tenders ? [...basket.tenders] : null,
      },
    ],
    memberIds,
    locked: ids,
    isToSpend: false,
    opening: () => readAccounts(tx, { memberIds: ids, needs: [], context }),
    ...empty,
  })
}

const isSale = (command: Command): command is Sale => command.kind === 'sale'
const isRefund = (command: Command): command is Refund => command.kind === 'refund'

/** For what expires while we look: the context of nobody. */
function readingContext(now: Date, zone: string): PostingContext {
  return {
    now,
    zone,
    soldAt: now,
    storeId: null,
    tillId: null,
    staff: null,
    channel: 'till',
    receiptId: null,
    refundId: null,
    programVersion: null,
  }
}

type Original = { memberId: number; receiptId: string }

async function readNumbers(tx: Transaction, commands: readonly Command[]) {
  const sales = commands.filter(isSale).map(({ place, receiptNumber }) => ({
    storeId: place.store.storeId,
    tillId: place.till.tillId,
    kind: 'sale' as const,
    number: receiptNumber,
  }))
  const pointed = commands
    .filter(isRefund)
    .flatMap(({ pointer }) =>
      'receiptId' in pointer
        ? []
        : [{ storeId: pointer.storeId, tillId: pointer.tillId, kind: 'sale' as const, number: pointer.receiptNumber }],
    )
  const refunds = commands.flatMap(command =>
    'refundNumber' in command
      ? [
          {
            storeId: command.place.store.storeId,
            tillId: command.place.till.tillId,
            kind: 'refund' as const,
            number: command.refundNumber,
          },
        ]
      : [],
  )
  const byId = commands.flatMap(command =>
    command.kind === 'void'
      ? [command.receiptId]
      : isRefund(command) && 'receiptId' in command.pointer
        ? [command.pointer.receiptId]
        : [],
  )
  const [found, owners] = await tx.together(() => [
    findNumbers(tx, [...sales, ...pointed, ...refunds]),
    findReceiptOwners(tx, byId),
  ])
  const receiptIds = new Map<string, string>()
  const usedRefundNumbers = new Set<string>()
  for (const number of found) {
    if (number.kind === 'sale') receiptIds.set(receiptName({ ...number, receiptNumber: number.number }), number.id)
    else usedRefundNumbers.add(`${number.storeId}/${number.tillId}/${number.number}`)
  }
  const byNumber = found.filter(
    number =>
      number.kind === 'sale' &&
      pointed.some(
        key => key.storeId === number.storeId && key.tillId === number.tillId && key.number === number.number,
      ),
  )
  const originals: Original[] = [
    ...byNumber.map(number => ({ memberId: number.memberId, receiptId: number.id })),
    ...[...owners].map(([receiptId, memberId]) => ({ memberId, receiptId })),
  ]
  return { receiptIds, usedRefundNumbers, originals }
}

/**
 * Reads the receipts that come back, as far as nobody else works on them. A member's receipt is locked with the member.
 * Guests have no lock of their own: the name that a void or refund by id has taken is taken for those by number, too.
 */
async function readOriginals(
  tx: Transaction,
  originals: readonly Original[],
  free: ReadonlySet<number>,
): Promise<Map<string, StoredReceipt>> {
  if (originals.length === 0) return new Map()
  const locks = await tryLockNames(
    tx,
    originals.map(original => receiptIdName(original.receiptId)),
  )
  const ours = originals.filter(({ memberId }, index) => locks[index] && (memberId < 0 || free.has(memberId)))
  const receipts = await loadReceipts(tx, ours)
  for (const receipt of receipts) {
    const { memberId } = receipt
    for (const { assetId, earnVersion, redeemVersion } of receipt.postings) {
      if (earnVersion !== null)
        receipt.lapsed.set(earnVersion, await loadLapsed(tx, { memberId, assetId, lotNumber: earnVersion }))
      if (redeemVersion !== null)
        receipt.owed.set(redeemVersion, await loadOwedToLots(tx, { memberId, assetId, version: redeemVersion }))
    }
  }
  return new Map(receipts.map(receipt => [receipt.receiptId, receipt]))
}

/** Another process may have published a version a moment ago, and sold under it what comes back here. */
async function knowPrograms(programs: ProgramBook, receipts: ReadonlyMap<string, StoredReceipt>): Promise<void> {
  const isKnown = ({ programCode, programVersion }: StoredReceipt) =>
    programCode === null || programVersion === null || programs.version(programCode, programVersion) !== undefined
  if (![...receipts.values()].every(isKnown)) await programs.reread()
}

/** A sale or hold draws what it wishes to redeem. */
function drawNeeds(command: Command, memberIds: ReadonlyMap<MemberReference, unknown>): AccountNeed[] {
  if ((command.kind !== 'sale' && command.kind !== 'hold') || !command.member || !command.program) return []
  const memberId = memberIds.get(command.member)
  if (typeof memberId !== 'number') return []
  return command.redeem.flatMap(({ rule, points }) => {
    const asset = command.program?.redemption.find(candidate => candidate.rule === rule)?.asset
    const assetId = asset === undefined ? undefined : command.assetIds.get(asset)
    return assetId === undefined || !Number.isSafeInteger(points)
      ? []
      : [{ memberId, assetId, points: Math.max(points, 0), lotNumbers: [] }]
  })
}

/** A sale keeps the points of its program. */
function keepNeeds(command: Command, memberIds: ReadonlyMap<MemberReference, unknown>, zone: string): AccountNeed[] {
  if (!isSale(command) || !command.member || !command.program) return []
  const memberId = memberIds.get(command.member)
  if (typeof memberId !== 'number') return []
  const things = command.redeem.length > 0 ? ['purchase', 'redemption'] : ['purchase']
  const keeps = { things, on: dayOf(command.soldAt, zone) }
  return [...command.assetIds.values()].map(assetId => ({ memberId, assetId, points: 0, lotNumbers: [], keeps }))
}

/** A refund takes back at most what the receipt earned, from its own lot first, and fills the lots that it had drawn on. */
function refundNeeds(receipts: ReadonlyMap<string, StoredReceipt>): AccountNeed[] {
  return [...receipts.values()].flatMap(receipt =>
    receipt.postings.map(({ asset, assetId, earnVersion, redeemVersion }) => ({
      memberId: receipt.memberId,
      assetId,
      points: receipt.lines.reduce((sum, line) => sum + (line.earned[asset] ?? 0), 0),
      lotNumbers: [
        ...(earnVersion === null ? [] : [earnVersion]),
        ...(redeemVersion === null ? [] : (receipt.owed.get(redeemVersion) ?? []).map(lot => lot.lotNumber)),
      ],
    })),
  )
}

type Parts = {
  now: Date
  commands: readonly Command[]
  memberIds: World['memberIds']
  locked: readonly number[]
  /** Whether something will be written: a quote only looks. */
  isToSpend: boolean
  /** Reads the accounts of the locked members. */
  opening: () => Promise<World['open']>
  receipts: Map<string, StoredReceipt>
  receiptIds: Map<string, string>
  usedRefundNumbers: Set<string>
  waiting: readonly WaitingRefund[]
}

async function worldOf(tx: Transaction, { context, programs, assetCodes }: Reading, parts: Parts): Promise<World> {
  const { now, locked, memberIds, receipts } = parts
  const zone = context.timeZone
  const [open, coupons, limits, approvals, { members, levels }] = await tx.together(() => [
    parts.opening(),
    readCoupons(tx, programs, { ...parts, zone }),
    openLimits(tx, limitQuestions(parts, zone), { isToSpend: parts.isToSpend }),
    readApprovals(tx, parts.commands.flatMap(approvalsOf)),
    loadMembers(tx, locked).then(async members => ({
      members,
      levels: await readLevels(tx, programs, { ...parts, members, zone }),
    })),
  ])
  return {
    now,
    zone,
    open,
    members,
    memberIds,
    levels,
    coupons: coupons.usable,
    namedCoupons: coupons.named,
    approvals,
    levelChanges: emptyLevelChanges(),
    limits,
    receipts,
    receiptIds: parts.receiptIds,
    usedRefundNumbers: parts.usedRefundNumbers,
    waitingRefunds: Map.groupBy(parts.waiting, refund => receiptName(refund)),
    assetCodes,
    programOf: (code, version) => programs.version(code, version),
    goodsMeasuresOf: code => programs.goodsMeasures(code),
    written: emptyWritten(),
  }
}

/** Whose room under which limits a batch decides about. Programs without limits ask nothing. */
function limitQuestions({ commands, memberIds }: Parts, zone: string): LimitQuestion[] {
  return commands.flatMap(command => {
    if ((command.kind !== 'sale' && command.kind !== 'hold') || !command.member || !command.program) return []
    const memberId = memberIds.get(command.member)
    if (typeof memberId !== 'number' || command.program.limits.length === 0) return []
    return [{ memberId, program: command.program, on: dayOf(command.soldAt, zone) }]
  })
}

type Asking = Pick<Parts, 'now' | 'commands' | 'memberIds' | 'receipts' | 'waiting'> & {
  members: World['members']
  zone: string
}

/** Where the members stand in the programs that the commands are about. */
async function readLevels(tx: Transaction, programs: ProgramBook, asking: Asking): Promise<World['levels']> {
  const { now, zone, members, memberIds, receipts } = asking
  const withRises = receipts.size > 0 || asking.waiting.length > 0
  const wanted = new Map<string, LevelQuestion[]>()
  const want = (memberId: unknown, program: CompiledProgram | null | undefined) => {
    if (typeof memberId !== 'number' || memberId < 0 || !program) return
    const joinedOn = dayOf(members.get(memberId)?.joinedAt ?? now, zone)
    const questions = questionsOf(memberId, program, { on: dayOf(now, zone), joinedOn, withRises })
    const other = wanted.get(levelKey(memberId, program))
    // Two versions may count over different windows. The batch fails, and its orders are run one by one.
    invariant(
      !other || JSON.stringify(other) === JSON.stringify(questions),
      'a batch judges each member over the same windows',
    )
    wanted.set(levelKey(memberId, program), questions)
  }
  for (const command of asking.commands)
    if ('program' in command && command.member) want(memberIds.get(command.member), command.program)
  for (const receipt of receipts.values()) {
    if (receipt.programCode !== null && receipt.programVersion !== null)
      want(receipt.memberId, programs.version(receipt.programCode, receipt.programVersion))
  }
  const states = await loadLevelStates(tx, [...wanted.values()].flat())
  const levels = new Map<string, LevelState[]>()
  let place = 0
  for (const [key, questions] of wanted) {
    levels.set(key, states.slice(place, place + questions.length))
    place += questions.length
  }
  return levels
}
