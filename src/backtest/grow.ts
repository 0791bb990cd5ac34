/**
 * By four: memory that nobody has written to yet costs nothing, and the fewer columns are copied the less is held twice.
 */
export function grow(column: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(column.length * 4)
  larger.set(column)
  return larger
}
