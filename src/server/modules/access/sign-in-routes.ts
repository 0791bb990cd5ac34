import { fromNodeHeaders } from 'better-auth/node'
import type { Authenticator, Http } from '../../platform/http.ts'
import { authBasePath, clientAddressHeader, type StaffAuth } from './staff-auth.ts'

type Request = Parameters<Authenticator>[0]

/** What of better-auth is reachable. Everything else it offers (linking, resetting by e-mail …) stays shut. */
const doors = [
  { method: 'POST', path: '/sign-in/email' },
  { method: 'POST', path: '/sign-out' },
  { method: 'GET', path: '/get-session' },
  { method: 'POST', path: '/change-password' },
  { method: 'GET', path: '/list-sessions' },
  { method: 'POST', path: '/revoke-session' },
  { method: 'POST', path: '/revoke-sessions' },
  { method: 'POST', path: '/revoke-other-sessions' },
] as const

const bodyBytesMax = 16 * 1024

/** Signing in and out, by better-auth. Its answers carry codes that the console turns into sentences. */
export function signInRoutes(http: Http, { auth }: StaffAuth): void {
  http.register(async scope => {
    // better-auth reads the body by itself.
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body))
    for (const { method, path } of doors) {
      scope.route({
        method,
        url: `${authBasePath}${path}`,
        bodyLimit: bodyBytesMax,
        config: { access: 'public' },
        schema: { hide: true },
        handler: async (request, reply) => {
          const response = await auth.handler(webRequestOf(request))
          for (const [name, value] of response.headers) if (name !== 'set-cookie') reply.header(name, value)
          // Several cookies must not be joined into one header.
          const cookies = response.headers.getSetCookie()
          if (cookies.length > 0) reply.header('set-cookie', cookies)
          return reply
            .status(response.status)
            .header('cache-control', 'no-store')
            .send(await response.text())
        },
      })
    }
  })
}

function webRequestOf(request: Request): globalThis.Request {
  const headers = fromNodeHeaders(request.headers)
  // Overwrites what a client sends, or it could choose the address that its tries are counted under.
  headers.set(clientAddressHeader, request.ip)
  const url = new URL(request.url, 'http://localhost')
  const body = typeof request.body === 'string' && request.body.length > 0 ? request.body : null
  return new globalThis.Request(url, { method: request.method, headers, body })
}
