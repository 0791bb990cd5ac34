import { allocate, multiplyDivideHalfUp } from '../shared/money.ts'
import type { CompiledLevel } from './compiled.ts'
import type { Scene } from './conditions.ts'
import { isSold } from './facts.ts'
import { type Reason, reason } from './reasons.ts'

/** Which lines have the member's level price. */
export function levelLines(level: CompiledLevel | null, scene: Scene): boolean[] {
  const test = level?.discount?.test
  return scene.sale.lines.map(line => test !== undefined && isSold(line) && test.failing(scene, line) === null)
}

/**
 * The reduction of each line by the member's level: rounded half up once, the remainder on the largest fractions.
 * @param left what is left to pay of each line, in 分; 0 for lines that an offer keeps from the level price
 */
export function levelDiscounts(
  level: CompiledLevel | null,
  scene: Scene,
  left: readonly number[],
): { perLine: number[]; reasons: Reason[] } {
  const none = { perLine: left.map(() => 0), reasons: [] }
  if (!level?.discount) return none
  const { basisPoints } = level.discount
  const isCounted = levelLines(level, scene)
  const counted = left.map((cents, index) => (isCounted[index] ? cents : 0))
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
