import { randomUUID } from 'node:crypto'
import Type from 'typebox'
import { SignInRules } from '../../../shared/contract/access.ts'
import { closed } from '../../../shared/contract/common.ts'
import {
  AddStaffBody,
  ChangeStaffBody,
  MyselfAnswer,
  StaffAnswer,
  StaffList,
} from '../../../shared/contract/organisation.ts'
import type { Caller } from '../../platform/caller.ts'
import type { Context } from '../../platform/context.ts'
import type { Database } from '../../platform/database.ts'
import { invariant } from '../../platform/errors.ts'
import { type Authenticator, claimOf, type Http, sendAnswer } from '../../platform/http.ts'
import { type Claim, once, requestHashOf } from '../../platform/idempotency.ts'
import { findOrganisation, storesOf } from '../organisation/index.ts'
import { addStaff } from './add-staff.ts'
import { staffAudit } from './audit.ts'
import { changeStaff } from './change-staff.ts'
import { refuseWeakPassword } from './password-strength.ts'
import { hashPassword } from './passwords.ts'
import { findSecondFactorRule, putSecondFactorRule } from './policy-store.ts'
import { resetSecondFactor } from './reset-second-factor.ts'
import { findStaff, findStaffMember } from './staff-store.ts'

const StaffPath = closed({ staffId: Type.String({ pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' }) })

export function accessRoutes(http: Http, context: Context): void {
  staffRoutes(http, context)
  secondFactorRoutes(http, context)
}

function staffRoutes(http: Http, context: Context): void {
  const { db, clock } = context
  http.addSchema(StaffAnswer)

  http.get(
    '/v1/myself',
    {
      config: { access: 'organisation.read', audit: { none: 'shows the caller to themselves' } },
      schema: { response: { 200: MyselfAnswer } },
    },
    async request => myself(context, request.caller),
  )

  http.get(
    '/v1/staff',
    {
      config: { access: 'organisation.manage', audit: staffAudit.action('list') },
      schema: { response: { 200: StaffList } },
    },
    async () => ({ staff: await findStaff(db) }),
  )

  http.post(
    '/v1/staff',
    {
      config: { access: 'organisation.manage', audit: staffAudit.action('add') },
      schema: { body: AddStaffBody, response: { 201: StaffAnswer } },
    },
    async (request, reply) => {
      const { password, storeCodes = null, ...facts } = request.body
      await refuseGuessable(context, password, [facts.name, facts.email])
      const answer = await once(context, claimWithoutPassword(context, request, { ...request.body }), async tx => {
        const passwordHash = await hashPassword(password)
        const added = { ...facts, storeCodes, staffId: randomUUID(), passwordHash, now: clock.now() }
        request.deed.about({ thing: `staff/${added.staffId}` })
        return { status: 201, body: await addStaff(tx, added) }
      })
      return sendAnswer(reply, answer)
    },
  )

  http.patch(
    '/v1/staff/:staffId',
    {
      config: { access: 'organisation.manage', audit: staffAudit.action('change') },
      schema: { params: StaffPath, body: ChangeStaffBody, response: { 200: StaffAnswer } },
    },
    async (request, reply) => {
      const { password, ...change } = request.body
      request.deed.about({ thing: `staff/${request.params.staffId}` })
      if (password !== undefined) await refuseGuessable(context, password, await namesOf(db, request.params.staffId))
      const answer = await once(context, claimWithoutPassword(context, request, { ...request.body }), async tx => {
        const passwordHash = password === undefined ? undefined : await hashPassword(password)
        const changed = { ...change, passwordHash, staffId: request.params.staffId, now: clock.now() }
        return { status: 200, body: await changeStaff(tx, changed) }
      })
      return sendAnswer(reply, answer)
    },
  )
}

async function refuseGuessable({ db }: Context, password: string, words: readonly string[]): Promise<void> {
  const organisation = await findOrganisation(db)
  await refuseWeakPassword(password, [organisation?.name ?? '', ...words])
}

async function namesOf(db: Database, staffId: string): Promise<string[]> {
  const member = await findStaffMember(db, staffId)
  return member ? [member.name, member.email] : []
}

/**
 * The claim of a request with a password. Its hash is stored, and a plain hash of a body that is otherwise known would
 * let a thief of the database guess the password quickly; so the password enters it through the key file.
 */
function claimWithoutPassword(
  { cipher }: Context,
  request: Parameters<Authenticator>[0],
  body: { password?: string | undefined },
): Claim {
  const { password, ...rest } = body
  const mark = password === undefined ? null : cipher.blindIndex('organisation.password in a request', password)
  const hashed = { ...rest, password: mark?.toString('base64') }
  return {
    ...claimOf(request),
    requestHash: requestHashOf({ method: request.method, path: request.url, body: JSON.stringify(hashed) }),
  }
}

function secondFactorRoutes(http: Http, context: Context): void {
  const { db, clock } = context

  http.get(
    '/v1/sign-in-rules',
    {
      config: { access: 'organisation.manage', audit: { none: 'shows a rule, not persons' } },
      schema: { response: { 200: SignInRules } },
    },
    async () => ({ secondFactor: await findSecondFactorRule(db) }),
  )

  http.put(
    '/v1/sign-in-rules',
    {
      config: { access: 'organisation.manage', audit: staffAudit.action('change-sign-in-rules') },
      schema: { body: SignInRules, response: { 200: SignInRules } },
    },
    async (request, reply) => {
      const answer = await once(context, claimOf(request), async tx => {
        await putSecondFactorRule(tx, request.body.secondFactor)
        return { status: 200, body: request.body }
      })
      return sendAnswer(reply, answer)
    },
  )

  http.post(
    '/v1/staff/:staffId/reset-second-factor',
    {
      config: { access: 'organisation.manage', audit: staffAudit.action('reset-second-factor') },
      schema: { params: StaffPath, response: { 200: StaffAnswer } },
    },
    async (request, reply) => {
      const { staffId } = request.params
      request.deed.about({ thing: `staff/${staffId}` })
      const answer = await once(context, claimOf(request), async tx => ({
        status: 200,
        body: await resetSecondFactor(tx, { staffId, now: clock.now() }),
      }))
      return sendAnswer(reply, answer)
    },
  )
}

/** Machines have neither e-mail nor role; they are told what kind they are. */
async function myself({ db }: Context, caller: Caller): Promise<MyselfAnswer> {
  const organisation = await findOrganisation(db)
  invariant(organisation, 'the organisation is founded before the first request')
  const member = caller.staffId === null ? undefined : await findStaffMember(db, caller.staffId)
  return {
    name: caller.name,
    email: member?.email ?? '',
    role: caller.role ?? caller.kind,
    permissions: [...caller.permissions].sort(),
    hasSecondFactor: member?.hasSecondFactor ?? false,
    secondFactorRule: await findSecondFactorRule(db),
    stores: await storesOf(db, caller),
    organisation,
  }
}
