import type swagger from '@fastify/swagger'
import type { FastifySchema } from 'fastify'
import Type from 'typebox'
import { Problem } from '../../shared/contract/common.ts'

/** Whoever may use a route, and the permission that they need, as OpenAPI 3.1 lets a requirement name roles. */
export function securityOf(access: string | undefined): { [scheme: string]: string[] }[] {
  return access === undefined || access === 'public'
    ? []
    : [{ apiKey: [access] }, { till: [access] }, { staff: [access] }]
}

/** Reading by POST: nothing is written, so no key is needed. */
const readingPosts = new Set(['/v1/members/recognise', '/v1/members/search', '/v1/programs/lint', '/v1/programs/diff'])

type Described = { schema: FastifySchema; url: string; route: { method: string | string[] } }

/** What holds for all routes and no schema says: the key of every mutation, and how refusals look. */
function describeConventions({ schema, url, route }: Described): { schema: FastifySchema; url: string } {
  if (!url.startsWith('/v1/')) return { schema, url }
  const isMutation = [route.method].flat().some(method => !['GET', 'HEAD'].includes(method)) && !readingPosts.has(url)
  const headers = { headers: keyHeader }
  const response = { ...Object(schema.response), '4XX': Problem }
  return { schema: { ...schema, ...(isMutation ? headers : {}), response }, url }
}

const keyHeader = Type.Object({
  'Idempotency-Key': Type.String({
    maxLength: 200,
    description: 'New for each operation, the same for each retry; a quote needs it only with hold.',
  }),
})

export function openApiOptions(version: string) {
  return {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Regulars',
        version,
        description: 'Members, levels, points and their reasons. Money is integer 分, points are integers.',
      },
      components: {
        securitySchemes: {
          apiKey: { type: 'http', scheme: 'bearer', description: 'A key of an integrator, with scopes.' },
          till: {
            type: 'apiKey',
            in: 'header',
            name: 'regulars-till',
            description: 'A till, with a signed request: see docs/api.md.',
          },
          staff: {
            type: 'apiKey',
            in: 'cookie',
            name: 'regulars.session_token',
            description: 'A signed-in member of staff.',
          },
        },
      },
      security: [{ apiKey: [] }, { till: [] }, { staff: [] }],
    },
    transform: describeConventions,
    refResolver: {
      buildLocalReference: (json: { $id?: unknown }, _base: unknown, _fragment: unknown, index: number) =>
        String(json.$id ?? `def-${index}`),
    },
  } satisfies Parameters<typeof swagger>[1]
}
