import Fastify from 'fastify'
import { expect, test } from 'vitest'
import { AnswerWriters } from './answer-writers.ts'

const text = { type: 'object', properties: { told: { type: 'string' } }, required: ['told'] }
const unreadable = { type: 'object', properties: { told: { $ref: 'nowhere#' } } }

async function serve(other: unknown = text) {
  const writers = new AnswerWriters()
  const { buildSerializer } = writers
  const http = Fastify({ exposeHeadRoutes: false, schemaController: { compilersFactory: { buildSerializer } } })
  http.get('/told', { schema: { response: { 200: text } } }, async () => ({ told: 'yes', secret: 'no' }))
  http.get('/other', { schema: { response: { 200: other } } }, async () => ({}))
  await http.ready()
  return { http, writers }
}

test('an answer is written by its schema: nothing that it does not name, nothing without what it requires', async () => {
  const { http } = await serve()
  expect((await http.inject('/told')).body).toBe('{"told":"yes"}')
  expect((await http.inject('/told')).body).toBe('{"told":"yes"}')
  expect((await http.inject('/other')).statusCode).toBe(500)
})

test('a schema is compiled once, when its first answer is written', async () => {
  const { http, writers } = await serve()
  await http.inject('/told')
  await http.inject('/told')
  expect([writers.compileAll(), writers.compileAll()]).toEqual([1, 0])
})

test('a schema that cannot be compiled is found without an answer', async () => {
  const { writers } = await serve(unreadable)
  expect(() => writers.compileAll()).toThrow('nowhere')
})
