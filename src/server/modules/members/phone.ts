import { parsePhoneNumberFromString } from 'libphonenumber-js/min'

/** Numbers without a country code are dialled from here. */
const homeCountry = 'CN'

/**
 * Reads a phone in any notation: "138 1234-5678", "+86…", "0086…", full-width digits. Numbers need to be possible, not
 * assigned: new ranges come faster than metadata, and demonstration numbers such as +8610000001234 must work.
 * @returns E.164, or undefined for anything else
 */
export function phoneOf(text: string): string | undefined {
  // Spreadsheets guard numbers with an apostrophe.
  const phone = parsePhoneNumberFromString(text.trim().replace(/^'/, ''), {
    defaultCountry: homeCountry,
    extract: false,
  })
  if (!phone || phone.ext || !phone.isPossible()) return undefined
  if (phone.countryCallingCode === '86' && !isPossibleInChina(phone.nationalNumber)) return undefined
  return phone.number
}

/** Stricter than "possible": a mobile that lacks a digit would pass as a landline, a landline may lack its area code. */
function isPossibleInChina(national: string): boolean {
  return /^1[3-9]/.test(national) ? national.length === 11 : national.length >= 9
}

export function last4Of(e164: string): string {
  return e164.slice(-4)
}

/** "138****1234"; foreign numbers keep their country code: "+44 20****0018". */
export function maskedPhone(e164: string): string {
  const phone = parsePhoneNumberFromString(e164)
  if (!phone) return `****${last4Of(e164)}`
  const national = phone.nationalNumber
  const masked = `${national.slice(0, -8)}****${national.slice(-4)}`
  return phone.country === homeCountry ? masked : `+${phone.countryCallingCode} ${masked}`
}

/** As dialled at home; foreign numbers as E.164. */
export function dialledPhone(e164: string): string {
  return /^\+861\d{10}$/.test(e164) ? e164.slice(3) : e164
}
