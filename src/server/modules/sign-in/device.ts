import { randomBytes } from 'node:crypto'

const cookieName = 'regulars.device'
const cookieForm = /(?:^|;\s*)regulars\.device=([A-Za-z0-9_-]{43})(?:;|$)/

/** How long a device stays known after the last sign-in on it. */
export const deviceKnownDays = 180

/** The name of the device that asks, from its cookie. */
export function deviceOf(cookies: string | undefined): string | undefined {
  return cookieForm.exec(cookies ?? '')?.[1]
}

/** 256 random bits: nobody guesses the device of somebody else. */
export function newDevice(): string {
  return randomBytes(32).toString('base64url')
}

export function deviceCookie(device: string, { isSecure }: { isSecure: boolean }): string {
  const seconds = deviceKnownDays * 86_400
  return `${cookieName}=${device}; Max-Age=${seconds}; Path=/api/auth; HttpOnly; SameSite=Lax${isSecure ? '; Secure' : ''}`
}
