import { isUtf8 } from 'node:buffer'
import type { Socket } from 'node:net'
import swagger from '@fastify/swagger'
import { type TypeBoxTypeProvider, TypeBoxValidatorCompiler } from '@fastify/type-provider-typebox'
import Fastify, { type FastifyReply, type FastifyRequest, LogController } from 'fastify'
import type { DestinationStream, LoggerOptions } from 'pino'
import { languageOf, languages } from '../../shared/languages.ts'
import { AnswerWriters } from './answer-writers.ts'
import type { AuditRule } from './audit-actions.ts'
import type { Caller } from './caller.ts'
import { troubleOf } from './database.ts'
import type { AuditTrail } from './deed.ts'
import { Departure } from './departure.ts'
import { DomainError, problemOf, statusOf } from './errors.ts'
import { beginDeed, keepTrail, requireAuditRule } from './http-audit.ts'
import { httpErrors, invalidRequest } from './http-errors.ts'
import { type Claim, idempotencyErrors, requestHashOf } from './idempotency.ts'
import type { StoredAnswer } from './idempotency-store.ts'
import { isLegible } from './legible.ts'
import { openApiOptions, securityOf } from './open-api.ts'
import { requestIdOf } from './request-log.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks. Set before any handler of a route that is not public. */
    caller: Caller
    /** The body as it arrived: signatures are over bytes. */
    rawBody: string
  }
  interface FastifyReply {
    /** The code of the refusal that was sent, for counts and the log. */
    problemCode: string
    /** The body of a stored answer, which leaves in the place of what the handler returns; else empty. */
    storedBody: string
  }
  interface FastifyInstance {
    /** Every route that there is, with the permission that it needs and what it leaves in the audit trail. */
    routeRules: readonly RouteRule[]
    departure: Departure
    answerWriters: AnswerWriters
  }
  interface FastifyContextConfig {
    /** The permission that a route needs, or `public`. A route without it is refused when the server is built. */
    access?: string
  }
}

/** What may be said of a route: "GET /v1/members", "members.read", "members/list". */
export type RouteRule = { route: string; access: string; audit: string }

/** Finds out who sent a request; undefined means "not mine, ask the next one". A wrong credential throws. */
export type Authenticator = (request: FastifyRequest) => Promise<Caller | undefined>

export type HttpOptions = {
  authenticators: readonly Authenticator[]
  audit: AuditTrail
  logger: (LoggerOptions & { stream?: DestinationStream }) | false
  /** Whose X-Forwarded-For is believed; of everybody else the address is that of the connection. */
  trustedProxies?: readonly string[]
  version: string
}

/** Requests above this size are refused with 413: ten thousand lines fit, a film does not. */
const bodyBytesMax = 4 * 1024 * 1024

/** The HTTP server with everything that all routes share; modules add their routes to it. */
export async function createHttp({ authenticators, audit, logger, trustedProxies = [], version }: HttpOptions) {
  const answerWriters = new AnswerWriters()
  const http = Fastify({
    logger,
    schemaController: { compilersFactory: { buildSerializer: answerWriters.buildSerializer } },
    bodyLimit: bodyBytesMax,
    trustProxy: trustedProxies.length > 0 ? [...trustedProxies] : false,
    genReqId: requestIdOf,
    routerOptions: { maxParamLength: 200 },
    // Its own lines are two for each request; ours is one, and not for each, see request-log.ts.
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
    forceCloseConnections: 'idle',
    frameworkErrors: (error, request, reply) => void sendError(error, request, reply),
    clientErrorHandler: answerToNoise,
  }).withTypeProvider<TypeBoxTypeProvider>()
  http.setValidatorCompiler(TypeBoxValidatorCompiler)
  http.decorate('answerWriters', answerWriters)
  http.decorate('departure', new Departure(http.server))
  http.decorateRequest('caller')
  http.decorateRequest('trace', null)
  http.decorateRequest('rawBody', '')
  http.decorateReply('problemCode', '')
  http.decorateReply('storedBody', '')

  const parseJson = http.getDefaultJsonParser('error', 'error')
  http.removeContentTypeParser('application/json')
  http.addContentTypeParser<Buffer>('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    // Bytes that are no UTF-8 would be replaced in silence, and somebody's name with them.
    if (!isUtf8(body)) return done(httpErrors.make('not-legible'))
    request.rawBody = body.toString('utf8')
    if (request.rawBody === '') return done(null, undefined)
    void parseJson(request, request.rawBody, (error, parsed) => {
      // In UTF-8, only an escape can still stand for what the database does not keep.
      const isDoubtful = !error && request.rawBody.includes('\\u')
      done(isDoubtful && !isLegible(parsed) ? httpErrors.make('not-legible') : error, parsed)
    })
  })

  const routeRules: RouteRule[] = []
  http.decorate('routeRules', routeRules)
  http.addHook('onRoute', route => {
    if (!route.config?.access && route.method !== 'HEAD')
      throw new Error(`the route ${route.method} ${route.url} does not say who may use it`)
    if (route.method !== 'HEAD') {
      requireAuditRule(route)
      routeRules.push(ruleOf(route))
    }
    route.schema = { ...route.schema, security: securityOf(route.config?.access) }
  })
  http.addHook('preValidation', async request => {
    if (!isLegible(request.params) || !isLegible(request.query)) throw httpErrors.make('not-legible')
    const access = request.routeOptions.config.access
    if (access === 'public' || access === undefined) return beginDeed(request, audit, null)
    request.caller = await authenticate(authenticators, request)
    beginDeed(request, audit, request.caller)
    if (!request.caller.permissions.has(access)) throw httpErrors.make('forbidden', { permission: access })
  })
  http.addHook('onSend', async (request, reply, payload) => {
    reply.header('x-request-id', request.id)
    if (http.departure.isLeaving) reply.header('connection', 'close')
    return reply.storedBody === '' ? payload : reply.storedBody
  })
  keepTrail(http, audit)

  // Nothing is returned: of a reply that is returned, Fastify waits for the end, see sendAnswer.
  http.setErrorHandler((error, request, reply) => void sendError(error, request, reply))
  http.setNotFoundHandler((request, reply) => void sendError(httpErrors.make('no-such-route'), request, reply))
  await http.register(swagger, openApiOptions(version))
  return http
}

