import type { Attempted } from '../../../shared/contract/refusals.ts'
import type { Caller } from '../../platform/caller.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Transaction } from '../../platform/database.ts'
import type { DomainError } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { keepJoiningRefusal } from './joining-refusal-store.ts'
import { hourOf, type Known, valuesOf } from './refusal.ts'
import { keepRefusal } from './refusal-store.ts'

/**
 * What one request asks for on behalf of a member, or of somebody who wants to join. Should it be refused by the rules of the shop, the refusal is kept, with
 * what was known until then. `keep` belongs to the claim of the request.
 */
export class Attempt {
  readonly #what: Attempted | 'join'
  readonly #askedBy: string
  readonly #clock: Clock
  #known: Known

  constructor(what: Attempted | 'join', caller: Caller, { clock }: { clock: Clock }) {
    this.#what = what
    this.#askedBy = caller.staffId ?? caller.id
    this.#clock = clock
    const [ownStoreId = null] = caller.kind === 'till' && caller.storeIds !== 'all' ? caller.storeIds : []
    const channel = ({ till: 'till', staff: 'console', key: 'api' } as const)[caller.kind]
    this.#known = { memberId: null, thing: null, name: null, program: null, storeId: ownStoreId, channel }
  }

  /** Says what it is about, piece by piece as it becomes known. What a caller made up is no `thing`. */
  about(known: Partial<Known>): void {
    this.#known = { ...this.#known, ...known }
  }

  /** Keeps a refusal, and tells the error its id. */
  readonly keep = async (tx: Transaction, error: DomainError): Promise<void> => {
    const { memberId, ...known } = this.#known
    const at = this.#clock.now()
    const reason = { code: error.code, details: valuesOf(error.details) }
    const asked = { refusalId: newId(at), askedBy: this.#askedBy, ...known, ...reason, at, hour: hourOf(at) }
    const attempt = this.#what
    if (attempt === 'join') error.refusalId = await keepJoiningRefusal(tx, asked)
    else if (memberId !== null) error.refusalId = await keepRefusal(tx, { ...asked, memberId, attempt })
  }
}

/** Opens the record of one attempt, where what was attempted shows only with the refusal. */
export type Attempts = (what: Attempted) => Attempt
