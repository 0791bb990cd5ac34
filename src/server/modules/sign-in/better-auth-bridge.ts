import { fromNodeHeaders } from 'better-auth/node'
import type { Authenticator } from '../../platform/http.ts'
import { problemOfBetterAuth } from './better-auth-problems.ts'
import { authBasePath, clientAddressHeader, type StaffAuth } from './staff-auth.ts'

type Request = Parameters<Authenticator>[0]
type Reply = { header: (name: string, value: string | string[]) => unknown; getHeader: (name: string) => unknown }

export type Call = { request: Request; reply: Reply }

/**
 * Asks better-auth. Its cookies go to the browser whatever it says; what it refuses is thrown as one of our errors.
 * @returns what it answered; it holds the token of the session and must not be sent on as it is
 */
export async function askBetterAuth(
  { auth }: StaffAuth,
  { request, reply }: Call,
  { path, body }: { path: string; body?: object | undefined },
): Promise<Record<string, unknown>> {
  const response = await auth.handler(webRequest(request, path, body))
  const cookies = response.headers.getSetCookie()
  // Several cookies must not be joined into one header.
  if (cookies.length > 0) reply.header('set-cookie', cookies)
  reply.header('cache-control', 'no-store')
  const answer = recordOf(await response.text())
  if (response.ok) return answer
  const code = typeof answer.code === 'string' ? answer.code : ''
  throw (
    problemOfBetterAuth({ status: response.status, code }) ??
    new Error(`better-auth answered ${response.status} ${code}`)
  )
}

function webRequest(request: Request, path: string, body: object | undefined): globalThis.Request {
  const headers = fromNodeHeaders(request.headers)
  // Overwrites what a client sends, or it could choose the address that is noted with its session.
  headers.set(clientAddressHeader, request.ip)
  headers.delete('content-length')
  headers.set('content-type', 'application/json')
  return new globalThis.Request(new URL(`${authBasePath}${path}`, 'http://localhost'), {
    method: 'POST',
    headers,
    body: JSON.stringify(body ?? {}),
  })
}

function recordOf(text: string): Record<string, unknown> {
  const parsed: unknown = text === '' ? {} : JSON.parse(text)
  return typeof parsed === 'object' && parsed !== null ? { ...parsed } : {}
}
