/** The header and its word, as the server reads them: src/server/modules/sign-in/open-session.ts. */
const header = 'regulars-present'

/** Somebody who touched the page within this time is taken for being there. */
const presentMs = 60_000

let touchedAtMs = Number.NEGATIVE_INFINITY

/** Called whenever somebody touches the page. */
export function notePresence(nowMs = performance.now()): void {
  touchedAtMs = nowMs
}

if (typeof window !== 'undefined')
  for (const kind of ['pointerdown', 'keydown', 'wheel'] as const)
    window.addEventListener(kind, () => notePresence(), { capture: true, passive: true })

/** What a request says about the person in front of it: a page that asks by itself keeps no session alive. */
export function presenceHeaders(nowMs = performance.now()): Record<string, string> {
  return nowMs - touchedAtMs < presentMs ? { [header]: 'yes' } : {}
}
