import type { AuditAction, AuditRule } from './audit-actions.ts'
import type { Caller } from './caller.ts'
import type { Transaction } from './database.ts'

/** done · refused, with a code · repeated: a used key, only its first answer was given again · failed: nothing is done */
export type Outcome = 'done' | 'refused' | 'repeated' | 'failed'

/** One row of the audit trail. Nothing in it may be personal: no name, phone, e-mail, birthday or text of a person. */
export type AuditRecord = Subject & {
  at: Date
  callerKind: Caller['kind'] | 'server' | 'nobody'
  callerId: string
  address: string
  requestId: string
  action: string
  outcome: Outcome
  code: string | null
}

/** What a deed was about. */
export type Subject = {
  /** The public number of the member. */
  memberNumber: string | null
  /** Anything else, as "kind/id". */
  thing: string | null
  storeId: number | null
  /** How many members an answer showed. */
  shownMembers: number | null
}

export type Sent = { status: number; body: string }

export type DeedFacts = {
  rule: AuditRule
  at: Date
  caller: Caller | null
  address: string
  requestId: string
}

const thingCharactersMax = 200

const nothing: Subject = { memberNumber: null, thing: null, storeId: null, shownMembers: null }

/**
 * What one request does, as the audit trail will tell it. It is written in the transaction of the deed where there is
 * one, otherwise before the answer leaves: there is no reading without a record.
 */
export class Deed {
  readonly #facts: DeedFacts
  #action: AuditAction | null
  #subjects: Subject[] = [nothing]
  #who: Pick<AuditRecord, 'callerKind' | 'callerId'>
  #approval: { callerId: string; action: AuditAction } | null = null
  #isRepeated = false
  #isOver = false

  constructor(facts: DeedFacts) {
    const { rule, caller } = facts
    this.#facts = facts
    this.#action = 'none' in rule ? null : rule
    this.#who = caller ? { callerKind: caller.kind, callerId: ownId(caller) } : { callerKind: 'nobody', callerId: '' }
  }

  /** Says what it is about, piece by piece as it becomes known. */
  about(subject: Partial<Subject>): void {
    this.#subjects = this.#subjects.map(known => ({ ...known, ...subject }))
  }

  /** Says that it showed these members, each by name: one record for each. */
  aboutEach(memberNumbers: readonly string[]): void {
    const [first = nothing] = this.#subjects
    if (memberNumbers.length > 0) this.#subjects = memberNumbers.map(memberNumber => ({ ...first, memberNumber }))
  }

  /** Says more exactly what is done, where one route does several things. */
  is(action: AuditAction): void {
    this.#action = action
  }

  /** Says who it turned out to be, where a route is open to everybody: somebody who signs in. */
  by(callerKind: Caller['kind'], callerId: string): void {
    this.#who = { callerKind, callerId }
  }

  /** Says whose word it needed besides: a record of that person's own, on the same things, if it is done. */
  approvedBy(callerId: string, action: AuditAction): void {
    this.#approval = { callerId, action }
  }

  /** Leaves nothing in the trail, because what is done has a journal of its own that says who, where and when. */
  leaveOut(): void {
    this.#isOver = true
  }

  /** A used key: nothing is done, the first answer is given again. */
  isRepeat(): void {
    this.#isRepeated = true
  }

  /** Told after the commit of the transaction that wrote it. */
  isWritten(): void {
    this.#isOver = true
  }

  get isOpen(): boolean {
    return this.#action !== null && !this.#isOver
  }

  /**
   * Strangers leave a record where their tries are counted and limited. What is refused beforehand, for its form or
   * because there were too many, would let anybody fill the trail.
   */
  #isUncounted({ status }: Sent): boolean {
    return this.#who.callerKind === 'nobody' && status >= 400 && status !== 401 && status !== 403
  }

  /** The rows of an answer; none when there is nothing to leave. */
  recordsOf(sent: Sent): AuditRecord[] {
    const { at, address, requestId } = this.#facts
    const action = this.#action
    if (action === null || this.#isOver || this.#isUncounted(sent)) return []
    const end = this.#isRepeated ? { outcome: 'repeated' as const, code: null } : endOf(sent)
    const subjects =
      sent.status < 400 ? this.#subjects : this.#subjects.slice(0, 1).map(subject => refusedOf(subject, sent))
    const records = subjects.map(subject => ({
      at,
      ...this.#who,
      address,
      requestId,
      action: action.word,
      ...subject,
      thing: legible(subject.thing),
      ...end,
    }))
    return end.outcome === 'done' ? [...records, ...records.flatMap(record => this.#approvalOf(record))] : records
  }

  #approvalOf(record: AuditRecord): AuditRecord[] {
    if (!this.#approval) return []
    const { callerId, action } = this.#approval
    return [{ ...record, callerKind: 'staff', callerId, action: action.word }]
  }
}

/** Parts of a thing's name may come from an address: the database keeps neither NUL nor half of a surrogate pair. */
function legible(thing: string | null): string | null {
  return (
    thing
      ?.toWellFormed()
      .replace(/\p{Cc}/gu, '�')
      .slice(0, thingCharactersMax) ?? null
  )
}

function ownId({ id, kind, staffId }: Caller): string {
  return staffId ?? (id.startsWith(`${kind}:`) ? id.slice(kind.length + 1) : id)
}

/** Whoever was refused saw nobody; and a name of nothing may be anything that was typed there, even somebody's phone. */
function refusedOf(subject: Subject, { status }: Sent): Subject {
  return { ...subject, shownMembers: null, ...(status === 404 ? { memberNumber: null, thing: null } : {}) }
}

function endOf({ status, body }: Sent): Pick<AuditRecord, 'outcome' | 'code'> {
  if (status < 400) return { outcome: 'done', code: null }
  return { outcome: status < 500 ? 'refused' : 'failed', code: codeIn(body) }
}

/** Codes are words of ours; a body that is no problem document has none. */
function codeIn(body: string): string | null {
  const code = /"code":"([a-zA-Z][\w/-]{0,80})"/.exec(body)?.[1]
  return code ?? null
}

/** Writes rows of the trail; the module that owns them is given by app.ts. */
export type WriteAudit = (tx: Transaction, records: readonly AuditRecord[]) => Promise<void>

/** What the HTTP side needs to keep the trail. */
export interface AuditTrail {
  now(): Date
  /** In the transaction of the deeds, one statement for all of them. */
  write: WriteAudit
  /** By itself, for what had no transaction: answers when it is committed. */
  writeAlone(records: readonly AuditRecord[]): Promise<void>
}

/** A deed with the trail that it goes to: what a claim carries into the transaction of its work. */
export type OpenDeed = { deed: Deed; write: WriteAudit }

/** Writes the deeds of one transaction in one statement. Call `isWritten` of each after the commit. */
export async function writeDeeds(
  tx: Transaction,
  deeds: readonly { open: OpenDeed | undefined; sent: Sent }[],
): Promise<void> {
  const records = deeds.flatMap(({ open, sent }) => open?.deed.recordsOf(sent) ?? [])
  const write = deeds.find(({ open }) => open)?.open?.write
  if (write && records.length > 0) await write(tx, records)
}
