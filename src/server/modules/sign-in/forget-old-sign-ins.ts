import type { Context } from '../../platform/context.ts'
import { deviceKnownDays } from './device.ts'
import { deleteDevicesBefore } from './known-device-store.ts'
import { sessionMsMax } from './session-limits.ts'
import { deleteEndedSessions } from './session-store.ts'
import { deleteEndedVerifications } from './verification-store.ts'

const dayMs = 86_400_000

/** Forgets sessions that are over, sign-ins that stayed half done, and devices long not seen. @returns how many rows */
export async function forgetOldSignIns({ db, clock }: Pick<Context, 'db' | 'clock'>): Promise<number> {
  const nowMs = clock.now().getTime()
  const sessions = await deleteEndedSessions(db, new Date(nowMs - sessionMsMax))
  const halves = await deleteEndedVerifications(db)
  const devices = await deleteDevicesBefore(db, new Date(nowMs - deviceKnownDays * dayMs))
  return sessions + halves + devices
}
