import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse, stringify } from 'yaml'
import { publishedSchema } from '../program/index.ts'
import { projectFolder } from './database-server.ts'

type Schema = Readonly<Record<string, unknown>>

/** A place of the language: what may stand there, and what stands there in the programs of the folder. */
type Place = { path: string; schema: Schema; instances: readonly unknown[] }

/** Every word of the program language, from its schema, each with an example from a real program where there is one. */
export function programReference(): string {
  const root = asSchema(JSON.parse(publishedSchema()))
  const definitions = asSchema(root.$defs)
  const programs = readPrograms()
  const sections: string[] = []
  const seen = new Set<string>()
  const visit = (place: Place) => {
    const properties = propertiesOf(place.schema, definitions)
    const key = [...properties.keys()].sort().join()
    // Conditions stand in many places and say the same everywhere: they are told once.
    if (properties.size === 0 || seen.has(key) || key === 'en,zh-CN,zh-TW') return
    seen.add(key)
    sections.push(sectionOf(place, properties, definitions))
    for (const [word, schema] of properties) {
      const instances = place.instances.flatMap(instance => valueAt(instance, word))
      for (const inner of innerPlaces({ path: `${place.path} › ${word}`, schema, instances }, definitions)) visit(inner)
    }
  }
  visit({ path: '方案 program', schema: root, instances: programs })
  return [
    '# Reference of the program language · 会员方案语言参考',
    '<!-- Made from the code by `npm run regulars -- documents`. -->',
    [
      'Every word that a program file may have, from the schema that checks it. The guide with defaults and reasons is',
      '[program-language.md](program-language.md). 方案文件里可以写的每一个词；默认值和缘由见指南。',
    ].join('\n'),
    ...sections,
    '',
  ].join('\n\n')
}

function readPrograms(): unknown[] {
  const folder = join(projectFolder, 'programs')
  return readdirSync(folder)
    .filter(name => name.endsWith('.yaml'))
    .sort()
    .map(name => parse(readFileSync(join(folder, name), 'utf8')))
}

function sectionOf(place: Place, properties: ReadonlyMap<string, Schema>, definitions: Schema): string {
  const required = new Set(alternatives(place.schema, definitions).flatMap(schema => listOf(schema.required)))
  const rows = [...properties].map(([word, schema]) => {
    const examples = place.instances.flatMap(instance => valueAt(instance, word))
    const [example] = [...examples, ...ownExamples(schema, definitions)].sort(
      (a, b) => shown(a).length - shown(b).length,
    )
    const cells = [`\`${word}\`${required.has(word) ? ' *' : ''}`, describe(schema, definitions)]
    // What is longer has a section of its own.
    const isShort = example !== undefined && shown(example).length <= 100
    return `| ${[...cells, isShort ? `\`${shown(example)}\`` : '↓'].join(' | ')} |`
  })
  const [instance] = place.instances.toSorted((a, b) => shown(b).length - shown(a).length)
  const example = instance === undefined || shown(instance).length > 900 ? [] : [yamlBlock(instance)]
  return [
    `## ${place.path}`,
    ['| word 词 | meaning 意思 | example 例 |', '|---|---|---|', ...rows].join('\n'),
    ...(required.size > 0 ? ['\\* required 必填'] : []),
    ...example,
  ].join('\n\n')
}

/** Examples that the schema itself has: written ones, else its first fixed word. */
function ownExamples(schema: Schema, definitions: Schema): unknown[] {
  const parts = alternatives(schema, definitions)
  const written = [schema, ...parts].flatMap(part => listOf(part.examples))
  if (written.length > 0) return written
  const words = parts.flatMap(part => [...listOf(part.enum), ...('const' in part ? [part.const] : [])])
  return parts.some(part => part.type === 'boolean') ? [true] : words.slice(0, 1)
}

/** What a place means, and the fixed words that may stand there. */
function describe(schema: Schema, definitions: Schema): string {
  const parts = alternatives(schema, definitions)
  const words = parts.flatMap(part => [...listOf(part.enum), ...('const' in part ? [part.const] : [])])
  const ofItems = parts.flatMap(part =>
    'items' in part ? alternatives(asSchema(part.items), definitions).flatMap(item => listOf(item.enum)) : [],
  )
  const meaning = typeof schema.description === 'string' ? schema.description : ''
  const allowed = [...new Set([...words, ...ofItems])].map(word => `\`${String(word)}\``).join(' ')
  return [meaning, allowed].filter(Boolean).join(' — ').replaceAll('|', '\\|')
}

function yamlBlock(instance: unknown): string {
  return `\`\`\`yaml\n${stringify(instance, { lineWidth: 100 }).trimEnd()}\n\`\`\``
}

function shown(value: unknown): string {
  return stringify(value, { collectionStyle: 'flow', lineWidth: 0 }).trim()
}

/** The objects within a place: itself, the items of a list, the values of a map with free names. */
function innerPlaces({ path, schema, instances }: Place, definitions: Schema): Place[] {
  return alternatives(schema, definitions).flatMap(part => {
    if ('items' in part) {
      const items = instances.flatMap(instance => (Array.isArray(instance) ? instance : []))
      return innerPlaces({ path, schema: asSchema(part.items), instances: items }, definitions)
    }
    const free = Object.values(isSchema(part.patternProperties) ? part.patternProperties : {}).flatMap(inner => {
      const values = instances.flatMap(instance => (isSchema(instance) ? Object.values(instance) : []))
      return innerPlaces({ path: `${path} › …`, schema: asSchema(inner), instances: values }, definitions)
    })
    const named = isSchema(part.properties) ? [{ path, schema: part, instances: instances.filter(isSchema) }] : []
    return [...named, ...free]
  })
}

function propertiesOf(schema: Schema, definitions: Schema): Map<string, Schema> {
  const found = new Map<string, Schema>()
  for (const part of alternatives(schema, definitions))
    for (const [word, inner] of Object.entries(isSchema(part.properties) ? part.properties : {}))
      found.set(word, asSchema(inner))
  return found
}

/** Unions taken apart, references followed. */
function alternatives(schema: Schema, definitions: Schema): Schema[] {
  if (typeof schema.$ref === 'string')
    return alternatives(asSchema(definitions[schema.$ref.split('/').at(-1) ?? '']), definitions)
  const members = listOf(schema.anyOf).filter(isSchema)
  return members.length === 0 ? [schema] : members.flatMap(member => alternatives(member, definitions))
}

function valueAt(instance: unknown, word: string): unknown[] {
  return isSchema(instance) && Object.hasOwn(instance, word) ? [instance[word]] : []
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : []
}

function asSchema(value: unknown): Schema {
  return isSchema(value) ? value : {}
}

function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
