/**
 * Whole-number arithmetic that the server, the till and the back-test must agree on.
 * Money is integer 分 (cents), points are integers; both stay below 2^53.
 */

/** The largest amount of money in one field, in 分. Beyond it, doubles stop counting in ones. */
export const amountCentsMax = Number.MAX_SAFE_INTEGER

/**
 * Returns floor(a × b ÷ divisor), exact even where a × b leaves the safe integers.
 * @param a whole number ≥ 0 @param b whole number ≥ 0 @param divisor whole number > 0
 */
export function multiplyDivideFloor(a: number, b: number, divisor: number): number {
  const product = a * b
  if (Number.isSafeInteger(product)) return Math.floor(product / divisor)
  return Number((BigInt(a) * BigInt(b)) / BigInt(divisor))
}

/** As multiplyDivideFloor, but half up: the one rounding of money. */
export function multiplyDivideHalfUp(a: number, b: number, divisor: number): number {
  const product = a * b
  if (Number.isSafeInteger(2 * product + divisor)) return Math.floor((2 * product + divisor) / (2 * divisor))
  return Number((2n * BigInt(a) * BigInt(b) + BigInt(divisor)) / (2n * BigInt(divisor)))
}

/**
 * Splits a whole total over weights by the method of largest remainder (Hamilton's method); ties go to the earlier line.
 * The parts always sum to the total. All weights zero: everything goes to the first.
 * @param total whole number ≥ 0 @param weights whole numbers ≥ 0
 */
export function allocate(total: number, weights: readonly number[]): number[] {
  let sum = 0
  for (const weight of weights) sum += weight
  const parts: number[] = []
  if (sum === 0) {
    for (let index = 0; index < weights.length; index++) parts.push(index === 0 ? total : 0)
    return parts
  }
  const rests: number[] = []
  let missing = total
  for (const weight of weights) {
    const part = multiplyDivideFloor(total, weight, sum)
    parts.push(part)
    rests.push(remainderOf(total, weight, sum))
    missing -= part
  }
  // Fewer than there are weights: each part is less than one below its exact share.
  for (; missing > 0; missing--) {
    const largest = placeOfLargest(rests)
    parts[largest] = (parts[largest] ?? 0) + 1
    rests[largest] = -1
  }
  return parts
}

/** The first of equal ones. */
function placeOfLargest(values: readonly number[]): number {
  let place = 0
  for (let index = 1; index < values.length; index++) if ((values[index] ?? 0) > (values[place] ?? 0)) place = index
  return place
}

function remainderOf(a: number, b: number, divisor: number): number {
  const product = a * b
  return Number.isSafeInteger(product) ? product % divisor : Number((BigInt(a) * BigInt(b)) % BigInt(divisor))
}

/**
 * The share of a recorded amount that the first `done` of `whole` units stand for. Partial refunds take
 * cumulativeShare(after) − cumulativeShare(before), so that all parts together are exactly the whole amount.
 */
export function cumulativeShare(amount: number, { done, whole }: { done: number; whole: number }): number {
  return done === whole ? amount : multiplyDivideFloor(amount, done, whole)
}
