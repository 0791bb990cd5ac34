import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'

type Asking = { remoteAddress: string | undefined; headers: IncomingHttpHeaders; token: string }

const loopback = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1'])
/** Whoever comes with one of these was passed on by a proxy of this machine, from who knows where. */
const forwardingHeaders = ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via'] as const

/**
 * Metrics tell how much a shop sells, so they are not for everybody: with a token whoever has it, without one only
 * programs of this machine.
 */
export function mayReadMetrics({ remoteAddress = '', headers, token }: Asking): boolean {
  if (token !== '') return isSame(headers.authorization ?? '', `Bearer ${token}`)
  return loopback.has(remoteAddress) && forwardingHeaders.every(name => headers[name] === undefined)
}

/** Of digests, so that neither the time nor the length tells how much of a guess was right. */
function isSame(guess: string, right: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(guess), digest(right))
}
