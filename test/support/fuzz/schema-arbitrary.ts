import fc from 'fast-check'

/** As much of JSON Schema as the API's description uses. */
export type Schema = {
  $ref?: string
  type?: string
  const?: unknown
  enum?: readonly unknown[]
  anyOf?: readonly Schema[]
  properties?: Readonly<Record<string, Schema>>
  patternProperties?: Readonly<Record<string, Schema>>
  additionalProperties?: Schema | boolean
  required?: readonly string[]
  items?: Schema
  minItems?: number
  maxItems?: number
  minLength?: number
  maxLength?: number
  minimum?: number
  maximum?: number
  pattern?: string
  format?: string
}

/** Values that a field of some name takes in a real shop; under "name item" those of its list's items alone. */
export type Known = ReadonlyMap<string, readonly unknown[]>

type Making = {
  schemas: Readonly<Record<string, Schema>>
  known: Known
  /** Keys that a block of own keys has, by the name of its field. */
  keys?: ReadonlyMap<string, readonly string[]>
  /** At most two wishes of each block: what has all of them at once is hardly ever right. */
  isSparse?: boolean
  /** What was referred to on the way here: a schema may hold itself, a value must end. */
  within?: readonly string[]
}

const depthMax = 3

/** Values that fit a schema; a field that the shop knows values for takes one of those most of the time. */
export function arbitraryOf(schema: Schema, making: Making, name = ''): fc.Arbitrary<unknown> {
  const known = making.known.get(name) ?? []
  const made = madeUp(schema, making, name)
  if (known.length === 0) return made
  return fc.oneof({ weight: 8, arbitrary: fc.constantFrom(...known) }, { weight: 2, arbitrary: made })
}

function madeUp(schema: Schema, making: Making, name: string): fc.Arbitrary<unknown> {
  if (schema.$ref) {
    const within = [...(making.within ?? []), schema.$ref]
    const depth = within.filter(reference => reference === schema.$ref).length
    if (depth > depthMax) return fc.constant({})
    return arbitraryOf(referred(schema.$ref, making), { ...making, within }, name)
  }
  if (schema.const !== undefined) return fc.constant(schema.const)
  if (schema.enum) return fc.constantFrom(...schema.enum)
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map(part => arbitraryOf(part, making, name)))
  switch (schema.type) {
    case 'object':
      return objectOf(schema, making, name)
    case 'array':
      return fc.array(
        arbitraryOf(schema.items ?? {}, making, making.known.has(`${name} item`) ? `${name} item` : name),
        {
          minLength: schema.minItems ?? 0,
          maxLength: Math.min(schema.maxItems ?? 3, 3),
        },
      )
    case 'string':
      return textOf(schema)
    case 'integer':
      return numberOf(schema, true)
    case 'number':
      return numberOf(schema, false)
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    default:
      return fc.jsonValue({ maxDepth: 2 })
  }
}

function referred(reference: string, { schemas }: Making): Schema {
  const schema = schemas[reference.replace(/^#\/(components\/schemas|\$defs)\//, '')]
  if (!schema) throw new Error(`the description refers to nothing: ${reference}`)
  return schema
}

function objectOf(schema: Schema, making: Making, name: string): fc.Arbitrary<unknown> {
  const required = new Set(schema.required ?? [])
  // Most wishes are left out: a request with all of them at once is hardly ever one that can be granted.
  const fieldOf = (field: string, part: Schema) => {
    const value = arbitraryOf(part, making, field)
    return making.isSparse || required.has(field)
      ? value
      : fc.oneof({ weight: 4, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: value })
  }
  const fields = Object.entries(schema.properties ?? {}).map(([field, part]) => [field, fieldOf(field, part)] as const)
  const wishes = fields.filter(([field]) => !required.has(field))
  const named = making.isSparse
    ? fc
        .subarray(wishes, { minLength: Math.min(1, wishes.length), maxLength: Math.min(2, wishes.length) })
        .chain(chosen => fc.record(Object.fromEntries([...fields.filter(([field]) => required.has(field)), ...chosen])))
    : fc.record(Object.fromEntries(fields))
  const keys = making.keys?.get(name)
  const others = Object.entries(schema.patternProperties ?? {}).map(([pattern, part]) =>
    fc.dictionary(keys ? fc.constantFrom(...keys) : patternText(pattern), arbitraryOf(part, making), {
      minKeys: keys && fields.length === 0 ? 1 : 0,
      maxKeys: 2,
    }),
  )
  return fc.tuple(named, ...others).map(parts => Object.assign({}, ...parts))
}

function textOf({ pattern, format, minLength = 0, maxLength = 200 }: Schema): fc.Arbitrary<string> {
  if (format === 'date-time')
    return fc
      .date({ min: new Date('2024-01-01'), max: new Date('2028-01-01'), noInvalidDate: true })
      .map(date => date.toISOString())
  if (pattern?.includes('\\d{4}-\\d{2}-\\d{2}'))
    return fc
      .date({ min: new Date('1950-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
      .map(date => date.toISOString().slice(0, 10))
  if (pattern) return patternText(pattern).filter(text => text.length <= maxLength)
  return fc.string({ unit: 'grapheme', minLength, maxLength: Math.max(minLength, Math.min(maxLength, 30)) })
}

/** Texts cannot be made from a pattern that forbids words at its beginning: they are made without it, then asked. */
function patternText(pattern: string): fc.Arbitrary<string> {
  const whole = new RegExp(pattern, 'u')
  const plain = pattern.replace(/\(\?!(?:[^()]|\([^()]*\))*\)/g, '')
  const texts = fc.stringMatching(new RegExp(plain, 'u'), { size: 'small' })
  return plain === pattern ? texts : texts.filter(text => whole.test(text))
}

function numberOf({ minimum, maximum }: Schema, isWhole: boolean): fc.Arbitrary<number> {
  const min = minimum ?? -1_000_000
  const max = maximum ?? 1_000_000
  const near = fc.integer({ min: Math.max(min, -20), max: Math.min(max, 2_000) })
  const far = fc.integer({ min: Math.max(min, Number.MIN_SAFE_INTEGER), max: Math.min(max, Number.MAX_SAFE_INTEGER) })
  const broken = fc.double({ min, max, noNaN: true, noDefaultInfinity: true })
  return isWhole
    ? fc.oneof({ weight: 9, arbitrary: near }, { weight: 1, arbitrary: far })
    : fc.oneof({ weight: 8, arbitrary: near }, { weight: 1, arbitrary: far }, { weight: 1, arbitrary: broken })
}
