import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { apiDocument } from '../../src/cli/openapi.ts'
import { isPermission } from '../../src/server/modules/access/permissions.ts'
import { openTestShop, type TestShop } from '../support/test-shop.ts'

// That each answer keeps to this description is proven by checked-answers.ts, in every test of the test shop.

const projectFolder = join(import.meta.dirname, '../..')
let shop: TestShop
let served: Served

type Operation = { security: Record<string, string[]>[]; responses: Record<string, unknown> }
type Served = {
  openapi: string
  info: { version: string }
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, unknown>; securitySchemes: Record<string, unknown> }
}

beforeAll(async () => {
  shop = await openTestShop()
  served = (await shop.call('GET', '/openapi.json', undefined, { as: {} })).body
})
afterAll(() => shop.close())

/** Every route that the sources of a module or of the sandbox name, as "GET /v1/…". */
async function routesInSources(): Promise<string[]> {
  const folder = join(projectFolder, 'src/server')
  const names = (await readdir(folder, { recursive: true })).filter(name =>
    /^(modules|sandbox)\/.*routes\.ts$/.test(name),
  )
  const texts = await Promise.all(names.map(name => readFile(join(folder, name), 'utf8')))
  const calls = texts.flatMap(text => [...text.matchAll(/http\.(get|post|put|patch|delete)\(\s*'(\/v1\/[^']*)'/g)])
  return calls.map(([, method, url]) => `${method?.toUpperCase()} ${url?.replace(/:(\w+)/g, '{$1}')}`)
}

const operations = () =>
  Object.entries(served.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ name: `${method.toUpperCase()} ${path}`, operation })),
  )

test('whoever asks gets OpenAPI 3.1', () => {
  expect(served.openapi).toMatch(/^3\.1\.\d$/)
  expect(Object.keys(served.components.securitySchemes).sort()).toEqual(['apiKey', 'staff', 'till'])
})

test('every answer of every route can be written by its schema', () => {
  expect(shop.http.answerWriters.compileAll()).toBeGreaterThan(operations().length)
})

test('every route of the sources is described, and nothing else', async () => {
  const routes = await routesInSources()
  expect(routes.length).toBeGreaterThan(30)
  expect(
    operations()
      .map(({ name }) => name)
      .sort(),
  ).toEqual(routes.sort())
})

test('each route names the permission that it needs', () => {
  for (const { name, operation } of operations()) {
    const [needed] = operation.security.map(requirement => Object.values(requirement)[0]?.[0] ?? '')
    expect(isPermission(needed ?? ''), `${name} needs ${needed}`).toBe(true)
    expect(operation.security).toEqual([{ apiKey: [needed] }, { till: [needed] }, { staff: [needed] }])
  }
})

test('what a route says it needs is what it asks for', async () => {
  const { body } = await shop.post('/v1/keys/api', { name: 'nothing', scopes: ['import.run'] })
  const as = { authorization: `Bearer ${body.secret}` }
  for (const { name, operation } of operations()) {
    const [method, path] = name.split(' ')
    if (method !== 'GET') continue
    const answer = await shop.get((path ?? '').replace(/\{\w+\}/g, '1'), { as })
    const needed = operation.security[0]?.apiKey?.[0]
    expect([name, answer.status, answer.body.details]).toEqual([name, 403, { permission: needed }])
  }
})

test('every reference leads somewhere', () => {
  const references = [...JSON.stringify(served).matchAll(/"\$ref":"([^"]*)"/g)].map(([, reference]) => reference ?? '')
  expect(references.length).toBeGreaterThan(10)
  const known = new Set(Object.keys(served.components.schemas).map(name => `#/components/schemas/${name}`))
  expect(references.filter(reference => !known.has(reference))).toEqual([])
})

test('docs/openapi.json is what `regulars openapi` prints, and what is served', async () => {
  const printed = `${await apiDocument()}\n`
  const committed = await readFile(join(projectFolder, 'docs/openapi.json'), 'utf8')
  expect(JSON.parse(printed)).toEqual(served)
  expect(committed === printed, 'make it anew: npm run -s regulars -- openapi > docs/openapi.json').toBe(true)
})
