/**
 * Member numbers: ten digits, of which the last is the check digit of ISO/IEC 7812-1:2017, Annex B (the formula of
 * Luhn, US patent 2,950,048). It finds every single mistyped digit and every swap of neighbours but 09 ↔ 90.
 *
 * The nine digits before it are the internal member id in other clothes: ids are spread over 900 million numbers by
 * multiplication, so that two members who join one after the other get numbers that are not mistaken for each other.
 * This hides nothing (the numbers are names, not secrets). No number starts with 0, which spreadsheets would drop.
 */
const first = 100_000_000
const count = 900_000_000n

/** Close to the golden ratio of `count` and without a common factor with it (2, 3, 5), so every id gets its own number. */
const spread = 556_230_593n

/** @param memberId a whole number from 0 to 899,999,999 */
export function memberNumberOf(memberId: number): string {
  if (!Number.isInteger(memberId) || memberId < 0 || BigInt(memberId) >= count)
    throw new RangeError(`no member number can be made of the id ${memberId}`)
  const body = String(first + Number((BigInt(memberId) * spread) % count))
  return body + checkDigitOf(body)
}

/** True when the check digit is right. Whether somebody has the number is another question. */
export function isMemberNumber(text: string): boolean {
  return /^[1-9]\d{9}$/.test(text) && checkDigitOf(text.slice(0, -1)) === text.slice(-1)
}

/** The digits of a number as people write it, with spaces, dashes or full-width digits. */
export function tidyMemberNumber(text: string): string {
  return text.normalize('NFKC').replace(/[\s-]/g, '')
}

/** Doubles each second digit from the right; the check digit brings the sum of all digits to a multiple of ten. */
export function checkDigitOf(digits: string): string {
  let sum = 0
  for (let index = 0; index < digits.length; index++) {
    const digit = Number(digits[digits.length - 1 - index])
    const weighted = index % 2 === 0 ? 2 * digit : digit
    sum += weighted > 9 ? weighted - 9 : weighted
  }
  return String((10 - (sum % 10)) % 10)
}
