/** A member of a JSON object, or undefined. */
export function member(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined
  return new Map(Object.entries(value)).get(name)
}

/** A text within a JSON object. @throws when it is not there: an answer without it is no answer */
export function textOf(value: unknown, name: string): string {
  const found = member(value, name)
  if (typeof found !== 'string') throw new Error(`${name} is missing in ${JSON.stringify(value)?.slice(0, 200)}`)
  return found
}

/**
 * How a JSON value differs from what is expected of it, one sentence each. Objects may have more members than expected,
 * arrays may not have more elements.
 */
export function differences(expected: unknown, actual: unknown, path = ''): string[] {
  if (Array.isArray(expected)) {
    if (!Array.isArray(actual)) return [`${path} is no list`]
    if (actual.length !== expected.length)
      return [`${path} has ${actual.length} elements, not ${expected.length}: ${JSON.stringify(actual).slice(0, 400)}`]
    return expected.flatMap((element, index) => differences(element, actual[index], `${path}[${index}]`))
  }
  if (typeof expected === 'object' && expected !== null)
    return Object.entries(expected).flatMap(([name, value]) =>
      differences(value, member(actual, name), `${path}.${name}`),
    )
  return Object.is(expected, actual)
    ? []
    : [`${path} is ${JSON.stringify(actual)}, the model says ${JSON.stringify(expected)}`]
}
