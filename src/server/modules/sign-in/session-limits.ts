import type { StaffRole } from '../access/index.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs

export type SessionLimit = { idleMs: number; absoluteMs: number }

/** At an office desk: half an hour untouched means that its owner left. The working day bounds the whole. */
const atADesk = { idleMs: 30 * minuteMs, absoluteMs: 12 * hourMs }

/** The one table. Both ends are exclusive: at the very instant of its limit a session is over. */
export const sessionLimits: Readonly<Record<StaffRole, SessionLimit>> = {
  owner: atADesk,
  operations: atADesk,
  service: atADesk,
  // A quiet afternoon must not sign a till out before the next customer; the shift bounds the whole.
  cashier: { idleMs: 4 * hourMs, absoluteMs: 12 * hourMs },
}

/** No session of any role is older: better-auth keeps none beyond it. */
export const sessionMsMax = Math.max(...Object.values(sessionLimits).map(({ absoluteMs }) => absoluteMs))

/** How long use stays unwritten: a session that is used all the time is written once a minute. */
export const useNotedMs = minuteMs

export type SessionTimes = { role: StaffRole; startedAt: Date; usedAt: Date }

export function isOver({ role, startedAt, usedAt }: SessionTimes, now: Date): boolean {
  const { idleMs, absoluteMs } = sessionLimits[role]
  return now.getTime() - usedAt.getTime() >= idleMs || now.getTime() - startedAt.getTime() >= absoluteMs
}

/** When the session ends if nobody touches it from now on. */
export function endOf({ role, startedAt, usedAt }: SessionTimes): Date {
  const { idleMs, absoluteMs } = sessionLimits[role]
  return new Date(Math.min(usedAt.getTime() + idleMs, startedAt.getTime() + absoluteMs))
}

/**
 * Whether a request shows that somebody is there. Whatever changes something does; what only reads does when the page
 * says that somebody touched it lately (see src/web/api/presence.ts). So a page that asks again and again by itself
 * keeps no session alive.
 */
export function showsPresence({ method, present }: { method: string; present: boolean }): boolean {
  return present || !['GET', 'HEAD', 'OPTIONS'].includes(method)
}
