import Type from 'typebox'
import { closed } from '../../../shared/contract/common.ts'
import {
  AddApiKeyBody,
  AddTillKeyBody,
  KeyAnswer,
  KeyList,
  NewKeyAnswer,
} from '../../../shared/contract/organisation.ts'
import type { Context } from '../../platform/context.ts'
import { claimOf, type Http, sendAnswer } from '../../platform/http.ts'
import { once } from '../../platform/idempotency.ts'
import type { StoredAnswer } from '../../platform/idempotency-store.ts'
import { addApiKey } from './add-api-key.ts'
import { addTillKey } from './add-till-key.ts'
import { keyAnswer } from './answers.ts'
import { keyAudit } from './audit.ts'
import { apiKeyText, newKeyId, secretOf } from './key-secret.ts'
import { findKeys } from './key-store.ts'
import { forgetMachineKey } from './machine-keys.ts'
import { revokeKey } from './revoke-key.ts'

const KeyPath = closed({ keyId: Type.String({ minLength: 1, maxLength: 40 }) })

export function keyRoutes(http: Http, context: Context): void {
  const { db, clock, cipher } = context
  const access = 'organisation.manage'
  http.addSchema(KeyAnswer)

  http.get(
    '/v1/keys',
    { config: { access, audit: { none: 'shows keys, not persons' } }, schema: { response: { 200: KeyList } } },
    async () => ({
      keys: (await findKeys(db)).map(keyAnswer),
    }),
  )

  http.post(
    '/v1/keys/api',
    {
      config: { access, audit: keyAudit.action('add') },
      schema: { body: AddApiKeyBody, response: { 201: NewKeyAnswer } },
    },
    async (request, reply) => {
      const answer = await once(context, claimOf(request), async tx => {
        const keyId = newKeyId()
        request.deed.about({ thing: `key/${keyId}` })
        const key = await addApiKey(tx, { ...request.body, keyId, cipher, now: clock.now() })
        return { status: 201, body: keyAnswer(key) }
      })
      return sendAnswer(reply, withSecret(context, answer))
    },
  )

  http.post(
    '/v1/keys/till',
    {
      config: { access, audit: keyAudit.action('add') },
      schema: { body: AddTillKeyBody, response: { 201: NewKeyAnswer } },
    },
    async (request, reply) => {
      const answer = await once(context, claimOf(request), async tx => {
        const keyId = newKeyId()
        request.deed.about({ thing: `key/${keyId}` })
        const key = await addTillKey(tx, { ...request.body, keyId, cipher, now: clock.now() })
        return { status: 201, body: keyAnswer(key) }
      })
      return sendAnswer(reply, withSecret(context, answer))
    },
  )

  http.delete(
    '/v1/keys/:keyId',
    { config: { access, audit: keyAudit.action('revoke') }, schema: { params: KeyPath, response: { 200: KeyAnswer } } },
    async (request, reply) => {
      const { keyId } = request.params
      request.deed.about({ thing: `key/${keyId}` })
      const answer = await once(context, claimOf(request), async tx => ({
        status: 200,
        body: keyAnswer(await revokeKey(tx, { keyId, now: clock.now() })),
      }))
      forgetMachineKey(db, keyId)
      return sendAnswer(reply, answer)
    },
  )
}

/**
 * Adds the secret to the answer of a new key on its way out. The stored answer is without it, because stored answers
 * are plain text; a repeated request finds the same key and so makes the same secret.
 */
function withSecret({ cipher }: Context, { status, body }: StoredAnswer): StoredAnswer {
  if (status !== 201) return { status, body }
  const key: KeyAnswer = JSON.parse(body)
  const secret = secretOf(cipher, key.keyId)
  const shown = key.kind === 'api' ? apiKeyText({ keyId: key.keyId, secret }) : secret
  return { status, body: JSON.stringify({ key, secret: shown }) }
}
