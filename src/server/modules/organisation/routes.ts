import { Code, closed } from '../../../shared/contract/common.ts'
import {
  AddStoreBody,
  AddTillBody,
  MyselfAnswer,
  StoreAnswer,
  StoreList,
} from '../../../shared/contract/organisation.ts'
import { type Caller, mayActFor } from '../../platform/caller.ts'
import type { Context } from '../../platform/context.ts'
import { invariant } from '../../platform/errors.ts'
import { claimOf, type Http, sendAnswer } from '../../platform/http.ts'
import { once } from '../../platform/idempotency.ts'
import { addStore } from './add-store.ts'
import { addTill } from './add-till.ts'
import { storeAnswer } from './answers.ts'
import { keyRoutes } from './key-routes.ts'
import { findOrganisation } from './organisation-store.ts'
import { staffRoutes } from './staff-routes.ts'
import { findStaffMember } from './staff-store.ts'
import { forgetStores, storeDirectory } from './stores.ts'

export function organisationRoutes(http: Http, context: Context): void {
  http.addSchema(StoreAnswer)
  storeRoutes(http, context)
  staffRoutes(http, context)
  keyRoutes(http, context)
}

function storeRoutes(http: Http, context: Context): void {
  const { db } = context

  http.get(
    '/v1/myself',
    { config: { access: 'organisation.read' }, schema: { response: { 200: MyselfAnswer } } },
    async request => myself(context, request.caller),
  )

  http.get(
    '/v1/stores',
    { config: { access: 'organisation.read' }, schema: { response: { 200: StoreList } } },
    async request => ({ stores: await storesOf(context, request.caller) }),
  )

  http.post(
    '/v1/stores',
    { config: { access: 'organisation.manage' }, schema: { body: AddStoreBody, response: { 201: StoreAnswer } } },
    async (request, reply) => {
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
      config: { access: 'organisation.manage' },
      schema: { params: closed({ code: Code }), body: AddTillBody, response: { 201: StoreAnswer } },
    },
    async (request, reply) => {
      const answer = await once(context, claimOf(request), async tx => ({
        status: 201,
        body: storeAnswer(await addTill(tx, { storeCode: request.params.code, ...request.body })),
      }))
      forgetStores(db)
      return sendAnswer(reply, answer)
    },
  )
}

/** The stores that somebody acts for. */
async function storesOf({ db }: Context, caller: Caller): Promise<StoreAnswer[]> {
  const { stores } = await storeDirectory(db)
  return stores.filter(store => mayActFor(caller, store.storeId)).map(storeAnswer)
}

/** Machines have neither e-mail nor role; they are told what kind they are. */
async function myself(context: Context, caller: Caller): Promise<MyselfAnswer> {
  const organisation = await findOrganisation(context.db)
  invariant(organisation, 'the organisation is founded before the first request')
  const member = caller.staffId === null ? undefined : await findStaffMember(context.db, caller.staffId)
  return {
    name: caller.name,
    email: member?.email ?? '',
    role: caller.role ?? caller.kind,
    permissions: [...caller.permissions].sort(),
    stores: await storesOf(context, caller),
    organisation,
  }
}
