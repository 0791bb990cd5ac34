import type { Context } from '../../platform/context.ts'
import type { Authenticator } from '../../platform/http.ts'
import { authenticateApiKey } from './authenticate-api-key.ts'
import { authenticateStaff } from './authenticate-staff.ts'
import { authenticateTill } from './authenticate-till.ts'
import type { StaffAuth } from './staff-auth.ts'

/** Everybody who may send a request. Machines first: asking for their headers costs nothing. */
export function authenticators(context: Context, staffAuth: StaffAuth): Authenticator[] {
  return [authenticateTill(context), authenticateApiKey(context), authenticateStaff(staffAuth, context.config)]
}
