import { Compile } from 'typebox/schema'
import type { buildApp } from '../../src/server/app.ts'

type Http = Awaited<ReturnType<typeof buildApp>>
type Check = { describe: (body: unknown) => string | null }

const problem = {
  type: 'object',
  required: ['type', 'title', 'status', 'code', 'details'],
  properties: {
    title: { type: 'string', minLength: 1 },
    status: { type: 'integer' },
    code: { pattern: '^[a-z]+/[a-z-]+$' },
  },
}

/**
 * Holds every answer of an application against the API that it describes. Answers of mutations are stored and sent as
 * text, so nothing else would notice when they leave their schema. What does not fit becomes a 500 that says why.
 * Call it before the application is ready.
 */
export function checkAnswers(http: Http): void {
  const checks = new Map<string, Check>()
  http.addHook('onSend', async (request, reply, payload) => {
    const { url } = request.routeOptions
    const isJson = String(reply.getHeader('content-type')).includes('json')
    if (!url?.startsWith('/v1/') || typeof payload !== 'string' || !isJson) return
    // HEAD is GET without its body, which is still here.
    const method = request.method === 'HEAD' ? 'GET' : request.method
    const key = `${method} ${url} ${reply.statusCode}`
    const check = checks.get(key) ?? checkOf(http, { method, url, status: reply.statusCode })
    checks.set(key, check)
    const complaint = check.describe(JSON.parse(payload))
    if (complaint) throw new Error(`${key}: ${complaint}\n${payload.slice(0, 500)}`)
  })
}

function checkOf(http: Http, { method, url, status }: { method: string; url: string; status: number }): Check {
  const { paths, components } = JSON.parse(JSON.stringify(http.swagger()))
  const path = url.replace(/:(\w+)/g, '{$1}')
  const answers = paths[path]?.[method.toLowerCase()]?.responses
  const schema = status >= 400 ? problem : answers?.[status]?.content?.['application/json']?.schema
  if (!schema) return { describe: () => 'the API does not describe this answer' }
  const validator = Compile({ ...schema, components })
  return {
    describe: body => {
      if (validator.Check(body)) return null
      const [, errors] = validator.Errors(body)
      return errors.map(({ instancePath, message }) => `${instancePath} ${message}`).join('; ')
    },
  }
}
