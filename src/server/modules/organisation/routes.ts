import { Code, closed } from '../../../shared/contract/common.ts'
import { AddStoreBody, AddTillBody, StoreAnswer, StoreList } from '../../../shared/contract/organisation.ts'
import type { Context } from '../../platform/context.ts'
import { claimOf, type Http, sendAnswer } from '../../platform/http.ts'
import { once } from '../../platform/idempotency.ts'
import { addStore } from './add-store.ts'
import { addTill } from './add-till.ts'
import { storeAnswer, storesOf } from './answers.ts'
import { storeAudit } from './audit.ts'
import { forgetStores } from './stores.ts'

export function organisationRoutes(http: Http, context: Context): void {
  const { db } = context
  http.addSchema(StoreAnswer)

  http.get(
    '/v1/stores',
    {
      config: { access: 'organisation.read', audit: { none: 'shows stores, not persons' } },
      schema: { response: { 200: StoreList } },
    },
    async request => ({ stores: await storesOf(db, request.caller) }),
  )

  http.post(
    '/v1/stores',
    {
      config: { access: 'organisation.manage', audit: storeAudit.action('add') },
      schema: { body: AddStoreBody, response: { 201: StoreAnswer } },
    },
    async (request, reply) => {
      request.deed.about({ thing: `store/${request.body.code}` })
      const answer = await once(context, claimOf(request), async tx => ({
        status: 201,
        body: storeAnswer(await addStore(tx, request.body)),
      }))
      forgetStores(db)
      return sendAnswer(reply, answer)
    },
  )

  http.post(
    '/v1/stores/:code/tills',
    {
      config: { access: 'organisation.manage', audit: storeAudit.action('add-till') },
      schema: { params: closed({ code: Code }), body: AddTillBody, response: { 201: StoreAnswer } },
    },
    async (request, reply) => {
      request.deed.about({ thing: `till/${request.params.code}/${request.body.code}` })
      const answer = await once(context, claimOf(request), async tx => ({
        status: 201,
        body: storeAnswer(await addTill(tx, { storeCode: request.params.code, ...request.body })),
      }))
      forgetStores(db)
      return sendAnswer(reply, answer)
    },
  )
}
