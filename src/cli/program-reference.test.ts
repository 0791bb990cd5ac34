import { expect, test } from 'vitest'
import { publishedSchema } from '../program/index.ts'
import { programReference } from './program-reference.ts'

const reference = programReference()

/** Every word that stands in an object of the schema. */
function wordsOf(schema: unknown): string[] {
  if (typeof schema !== 'object' || schema === null) return []
  const own =
    'properties' in schema && typeof schema.properties === 'object' ? Object.keys(schema.properties ?? {}) : []
  return [...own, ...Object.values(schema).flatMap(wordsOf)]
}

test('every word of the language is there, with an example or a section of its own', () => {
  const languages = ['zh-CN', 'zh-TW', 'en']
  const words = new Set(wordsOf(JSON.parse(publishedSchema())).filter(word => !languages.includes(word)))
  expect([...words].filter(word => !reference.includes(`| \`${word}\``))).toEqual([])
  const rows = reference.split('\n').filter(row => row.startsWith('| `'))
  expect(rows.filter(row => row.endsWith('|  |'))).toEqual([])
})

test('conditions are told once', () => {
  expect(reference.match(/\| `basket-from`/g)).toHaveLength(1)
})
