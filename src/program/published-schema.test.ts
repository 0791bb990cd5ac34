import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Compile } from 'typebox/schema'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { readProgram } from './check.ts'
import { zone } from './program-for-tests.ts'
import { publishedSchema } from './published-schema.ts'

const folder = join(import.meta.dirname, '../../programs')
const schema: unknown = JSON.parse(publishedSchema())

test('the published schema is the one made from the document: run `npm run regulars -- program schema`', async () => {
  expect(await readFile(join(folder, 'program.schema.json'), 'utf8')).toBe(publishedSchema())
})

test('it is of draft 2020-12 and refers to nothing outside itself', () => {
  expect(schema).toMatchObject({ $schema: 'https://json-schema.org/draft/2020-12/schema' })
  const references = publishedSchema().match(/"\$(ref|id)": "[^"]*"/g)
  expect(new Set(references)).toEqual(new Set(['"$ref": "#/$defs/Condition"', '"$ref": "#/$defs/Threshold"']))
})

test('every word says what it means in both languages, so that an editor can show it', () => {
  const silent: string[] = []
  const look = (node: unknown, path: string) => {
    if (typeof node !== 'object' || node === null) return
    for (const [key, inner] of Object.entries(node)) look(inner, `${path}/${key}`)
    if (!('properties' in node) || typeof node.properties !== 'object' || node.properties === null) return
    for (const [word, property] of Object.entries(node.properties)) {
      const { description = '', $ref } = property
      if ($ref === undefined && !/[一-鿿].* ?\/ ?.*[a-z]/u.test(description)) silent.push(`${path}/${word}`)
    }
  }
  look(schema, '')
  expect(silent).toEqual([])
})

test('an editor that follows it accepts every program and stops at a mistyped word, however deep', async () => {
  const validator = Compile(JSON.parse(publishedSchema()))
  const files = (await readdir(folder)).filter(file => file.endsWith('.yaml'))
  for (const file of files) {
    const source = await readFile(join(folder, file), 'utf8')
    expect(source.split('\n')[0], file).toBe('# yaml-language-server: $schema=program.schema.json')
    expect(validator.Check(parse(source)), file).toBe(true)
  }
  const withRule = (rule: unknown) => ({
    program: 'p',
    name: { 'zh-CN': '一' },
    assets: { p: { name: { 'zh-CN': '一' } } },
    earning: { rules: [rule] },
  })
  expect(validator.Check(withRule({ rule: 'a', times: 2, when: { any: [{ none: [{ level: ['a'] }] }] } }))).toBe(true)
  expect(validator.Check(withRule({ rule: 'a', times: 2, when: { any: [{ none: [{ levl: ['a'] }] }] } }))).toBe(false)
})

test('the guide for shop owners explains every word, and its example is a program without mistakes', async () => {
  const guide = await readFile(join(folder, '../docs/program-language.md'), 'utf8')
  const words = new Set<string>()
  const look = (node: unknown) => {
    if (typeof node !== 'object' || node === null) return
    if ('properties' in node && typeof node.properties === 'object' && node.properties !== null)
      for (const word of Object.keys(node.properties)) words.add(word)
    if ('enum' in node && Array.isArray(node.enum)) for (const word of node.enum) words.add(String(word))
    Object.values(node).forEach(look)
  }
  look(schema)
  const unsaid = [...words].filter(
    word => !['zh-CN', 'zh-TW', 'en', 'sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'].includes(word),
  )
  expect(unsaid.filter(word => !guide.includes(`\`${word}\``))).toEqual([])
  const example = guide.match(/```yaml\n(program:.*?)```/s)?.[1] ?? ''
  expect(readProgram(example, { version: 1, zone }).findings).toEqual([])
})
