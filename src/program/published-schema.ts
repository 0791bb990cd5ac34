import { ProgramDocument } from './document.ts'

/**
 * The JSON Schema of a program document as editors read it: one file that refers to nothing outside itself.
 * `programs/program.schema.json` is this text, made by `regulars program schema`.
 */
export function publishedSchema(): string {
  const definitions: Record<string, unknown> = {}
  const root = hoisted(JSON.parse(JSON.stringify(ProgramDocument)), definitions)
  return `${JSON.stringify(isRecord(root) ? { ...root, $defs: definitions } : root, null, 2)}\n`
}

/** Moves the definitions that stand within the schema to its top, where every editor looks for them. */
function hoisted(schema: unknown, definitions: Record<string, unknown>): unknown {
  if (Array.isArray(schema)) return schema.map(inner => hoisted(inner, definitions))
  if (!isRecord(schema)) return schema
  const { $defs, ...rest } = schema
  for (const [name, definition] of Object.entries(isRecord($defs) ? $defs : {})) {
    const { $id: _, ...body } = isRecord(definition) ? definition : {}
    definitions[name] ??= hoisted(body, definitions)
  }
  const entries = Object.entries(rest).map(([key, inner]) =>
    key === '$ref' && typeof inner === 'string' ? [key, `#/$defs/${inner}`] : [key, hoisted(inner, definitions)],
  )
  return Object.fromEntries(entries)
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
