import { allocate, multiplyDivideHalfUp } from '../shared/money.ts'
import type { CompiledLevel } from './compiled.ts'
import type { Scene } from './conditions.ts'
import { isSold, netCentsOf } from './facts.ts'
import { type Reason, reason } from './reasons.ts'

/** The reduction of each line by the member's level: rounded half up once, the remainder on the largest fractions. */
export function levelDiscounts(level: CompiledLevel | null, scene: Scene): { perLine: number[]; reasons: Reason[] } {
  const { lines } = scene.sale
  const none = { perLine: lines.map(() => 0), reasons: [] }
  if (!level?.discount) return none
  const { basisPoints, test } = level.discount
  const counted = lines.map(line => (isSold(line) && test.failing(scene, line) === null ? netCentsOf(line) : 0))
  const baseCents = counted.reduce((a, b) => a + b, 0)
  if (baseCents === 0) return none
  const total = multiplyDivideHalfUp(baseCents, basisPoints, 10_000)
  return {
    perLine: allocate(total, counted),
    reasons: [
      reason('level-price', `level-${level.level}`, {
        level: level.name,
        baseCents,
        discountPercent: basisPoints,
        offCents: total,
      }),
    ],
  }
}
