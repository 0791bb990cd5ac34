/**
 * Codes that people read aloud and type: Crockford's base 32 (https://www.crockford.com/base32.html), without I, L, O and U.
 * Sixteen signs are 80 bits by chance; the seventeenth is a check by Luhn's method for 32 signs, which finds every
 * single mistyped sign and nearly every swap of neighbours.
 */
const signs = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const lengthByChance = 16
export const codeBytes = 10

/** @param chance ten bytes of a source that nobody can guess */
export function couponCode(chance: Uint8Array): string {
  let bits = 0n
  for (const byte of chance.subarray(0, codeBytes)) bits = (bits << 8n) | BigInt(byte)
  let text = ''
  for (let place = lengthByChance - 1; place >= 0; place--) text += signs[Number((bits >> BigInt(5 * place)) & 31n)]
  return text + checkSign(text)
}

/** As typed or scanned → as stored: small letters, blanks, hyphens and signs that look alike are forgiven. */
export function normalCode(text: string): string {
  return text.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1')
}

/** What is not of our making, or was mistyped. Codes that a shop chose itself have no check. */
export function isMistyped(normal: string): boolean {
  return normal.length === lengthByChance + 1 && checkSign(normal.slice(0, -1)) !== normal.at(-1)
}

/** In groups, for eyes: 4 4 4 5. */
export function shownCode(code: string): string {
  return code.length === lengthByChance + 1
    ? `${code.slice(0, 4)}-${code.slice(4, 8)}-${code.slice(8, 12)}-${code.slice(12)}`
    : code
}

function checkSign(text: string): string {
  let sum = 0
  for (const [index, sign] of [...text].reverse().entries()) {
    const value = signs.indexOf(sign) * (index % 2 === 0 ? 2 : 1)
    sum += Math.floor(value / 32) + (value % 32)
  }
  return signs[(32 - (sum % 32)) % 32] ?? ''
}
