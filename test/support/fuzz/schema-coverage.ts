import type { Schema } from './schema-arbitrary.ts'

type Schemas = Readonly<Record<string, Schema>>

/** Every word of a schema by its path, and every value that it lists. A schema within itself is walked once. */
export function pathsOf(schema: Schema, schemas: Schemas): Set<string> {
  const found = new Set<string>()
  const visit = (place: Schema, path: string, within: readonly string[]) => {
    const target = targetOf(place, schemas, within)
    if (!target) return
    const { at, inside } = target
    for (const value of listed(at)) found.add(`${path}=${String(value)}`)
    const nested = [...(at.anyOf ?? []), ...(at.items ? [at.items] : [])].map(part => ['', part] as const)
    const words = Object.entries(at.properties ?? {}).map(([word, part]) => [`.${word}`, part] as const)
    const own = Object.values(at.patternProperties ?? {}).map(part => ['.*', part] as const)
    for (const [step, part] of [...nested, ...words, ...own]) {
      if (step !== '') found.add(path + step)
      visit(part, path + step, inside)
    }
  }
  visit(schema, '', [])
  return found
}

/** Which of these paths a value goes. */
export function pathsIn(schema: Schema, schemas: Schemas, value: unknown): Set<string> {
  const found = new Set<string>()
  const visit = (place: Schema, here: unknown, path: string, within: readonly string[]) => {
    const target = targetOf(place, schemas, within)
    if (!target) return
    const { at, inside } = target
    if (listed(at).some(one => one === here)) found.add(`${path}=${String(here)}`)
    for (const part of at.anyOf ?? []) visit(part, here, path, inside)
    for (const { step, part, inner } of stepsOf(at, here)) {
      if (step !== '') found.add(path + step)
      visit(part, inner, path + step, inside)
    }
  }
  visit(schema, value, '', [])
  return found
}

/** The words of a block that its schema has, each with what stands there; the items of a list are a step of no word. */
function stepsOf(schema: Schema, block: unknown): { step: string; part: Schema; inner: unknown }[] {
  if (Array.isArray(block)) return block.map(inner => ({ step: '', part: schema.items ?? {}, inner }))
  return Object.entries(isRecord(block) ? block : {}).flatMap(([word, inner]) => {
    const own = schema.properties?.[word]
    if (own) return [{ step: `.${word}`, part: own, inner }]
    return Object.values(schema.patternProperties ?? {}).map(part => ({ step: '.*', part, inner }))
  })
}

function listed(schema: Schema): readonly unknown[] {
  return schema.const === undefined ? (schema.enum ?? []) : [schema.const]
}

function targetOf(place: Schema, schemas: Schemas, within: readonly string[]) {
  if (!place.$ref) return { at: place, inside: within }
  const at = schemas[place.$ref.replace(/^#\/(components\/schemas|\$defs)\//, '')]
  return at && !within.includes(place.$ref) ? { at, inside: [...within, place.$ref] } : null
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
