import type { Path } from './findings.ts'
import { publishedSchema } from './published-schema.ts'

/** What the published schema says of a place of a document: its words, fixed values and examples. */

type Schema = Readonly<Record<string, unknown>>
const root: unknown = JSON.parse(publishedSchema())
const definitions = isRecord(root) && isRecord(root.$defs) ? root.$defs : {}

export type Word = { word: string; description: string; isRequired: boolean }

/** The words that may stand in the collection at a path, in the order in which they are best written. */
export function wordsAt(path: Path): Word[] {
  const words = new Map<string, Word>()
  for (const schema of schemasAt(path)) {
    const required: readonly unknown[] = Array.isArray(schema.required) ? schema.required : []
    for (const [word, inner] of Object.entries(isRecord(schema.properties) ? schema.properties : {}))
      if (!words.has(word))
        words.set(word, { word, description: descriptionOf(inner), isRequired: required.includes(word) })
  }
  return [...words.values()]
}

/** The values that are fixed at a path, as YAML writes them. */
export function valuesAt(path: Path): { value: string; description: string }[] {
  const found = schemasAt(path).flatMap(schema => {
    const description = descriptionOf(schema)
    if (Array.isArray(schema.enum)) return schema.enum.map(value => ({ value: String(value), description }))
    if ('const' in schema) return [{ value: String(schema.const), description }]
    return schema.type === 'boolean' ? ['true', 'false'].map(value => ({ value, description })) : []
  })
  return [...new Map(found.map(entry => [entry.value, entry])).values()]
}

/** How a value at a path may look. */
export function examplesAt(path: Path): (string | number)[] {
  const examples = [schemaOf(path), ...schemasAt(path)].flatMap(schema =>
    isRecord(schema) && Array.isArray(schema.examples) ? schema.examples : [],
  )
  return [...new Set(examples.filter(example => typeof example === 'string' || typeof example === 'number'))]
}

/** "中文 / English", or nothing. */
export function descriptionAt(path: Path): string {
  return descriptionOf(schemaOf(path))
}

export const mayBeNumber = (path: Path) => schemasAt(path).some(({ type }) => type === 'number' || type === 'integer')

export const isListAt = (path: Path) => schemasAt(path).some(({ type }) => type === 'array')
export const isMapAt = (path: Path) => schemasAt(path).some(({ type }) => type === 'object')

/** The half of a description in the language: the Chinese one for both kinds of Chinese. */
export function inLanguage(description: string, isEnglish: boolean): string {
  const cut = description.lastIndexOf(' / ') >= 0 ? description.lastIndexOf(' / ') : description.indexOf('/ ')
  if (cut < 0) return description
  const [chinese, english] = [description.slice(0, cut), description.slice(cut).replace(/^ ?\/ /, '')]
  return (isEnglish ? english : chinese).trim()
}

/** Every schema that a value at this path may follow: the members of unions apart, references followed. */
function schemasAt(path: Path): Schema[] {
  return path.reduce<Schema[]>((schemas, key) => schemas.flatMap(schema => stepInto(schema, key)), alternatives(root))
}

/** The schema that a path names, its unions whole: it bears the description. */
function schemaOf(path: Path): unknown {
  const last = path.at(-1)
  if (last === undefined) return root
  for (const parent of schemasAt(path.slice(0, -1))) {
    if (typeof last === 'number') return parent.items
    if (isRecord(parent.properties) && last in parent.properties) return parent.properties[last]
    if (isRecord(parent.patternProperties)) return Object.values(parent.patternProperties)[0]
  }
  return undefined
}

function alternatives(schema: unknown): Schema[] {
  if (!isRecord(schema)) return []
  if (Array.isArray(schema.anyOf)) return schema.anyOf.flatMap(alternatives)
  if (typeof schema.$ref === 'string') return alternatives(definitions[schema.$ref.replace('#/$defs/', '')])
  return [schema]
}

function stepInto(schema: Schema, key: string | number): Schema[] {
  if (typeof key === 'number') return alternatives(schema.items)
  if (isRecord(schema.properties) && key in schema.properties) return alternatives(schema.properties[key])
  return isRecord(schema.patternProperties) ? Object.values(schema.patternProperties).flatMap(alternatives) : []
}

function descriptionOf(schema: unknown): string {
  return isRecord(schema) && typeof schema.description === 'string' ? schema.description : ''
}

function isRecord(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
