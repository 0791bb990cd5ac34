/** Said by the server in the page itself, so that it is known before anybody signs in. */
export const isSandbox = typeof document !== 'undefined' && document.documentElement.dataset.sandbox === 'yes'

let aheadMs = 0

/** Now, as the server counts it: in a sandbox that may be another year. */
export function pageNow(): Date {
  return new Date(Date.now() + aheadMs)
}

/** The sandbox said what time it is there. */
export function setPageNow(now: string): void {
  aheadMs = Date.parse(now) - Date.now()
}
