import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { isMemberNumber } from '../../shared/member-number.ts'
import type { AuditRule } from './audit-actions.ts'
import type { Caller } from './caller.ts'
import { type AuditTrail, Deed, type OpenDeed } from './deed.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** What the request does, for the audit trail. Set before any handler of a route that has a rule. */
    deed: Deed
    /** For the claim of a mutation, so that the record is part of its transaction. */
    openDeed: OpenDeed | undefined
  }
  interface FastifyContextConfig {
    /**
     * The action that a route leaves in the audit trail, or why it leaves none. Only public pages go without: a route
     * that neither names one is refused when the server is built.
     */
    audit?: AuditRule
  }
}

type Route = { method: string | string[]; url: string; config?: { access?: string; audit?: AuditRule } }

/** @throws when a route says nothing of the trail although it needs a permission or changes something */
export function requireAuditRule({ method, url, config }: Route): void {
  const isReading = [method].flat().every(name => name === 'GET' || name === 'HEAD' || name === 'OPTIONS')
  if (config?.audit || (config?.access === 'public' && isReading)) return
  throw new Error(`the route ${method} ${url} does not say what it leaves in the audit trail`)
}

/** Begins the deed of a request, as soon as it is known who sent it and before anything may refuse it. */
export function beginDeed(request: FastifyRequest, trail: AuditTrail, caller: Caller | null): void {
  const rule = request.routeOptions.config.audit
  if (!rule) return
  const deed = new Deed({ rule, at: trail.now(), caller, address: request.ip, requestId: request.id })
  const memberNumber = numberIn(request.params)
  if (memberNumber !== null) deed.about({ memberNumber })
  request.deed = deed
  request.openDeed = { deed, write: trail.write }
}

/** The member whom the address names. What is no member number may be somebody's phone, so it is left out. */
function numberIn(params: unknown): string | null {
  if (typeof params !== 'object' || params === null || !('memberNumber' in params)) return null
  const { memberNumber } = params
  return typeof memberNumber === 'string' && isMemberNumber(memberNumber) ? memberNumber : null
}

/**
 * Writes what no transaction wrote, before the answer leaves. Whoever cannot be put on record is shown nothing; a
 * failure that cannot be put on record, as while the database is away, is in the log.
 */
export function keepTrail(http: FastifyInstance, trail: AuditTrail): void {
  http.decorateRequest('deed')
  http.decorateRequest('openDeed', undefined)
  http.addHook('onSend', async (request, reply, payload) => {
    const { deed } = request
    if (!deed?.isOpen) return
    const sent = { status: reply.statusCode, body: typeof payload === 'string' ? payload : '' }
    const records = deed.recordsOf(sent)
    deed.isWritten()
    try {
      await trail.writeAlone(records)
    } catch (error) {
      if (sent.status < 400) throw error
      logUnwritten(request, reply, error)
    }
  })
}

function logUnwritten(request: FastifyRequest, reply: FastifyReply, error: unknown): void {
  request.log.error({ err: error, requestId: request.id, status: reply.statusCode }, 'the audit record was not written')
}
