import { createHmac, timingSafeEqual } from 'node:crypto'

const stepMs = 30_000

/**
 * Whether an authenticator shows this code (RFC 6238: six digits of SHA-1 over the number of the half minute). The half
 * minutes before and after count as well, because clocks differ.
 */
export function isRightCode({ secret, code, at }: { secret: string; code: string; at: Date }): boolean {
  const given = Buffer.from(code)
  const step = Math.floor(at.getTime() / stepMs)
  // All three are compared, whichever fits: how long it takes says nothing.
  const fits = [step - 1, step, step + 1].map(each => {
    const right = Buffer.from(codeOf(secret, each))
    return given.length === right.length && timingSafeEqual(given, right)
  })
  return fits.includes(true)
}

function codeOf(secret: string, step: number): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(step))
  const digest = createHmac('sha1', Buffer.from(secret)).update(counter).digest()
  const offset = (digest.at(-1) ?? 0) & 15
  return String((digest.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}
