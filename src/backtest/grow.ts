/** By half: doubling would hold twice the memory for a moment and waste up to half of it for good. */
const enlarged = (length: number) => Math.ceil(length * 1.5)

export function growIntegers(column: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(enlarged(column.length))
  larger.set(column)
  return larger
}

export function growFloats(column: Float64Array): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(enlarged(column.length))
  larger.set(column)
  return larger
}
