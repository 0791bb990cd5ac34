/**
 * Reads an e-mail address. Upper and lower case are one: no provider that matters tells them apart, and people do not.
 * @returns the address in lower case, or undefined for anything else
 */
export function emailOf(text: string): string | undefined {
  const email = text.normalize('NFKC').trim().toLowerCase()
  return email.length <= 254 && /^[^\s@\p{Cc}]+@[^\s@.\p{Cc}]+(\.[^\s@.\p{Cc}]+)+$/u.test(email) ? email : undefined
}

/** "a***@example.com" */
export function maskedEmail(email: string): string {
  const at = email.lastIndexOf('@')
  return `${[...email][0]}***${email.slice(at)}`
}
