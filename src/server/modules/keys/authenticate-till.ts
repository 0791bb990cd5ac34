import { tillSignatureText } from '../../../shared/till-signature.ts'
import type { Context } from '../../platform/context.ts'
import type { Authenticator } from '../../platform/http.ts'
import type { UseOnce } from '../../platform/use-once.ts'
import { keyErrors } from './errors.ts'
import { findMachineKey } from './machine-keys.ts'
import { isSameSignature, parseSignature, tillDigests } from './till-digests.ts'

/** How far a till's clock may be off, to either side. */
const clockMinutesMax = 5
const clockMsMax = clockMinutesMax * 60_000

type Headers = Readonly<Record<string, string | string[] | undefined>>

/** What the headers of a till say. */
export type TillHeaders = { keyId: string; time: string; timeMs: number; nonce: string; signature: Buffer }

/** @throws organisation/till-signature-incomplete */
export function readTillHeaders(headers: Headers): TillHeaders {
  const keyId = header(headers, 'regulars-till')
  const time = header(headers, 'regulars-time')
  const nonce = header(headers, 'regulars-nonce')
  const signature = parseSignature(header(headers, 'regulars-signature'))
  const timeMs = /^\d{10,16}$/.test(time) ? Number(time) : Date.parse(time)
  if (Number.isNaN(timeMs)) throw incomplete('Regulars-Time')
  if (nonce.length < 8) throw incomplete('Regulars-Nonce')
  if (!signature) throw incomplete('Regulars-Signature')
  return { keyId, time, timeMs, nonce, signature }
}

function header(headers: Headers, name: string): string {
  const value = headers[name]
  if (typeof value !== 'string' || value.length === 0 || value.length > 128) throw incomplete(name)
  return value
}

function incomplete(name: string) {
  return keyErrors.make('till-signature-incomplete', { header: name })
}

/**
 * Tills sign each request: see src/shared/till-signature.ts.
 * @throws organisation/till-key-unknown, till-clock-off, till-signature-wrong, till-nonce-used
 */
export function tillAuthenticator(context: Context, { useOnce }: { useOnce: UseOnce }): Authenticator {
  return async request => {
    if (request.headers['regulars-till'] === undefined) return undefined
    const { keyId, time, timeMs, nonce, signature } = readTillHeaders(request.headers)
    const key = await findMachineKey(context, keyId)
    if (key?.kind !== 'till') throw keyErrors.make('till-key-unknown')

    const now = context.clock.now()
    if (Math.abs(now.getTime() - timeMs) > clockMsMax)
      throw keyErrors.make('till-clock-off', { minutes: clockMinutesMax, serverTime: now.toISOString() })

    const signed = { method: request.method, path: request.url, body: request.rawBody, time, nonce }
    const expected = tillDigests.hmacSha256Hex(key.secret, tillSignatureText(signed, tillDigests))
    if (!isSameSignature(signature, expected)) throw keyErrors.make('till-signature-wrong')
    // Only now: whoever cannot sign must not be able to use up a till's nonces. Over all web processes, and as long as
    // the signature is in time.
    const isNew = await useOnce.use({ scope: `till ${keyId}`, text: nonce, endsAt: new Date(timeMs + clockMsMax) })
    if (!isNew) throw keyErrors.make('till-nonce-used')
    return key.caller
  }
}
