import type { Transaction } from '../../platform/database.ts'
import { DomainError } from '../../platform/errors.ts'
import type { Attempt } from '../refusals/index.ts'
import type { PlaceHold } from './commands.ts'
import type { World } from './world.ts'

type Asked = { world: World; basket: Pick<PlaceHold, 'member' | 'place' | 'program'>; attempt: Attempt | undefined }

/** Whether it is the one refusal of a basket that a member may ask about next day; all others are about what is in hand. */
function isTooEarly(error: unknown): error is DomainError {
  return error instanceof DomainError && error.code === 'program/not-on-sale-yet'
}

/** Keeps that goods were not on sale yet for a member. Of a guest there is nobody who could ask. */
export async function keepTooEarly(tx: Transaction, { world, basket, attempt }: Asked, error: unknown): Promise<void> {
  if (!attempt || !isTooEarly(error)) return
  const { member, place, program } = basket
  const memberId = member ? world.memberIds.get(member) : null
  const { sku } = error.details
  attempt.about({
    memberId: typeof memberId === 'number' ? memberId : null,
    // Goods that somebody has entered with the instant of their sale.
    thing: typeof sku === 'string' ? sku : null,
    program: program && { code: program.code, version: program.version },
    storeId: place.store.storeId,
  })
  await attempt.keep(tx, error)
}