export type Http = Awaited<ReturnType<typeof createHttp>>

type Ruled = { method: string | string[]; url: string; config?: { access?: string; audit?: AuditRule } }

function ruleOf({ method, url, config }: Ruled): RouteRule {
  const { access = '', audit } = config ?? {}
  const word = audit === undefined || 'none' in audit ? 'nothing' : audit.word
  return { route: `${[method].flat().join(' ')} ${url}`, access, audit: word }
}

async function authenticate(authenticators: readonly Authenticator[], request: FastifyRequest): Promise<Caller> {
  for (const authenticator of authenticators) {
    const caller = await authenticator(request)
    if (caller) return caller
  }
  throw httpErrors.make('unauthenticated')
}

function sendError(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const expected = expectedError(error)
  const language = languageOf(request.headers['accept-language'])
  if (!expected) request.log.error({ err: error }, 'broken')
  const problem = expected ?? httpErrors.make('broken', { requestId: request.id })
  const status = expected ? statusOf[expected.failure] : 500
  reply.problemCode = problem.code
  reply.storedBody = ''
  if (status === 503) reply.header('retry-after', '2')
  const { retryAfterSeconds } = problem.details
  if (status === 429 && typeof retryAfterSeconds === 'number') reply.header('retry-after', String(retryAfterSeconds))
  return reply
    .status(status)
    .type('application/problem+json')
    .send(JSON.stringify({ ...problemOf(problem, language), status }))
}

/** What came was no request at all, so there is no language to answer in but the first. */
function answerToNoise(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy()
  const problem = httpErrors.make(error.code === 'HPE_HEADER_OVERFLOW' ? 'headers-too-large' : 'not-http')
  const body = JSON.stringify(problemOf(problem, languages[0]))
  const head = [
    `HTTP/1.1 ${statusOf[problem.failure]} -`,
    'content-type: application/problem+json',
    'connection: close',
  ]
  socket.end(`${head.join('\r\n')}\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`)
}

/** What the framework and the database throw, in our words; undefined for a bug. */
function expectedError(error: unknown): DomainError | undefined {
  if (error instanceof DomainError) return error
  if (!(error instanceof Error)) return undefined
  if ('validation' in error && Array.isArray(error.validation)) return invalidRequest(error.validation)
  const code = 'code' in error ? String(error.code) : ''
  return frameworkError(error, code) ?? databaseError(error, code)
}

function frameworkError(error: Error, code: string): DomainError | undefined {
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE')
    return httpErrors.make('too-large', { mebibytes: bodyBytesMax / 1024 / 1024 })
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return httpErrors.make('not-json')
  if (error instanceof SyntaxError || code.startsWith('FST_ERR_CTP')) return httpErrors.make('malformed')
  if (['FST_ERR_BAD_URL', 'FST_ERR_MAX_PARAM_LENGTH'].includes(code)) return httpErrors.make('not-an-address')
  // What the server of files does not give out is not there for anybody.
  const isHidden = 'statusCode' in error && (error.statusCode === 403 || error.statusCode === 404)
  return isHidden ? httpErrors.make('no-such-route') : undefined
}

const troubleReasons = { away: 'database-away', full: 'database-full', slow: 'database-busy' } as const

/** SQLSTATEs that are no bug of ours. */
const databaseReasons = {
  // A deadlock or a conflict: rolled back, and worth another try.
  '40P01': 'database-busy',
  '40001': 'database-busy',
  // The database keeps neither NUL nor half of a surrogate pair.
  '22021': 'not-legible',
  '22P05': 'not-legible',
  // A day or an instant that no calendar has.
  '22007': 'no-such-day',
  '22008': 'no-such-day',
} as const

function databaseError(error: Error, code: string): DomainError | undefined {
  const trouble = troubleOf(error)
  if (trouble) return httpErrors.make(troubleReasons[trouble])
  const found = Object.entries(databaseReasons).find(([state]) => state === code)
  return found && httpErrors.make(found[1])
}

/** The claim of a mutation: its caller, its key and a hash of what it says. @throws idempotency/key-missing */
export function claimOf(request: FastifyRequest): Claim {
  const key = request.headers['idempotency-key']
  if (typeof key !== 'string' || key.length === 0 || key.length > 200) throw idempotencyErrors.make('key-missing')
  return {
    caller: request.caller.id,
    key,
    requestHash: requestHashOf({ method: request.method, path: request.url, body: request.rawBody }),
    language: languageOf(request.headers['accept-language']),
    open: request.openDeed,
  }
}

/**
 * Sends a stored answer byte for byte, when the handler is done. It returns nothing: for the end of a reply that is
 * returned, Fastify waits with listeners that keep the whole request alive until the old objects are collected.
 */
export function sendAnswer(reply: FastifyReply, { status, body }: StoredAnswer): void {
  if (status >= 400) reply.problemCode = /"code":"([a-z/-]+)"/.exec(body)?.[1] ?? ''
  // Only a thing that is at work right now is worth the same question again; other conflicts stay.
  if (status === 409 && body.includes('"idempotency/in-flight"')) reply.header('retry-after', '1')
  reply.status(status).type(`${status < 400 ? 'application/json' : 'application/problem+json'}; charset=utf-8`)
  reply.storedBody = body
}
