import type { Context } from '../../platform/context.ts'
import type { Authenticator } from '../../platform/http.ts'
import { keyErrors } from './errors.ts'
import { isSecretOfHash, parseApiKey } from './key-secret.ts'
import { findMachineKey } from './machine-keys.ts'

/**
 * Integrators send `Authorization: Bearer rk_<key id>_<secret>`.
 * @throws organisation/api-key-wrong — the same for unknown, revoked and wrong, so that nobody can look for key ids
 */
export function apiKeyAuthenticator(context: Context): Authenticator {
  return async request => {
    const [scheme, text] = (request.headers.authorization ?? '').split(' ')
    if (scheme?.toLowerCase() !== 'bearer') return undefined
    const given = parseApiKey(text ?? '')
    const key = given && (await findMachineKey(context, given.keyId))
    if (key?.kind !== 'api' || !isSecretOfHash(given?.secret ?? '', key.hash)) throw keyErrors.make('api-key-wrong')
    return key.caller
  }
}
