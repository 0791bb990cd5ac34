import { dayOf } from '../../../shared/calendar.ts'
import type { MemberReference } from '../../../shared/contract/members.ts'
import type { Transaction } from '../../platform/database.ts'
import { tryLockNames } from '../../platform/idempotency-store.ts'
import { readApprovals } from '../approvals/index.ts'
import {
  loadLapsed,
  loadOwedToLots,
  lockFreeOwners,
  lockKnownOwners,
  type PostingContext,
  readAccounts,
} from '../ledger/index.ts'
import { emptyLevelChanges } from '../levels/index.ts'
import { type LimitQuestion, openLimits } from '../limits/index.ts'
import { findMemberIds } from '../members/index.ts'
import type { ProgramBook } from '../programs/index.ts'
import { drawNeeds, keepNeeds, refundNeeds } from './account-needs.ts'
import type { BatchWatch } from './batch-observer.ts'
import { approvalsOf, type Command, isRefund, receiptIdName, receiptName } from './commands.ts'
import type { Basket } from './decide-basket.ts'
import { readCoupons } from './read-coupons.ts'
import type { Original, Reading, References } from './read-references.ts'
import { readStandings } from './read-standings.ts'
import { loadReceipts, type StoredReceipt } from './receipt-store.ts'
import type { WaitingRefund } from './waiting-refund-store.ts'
import { emptyWritten, type World } from './world.ts'

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
  const receipts = await readOriginals(tx, numbers.originals, free)
  await knowPrograms(reading.programs, receipts)
  const world = await readTouched(
    tx,
    reading,
    { commands, memberIds, numbers, waiting },
    { now, locked: free, receipts },
  )
  const originals = new Set(numbers.originals.map(original => original.receiptId))
  const isBusy = (command: Command) => {
    const memberId = 'member' in command && command.member ? memberIds.get(command.member) : undefined
    const receiptId = originalOf(command, numbers.receiptIds)
    const isMemberBusy = typeof memberId === 'number' && !free.has(memberId)
    return isMemberBusy || (receiptId !== undefined && originals.has(receiptId) && !receipts.has(receiptId))
  }
  return { world, busy: new Set(commands.filter(isBusy)) }
}

/**
 * As readWorld, in one journey with the locks: where nothing comes back, what is read depends on no answer of theirs, and
 * each statement sees all that was committed before it began.
 * @returns undefined where something comes back, somebody else works on a member, or one is new: readWorld sorts that out
 */
export async function readWorldAtOnce(
  tx: Transaction,
  reading: Reading,
  references: References,
  { now, watch }: { now: Date; watch: BatchWatch },
): Promise<World | undefined> {
  if (references.numbers.originals.length > 0) return undefined
  const touched = new Set([...references.memberIds.values()].filter(id => typeof id === 'number'))
  const [isLocked, world] = await tx.together(() => [
    lockKnownOwners(tx, [...touched]).then(locked => {
      if (locked.size < touched.size) return false
      watch.done('lock-owners')
      return true
    }),
    readTouched(tx, reading, references, { now, locked: touched, receipts: new Map() }),
  ])
  return isLocked ? world : undefined
}

/** What these commands can touch of the members who are locked, and the receipts that come back. */
function readTouched(
  tx: Transaction,
  reading: Reading,
  { commands, memberIds, numbers, waiting }: References,
  { now, locked, receipts }: { now: Date; locked: ReadonlySet<number>; receipts: Map<string, StoredReceipt> },
): Promise<World> {
  const { timeZone } = reading.context
  const ids = [...locked]
  const needs = [
    ...commands
      .flatMap(command => [...drawNeeds(command, memberIds), ...keepNeeds(command, memberIds, timeZone)])
      .filter(need => locked.has(need.memberId)),
    ...refundNeeds(receipts),
  ]
  return worldOf(tx, reading, {
    now,
    commands,
    memberIds,
    locked: ids,
    isToSpend: true,
    opening: () => readAccounts(tx, { memberIds: ids, needs, context: readingContext(now, timeZone) }),
    receipts,
    receiptIds: numbers.receiptIds,
    usedRefundNumbers: numbers.usedRefundNumbers,
    waiting,
  })
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
  const { now, memberIds, receipts } = parts
  const zone = context.timeZone
  const [open, coupons, limits, approvals, { members, levels }] = await tx.together(() => [
    parts.opening(),
    readCoupons(tx, programs, { ...parts, zone }),
    openLimits(tx, limitQuestions(parts, zone), { isToSpend: parts.isToSpend }),
    readApprovals(tx, parts.commands.flatMap(approvalsOf)),
    readStandings(tx, programs, { ...parts, zone, withRises: receipts.size > 0 || parts.waiting.length > 0 }),
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
