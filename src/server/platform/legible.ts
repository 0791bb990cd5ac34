/**
 * Whether every text in a value, names of fields among them, is one that the database keeps: neither NUL nor half of a
 * surrogate pair. Walks without recursion, since whoever sends a request decides how deep it is.
 */
export function isLegible(value: unknown): boolean {
  const left = [value]
  while (left.length > 0) {
    const part = left.pop()
    if (typeof part === 'string') {
      if (part.includes('\0') || !part.isWellFormed()) return false
    } else if (typeof part === 'object' && part !== null) {
      for (const [name, inner] of Object.entries(part)) left.push(name, inner)
    }
  }
  return true
}
