import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Http } from './http.ts'
import type { LogLevel } from './log.ts'

/** From here on a request is slow, and worth a line wherever lines are worth something. */
const slowMs = 1_000

/**
 * One line a request: at debug each, at info those that were refused or slow, at warn those that failed. A line costs
 * about 17 µs of processor time, half of what else HTTP costs, and of what went well the metrics tell as much.
 */
export function logRequests(http: Http, logLevel: LogLevel): void {
  http.addHook('onResponse', (request, reply, done) => {
    const level = levelOf(reply)
    // Asked before the facts are gathered: most requests are told to nobody.
    if (ranks[level] >= ranks[logLevel]) request.log[level](factsOf(request, reply), 'request')
    done()
  })
}

const ranks = { debug: 0, info: 1, warn: 2, error: 3 } as const

function levelOf({ statusCode, elapsedTime }: FastifyReply): 'debug' | 'info' | 'warn' {
  if (statusCode >= 500) return 'warn'
  return statusCode >= 400 || elapsedTime >= slowMs ? 'info' : 'debug'
}

/** The route as it is written in our code: what stands in an address may be a phone number. */
function factsOf(
  { method, routeOptions, caller }: FastifyRequest,
  { statusCode, elapsedTime, problemCode }: FastifyReply,
) {
  return {
    method,
    route: routeOptions.url ?? 'none',
    status: statusCode,
    ms: Math.round(elapsedTime * 10) / 10,
    ...(problemCode === '' ? {} : { code: problemCode }),
    ...(caller ? { callerKind: caller.kind, caller: caller.id } : {}),
  }
}

const wellFormed = /^[\w.-]{8,64}$/

/** The caller's own number of a request, if it can be one: then one number leads through their log and ours. */
export function requestIdOf({ headers }: Pick<IncomingMessage, 'headers'>): string {
  const given = headers['x-request-id']
  return typeof given === 'string' && wellFormed.test(given) ? given : randomUUID()
}
