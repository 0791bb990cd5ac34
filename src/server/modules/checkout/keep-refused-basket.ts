import type { CompiledProgram } from '../../../program/index.ts'
import type { Attempted } from '../../../shared/contract/refusals.ts'
import type { Transaction } from '../../platform/database.ts'
import { DomainError } from '../../platform/errors.ts'
import type { Attempts } from '../refusals/index.ts'
import type { Place } from './commands.ts'
import type { Basket } from './decide-basket.ts'
import type { World } from './world.ts'

/** Which refusals of a basket a member may ask about next day; all others are about what is in hand. */
const attemptOf: Readonly<Record<string, Attempted>> = {
  'program/not-on-sale-yet': 'buy-early',
  'program/redeem-not-now': 'redeem-points',
  'program/redeem-not-enough': 'redeem-points',
  'program/coupon-not-yet': 'use-coupon',
  'program/coupon-over': 'use-coupon',
  'program/coupon-blackout': 'use-coupon',
  'program/coupon-not-now': 'use-coupon',
  'program/coupon-used-before': 'use-coupon',
  'program/coupon-set-aside': 'use-coupon',
}

type RefusedBasket = Pick<Basket, 'program' | 'redeem'> & {
  place: Pick<Place, 'store'>
  member: Parameters<World['memberIds']['get']>[0] | null
}
type Asked = { world: World; basket: RefusedBasket; attempts: Attempts | undefined }

/** Keeps what a member was refused at the till. Of a guest there is nobody who could ask. */
export async function keepRefusedBasket(
  tx: Transaction,
  { world, basket, attempts }: Asked,
  error: unknown,
): Promise<void> {
  if (!attempts || !(error instanceof DomainError)) return
  const what = attemptOf[error.code]
  if (!what) return
  const { member, place, program } = basket
  const memberId = member ? world.memberIds.get(member) : null
  const attempt = attempts(what)
  attempt.about({
    memberId: typeof memberId === 'number' ? memberId : null,
    ...thingOf(what, { basket, error }),
    program: program && { code: program.code, version: program.version },
    storeId: place.store.storeId,
  })
  await attempt.keep(tx, error)
}

/** What was asked for, where the refusal leaves no doubt. */
function thingOf(what: Attempted, { basket, error }: { basket: RefusedBasket; error: DomainError }) {
  const { sku, name } = error.details
  // Goods that somebody has entered with the instant of their sale.
  if (what === 'buy-early') return { thing: typeof sku === 'string' ? sku : null }
  const known = what === 'use-coupon' ? offerNamed(basket.program, name) : onlyRule(basket)
  return { thing: known?.code ?? null, name: known?.name ?? null }
}

/** A refused coupon brings the name of its offer, the very one of the program that it is under. */
function offerNamed(program: CompiledProgram | null, name: unknown) {
  const offer = program?.offers.find(candidate => candidate.name === name)
  return offer && { code: offer.offer, name: offer.name }
}

function onlyRule({ program, redeem }: RefusedBasket) {
  const [wish, ...others] = redeem
  const rule = others.length === 0 ? program?.redemption.find(candidate => candidate.rule === wish?.rule) : undefined
  return rule && { code: rule.rule, name: rule.name }
}
