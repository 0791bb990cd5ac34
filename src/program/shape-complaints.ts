import { ProgramDocument } from './document.ts'
import { type FindingCode, type FindingValues, nearestWord, type Path } from './findings.ts'

/** What the schema has against a value, reduced to what we use. */
export type ShapeError = { instancePath: string; keyword: string; params: Record<string, unknown> }

type Complaint = { path: Path; code: FindingCode; values: FindingValues }

/** The schema's errors in the words of a shop: the deepest of each branch only, because a union complains once for each of its members. */
export function shapeComplaints(errors: readonly ShapeError[], value: unknown): Complaint[] {
  const places = errors.map(error => error.instancePath)
  const deepest = errors.filter(
    error => !places.some(other => other !== error.instancePath && other.startsWith(`${error.instancePath}/`)),
  )
  // At one place, what is missing says more than that the whole was not understood.
  const byWeight = deepest.toSorted((a, b) => Number(b.keyword === 'required') - Number(a.keyword === 'required'))
  return byWeight.flatMap(error => complaintsOf(error, value))
}

function complaintsOf({ instancePath, keyword, params }: ShapeError, value: unknown): Complaint[] {
  const path = pathOf(instancePath)
  // "The schema is false": a word that the language does not have at this place, unless another form of the place has it.
  if (keyword === 'boolean' && !isKnownWord(path)) return [unknownWord(path)]
  if (keyword === 'required' && Array.isArray(params.requiredProperties))
    return params.requiredProperties.map(word => ({ path, code: 'missing', values: { word: String(word) } }))
  const here = valueAt(value, path)
  // Beside words of our own any code may stand, as of an activity. What is nearly our word was meant to be it.
  if (typeof here !== 'number' && typeof path.at(-1) === 'string' && isOwnCode(path)) return [unknownWord(path)]
  const shown = here === null ? '（空 empty）' : shownExample(here).slice(0, 60)
  return [{ path, code: 'not-understood', values: { value: shown, expected: expectedAt(path) } }]
}

const couponWords = ['codes', 'valid', 'blackout', 'limit', 'back']
const isKnownWord = (path: Path) =>
  schemasAt(path.slice(0, -1)).some(schema => isRecord(schema.properties) && String(path.at(-1)) in schema.properties)

function isOwnCode(path: Path): boolean {
  const parents = schemasAt(path.slice(0, -1))
  return parents.some(schema => isRecord(schema.patternProperties) && isRecord(schema.properties)) && !isKnownWord(path)
}

function unknownWord(path: Path): Complaint {
  const word = String(path.at(-1))
  const schemas = schemasAt(path.slice(0, -1))
  if (path.length === 3 && path[0] === 'offers' && couponWords.includes(word))
    return { path, code: 'coupon-word-alone', values: { word } }
  // Where codes stand beside our words, a wrong word was meant to be one of ours.
  const named = schemas.find(schema => isRecord(schema.patternProperties) && !isRecord(schema.properties))
  if (named) {
    const expected = Array.isArray(named.examples)
      ? named.examples.map(shownExample).join(' | ')
      : 'points（a-z 0-9 -）'
    return { path, code: 'not-understood', values: { value: word, expected } }
  }
  // Within { } YAML ends a value at a comma: ¥3,000 becomes ¥3 and a word 000, which it reads as 0.
  if (/^\d{1,3}(\.\d+)?$/.test(word)) return { path, code: 'comma-in-amount', values: {} }
  const words = schemas.flatMap(schema => (isRecord(schema.properties) ? Object.keys(schema.properties) : []))
  const suggestion = nearestWord(word, words)
  if (suggestion) return { path, code: 'unknown-word', values: { word, suggestion } }
  return { path, code: 'word-not-here', values: { word, words: words.join(', ') } }
}

function pathOf(pointer: string): (string | number)[] {
  return pointer
    .split('/')
    .slice(1)
    .map(part => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map(part => (/^(0|[1-9]\d*)$/.test(part) ? Number(part) : part))
}

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (inner, key) => (typeof inner === 'object' && inner !== null ? Reflect.get(inner, key) : undefined),
    value,
  )
}

type Schema = Readonly<Record<string, unknown>>
const root: unknown = JSON.parse(JSON.stringify(ProgramDocument))

/** Every schema that a value at this path may follow: the members of unions apart, references followed. */
function schemasAt(path: Path): Schema[] {
  return path.reduce((schemas, key) => schemas.flatMap(schema => stepInto(schema, key)), alternatives(root))
}

function alternatives(schema: unknown): Schema[] {
  if (!isRecord(schema)) return []
  if (Array.isArray(schema.anyOf)) return [...schema.anyOf.flatMap(alternatives), { ...schema, anyOf: undefined }]
  if (typeof schema.$ref === 'string') return alternatives(definitions.get(schema.$ref))
  return [schema]
}

function stepInto(schema: Schema, key: string | number): Schema[] {
  if (typeof key === 'number') return alternatives(schema.items)
  if (isRecord(schema.properties) && key in schema.properties) return alternatives(schema.properties[key])
  return isRecord(schema.patternProperties) ? Object.values(schema.patternProperties).flatMap(alternatives) : []
}

/** What the schema says once and refers to by name: conditions and thresholds, which hold others of their kind. */
const definitions = new Map<string, unknown>()
function collect(schema: unknown): void {
  if (Array.isArray(schema)) for (const inner of schema) collect(inner)
  if (!isRecord(schema)) return
  if (isRecord(schema.$defs))
    for (const [name, definition] of Object.entries(schema.$defs)) {
      if (!definitions.has(name)) definitions.set(name, definition)
    }
  for (const inner of Object.values(schema)) collect(inner)
}
collect(root)

/** What may stand here, as examples: fixed words first, then the schema's own examples, else the words of an object. */
function expectedAt(path: Path): string {
  const schemas = schemasAt(path)
  const words = schemas.flatMap(schema =>
    Array.isArray(schema.enum) ? schema.enum : 'const' in schema ? [schema.const] : [],
  )
  const examples = schemas.flatMap(schema => (Array.isArray(schema.examples) ? schema.examples : []))
  if (words.length + examples.length > 0) return [...new Set([...words, ...examples].map(shownExample))].join(' | ')
  if (schemas.some(schema => schema.type === 'boolean')) return 'true | false'
  const inner = schemas.flatMap(schema => (isRecord(schema.properties) ? Object.keys(schema.properties) : []))
  if (inner.length > 0) return `{ ${inner.map(word => `${word}: …`).join(', ')} }`
  return schemas.some(schema => schema.type === 'array') ? '[…]' : '文字 text'
}

/** As YAML would write it on one line. */
function shownExample(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(shownExample).join(', ')}]`
  if (isRecord(value))
    return `{ ${Object.entries(value)
      .map(([key, inner]) => `${key}: ${shownExample(inner)}`)
      .join(', ')} }`
  return String(value)
}

function isRecord(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
