import { createHash } from 'node:crypto'

export const usualCookiePrefix = 'regulars'

/** What the database keeps of a token: nobody who reads it can use a session. Plain SHA-256 is enough for 190 random bits. */
export function tokenHash(token: string): string {
  return createHash('sha256').update(token).digest('base64url')
}

/** The token of the session cookie. Its signature is not looked at: the token itself cannot be guessed. */
export function tokenOfCookies(cookies: string | undefined, prefix: string = usualCookiePrefix): string | undefined {
  const cookieName = `${prefix}.session_token`
  // Set instead when our own address begins with https.
  const secureCookieName = `__Secure-${cookieName}`
  for (const pair of cookies?.split(';') ?? []) {
    const [name, value] = pair.trim().split('=', 2)
    if (name !== cookieName && name !== secureCookieName) continue
    const [token] = decoded(value ?? '').split('.', 1)
    if (token) return token
  }
  return undefined
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    return ''
  }
}
