import { Readable } from 'node:stream'
import Type, { type Static } from 'typebox'
import { dayOf } from '../../../shared/calendar.ts'
import { closed } from '../../../shared/contract/common.ts'
import { JoiningTicket } from '../../../shared/contract/joining.ts'
import {
  ChangeMemberBody,
  ConsentBody,
  ConsentList,
  IssueCardBody,
  JoinMemberBody,
  MemberList,
  MemberListQuery,
  MemberSummary,
  RecogniseAnswer,
  RecogniseBody,
  SearchMembersBody,
} from '../../../shared/contract/members.ts'
import { type Caller, mayActFor } from '../../platform/caller.ts'
import type { Context } from '../../platform/context.ts'
import type { Transaction } from '../../platform/database.ts'
import type { Deed } from '../../platform/deed.ts'
import { claimOf, type Http, sendAnswer } from '../../platform/http.ts'
import { once } from '../../platform/idempotency.ts'
import { findStoreByCode, storeDirectory } from '../organisation/index.ts'
import type { Admit } from './admission.ts'
import { admitMember } from './admit-member.ts'
import { memberAudit } from './audit.ts'
import { changeMember } from './change-member.ts'
import { findConsents } from './consent-store.ts'
import { memberErrors } from './errors.ts'
import { exportMembers } from './export-members.ts'
import { findMemberId } from './find-member.ts'
import { issueCard } from './issue-card.ts'
import { joinMember } from './join-member.ts'
import { type MemberSource, storeScopeOf } from './member.ts'
import { loadSummaries, readSummary } from './member-summary.ts'
import { lookUp } from './phone-look-ups.ts'
import { recordConsent } from './record-consent.ts'
import { recogniseMembers, type SearchMembers, searchMembers } from './search-members.ts'

const named = closed({ memberNumber: Type.String({ minLength: 1, maxLength: 20 }) })
const reading = (verb: 'list' | 'search' | 'recognise' | 'export' | 'read' | 'read-consents') => ({
  access: 'members.read',
  audit: memberAudit.action(verb),
})
const writing = (verb: 'join' | 'change' | 'issue-card' | 'record-consent') => ({
  access: 'members.write',
  audit: memberAudit.action(verb),
})

/** @param admit decides whether somebody may join */
export function memberRoutes(http: Http, context: Context, admit: Admit): void {
  http.addSchema(MemberSummary)
  listRoutes(http, context)
  memberRoute(http, context, admit)
  journalRoutes(http, context)
}

type Reader = { caller: Caller; deed: Deed }

function listRoutes(http: Http, context: Context): void {
  const { db, cipher } = context
  const pageFor = async ({ caller, deed }: Reader, asked: Omit<SearchMembers, 'scope'>) => {
    const scope = scopeOf(caller, context)
    const { memberIds, next, total } = await searchMembers(db, { ...asked, scope }, cipher)
    const members = await loadSummaries(context, memberIds)
    // A page of many is one record with their number; one who was found alone is named.
    const [only, ...others] = members
    deed.about({
      shownMembers: members.length,
      memberNumber: others.length === 0 ? (only?.memberNumber ?? null) : null,
    })
    return { members, next, total }
  }

  http.get(
    '/v1/members',
    { config: reading('list'), schema: { querystring: MemberListQuery, response: { 200: MemberList } } },
    async request => pageFor(request, request.query),
  )

  http.post(
    '/v1/members/search',
    { config: reading('search'), schema: { body: SearchMembersBody, response: { 200: MemberList } } },
    async request => {
      const { search: text, ...page } = request.body
      return lookUp(
        context,
        { caller: request.caller, text },
        { find: () => pageFor(request, { ...page, text }), isNobody: found => found.total === 0 },
      )
    },
  )

  http.post(
    '/v1/members/recognise',
    { config: reading('recognise'), schema: { body: RecogniseBody, response: { 200: RecogniseAnswer } } },
    async request => {
      const scope = scopeOf(request.caller, context)
      const memberIds = await lookUp(
        context,
        { caller: request.caller, text: phoneTextOf(request.body) },
        {
          find: () => recogniseMembers(db, { ...request.body, scope }, cipher),
          isNobody: found => found.length === 0,
        },
      )
      const members = await loadSummaries(context, memberIds)
      request.deed.about({ shownMembers: members.length })
      request.deed.aboutEach(members.map(({ memberNumber }) => memberNumber))
      return { members }
    },
  )

  // A whole list of members leaves the shop: not for everybody who may look one of them up.
  const config = { ...reading('export'), access: 'members.read-personal' }
  http.get('/v1/members/export.csv', { config }, async (request, reply) => {
    const lines = exportMembers(context, scopeOf(request.caller, context))
    reply.type('text/csv; charset=utf-8').header('content-disposition', 'attachment; filename="members.csv"')
    return reply.send(Readable.from(lines, { objectMode: false }))
  })
}

function memberRoute(http: Http, context: Context, admit: Admit): void {
  const { db, cipher } = context

  http.post(
    '/v1/members',
    {
      config: writing('join'),
      schema: { body: JoinMemberBody, response: { 201: MemberSummary, 202: JoiningTicket } },
    },
    async (request, reply) => {
      const { homeStoreCode, source = sourceOf(request.caller), joining: wish = {}, ...facts } = request.body
      const homeStoreId = await homeStoreIdOf(context, request.caller, homeStoreCode)
      const parts = await summaryParts(context)
      const { caller } = request
      const { decide, keep } = await admit({ wish, homeStoreId: homeStoreId ?? null, caller })
      const answer = await once(context, { ...claimOf(request), keep }, async tx => {
        const joining = { ...facts, homeStoreId, source, joinedAt: context.clock.now() }
        const admitted = await decide(tx, { request: joining, caller })
        if ('waiting' in admitted) {
          request.deed.about({ thing: `joining-request/${admitted.waiting.requestId}` })
          return { status: 202, body: admitted.waiting }
        }
        const { memberId } = await joinMember(tx, joining, { cipher, today: todayOf(context) })
        await admitMember(tx, { memberId, ...admitted })
        const body = await readSummary(tx, memberId, parts)
        request.deed.about({ memberNumber: body.memberNumber })
        return { status: 201, body }
      })
      return sendAnswer(reply, answer)
    },
  )

  http.get(
    '/v1/members/:memberNumber',
    { config: reading('read'), schema: { params: named, response: { 200: MemberSummary } } },
    async request => readSummary(db, await findMemberId(db, request.params, cipher), await summaryParts(context)),
  )

  http.patch(
    '/v1/members/:memberNumber',
    { config: writing('change'), schema: { params: named, body: ChangeMemberBody, response: { 200: MemberSummary } } },
    async (request, reply) => {
      const { homeStoreCode, ...fields } = request.body
      const homeStoreId = await homeStoreIdOf(context, request.caller, homeStoreCode)
      const parts = await summaryParts(context)
      const answer = await once(context, claimOf(request), async tx => {
        const memberId = await findMemberId(tx, request.params, cipher)
        await changeMember(tx, { memberId, changes: { ...fields, homeStoreId }, today: todayOf(context) }, cipher)
        return { status: 200, body: await readSummary(tx, memberId, parts) }
      })
      return sendAnswer(reply, answer)
    },
  )
}

function journalRoutes(http: Http, context: Context): void {
  const { db, cipher, clock } = context

  http.post(
    '/v1/members/:memberNumber/cards',
    { config: writing('issue-card'), schema: { params: named, body: IssueCardBody, response: { 200: MemberSummary } } },
    async (request, reply) => {
      const { card, isReplacement = false } = request.body
      const parts = await summaryParts(context)
      const answer = await once(context, claimOf(request), async tx => {
        const memberId = await findMemberId(tx, request.params, cipher)
        await issueCard(tx, { memberId, card, isReplacement, now: clock.now() }, cipher)
        return { status: 200, body: await readSummary(tx, memberId, parts) }
      })
      return sendAnswer(reply, answer)
    },
  )

  http.get(
    '/v1/members/:memberNumber/consents',
    { config: reading('read-consents'), schema: { params: named, response: { 200: ConsentList } } },
    async request => consentsOf(db, await findMemberId(db, request.params, cipher)),
  )

  http.post(
    '/v1/members/:memberNumber/consents',
    { config: writing('record-consent'), schema: { params: named, body: ConsentBody, response: { 201: ConsentList } } },
    async (request, reply) => {
      const source = sourceOf(request.caller)
      const answer = await once(context, claimOf(request), async tx => {
        const memberId = await findMemberId(tx, request.params, cipher)
        await recordConsent(tx, { memberId, consent: request.body, source, now: clock.now() })
        return { status: 201, body: await consentsOf(tx, memberId) }
      })
      return sendAnswer(reply, answer)
    },
  )
}

/** What may be a phone in a request to recognise somebody; empty where it cannot be one. */
function phoneTextOf(body: Static<typeof RecogniseBody>): string {
  if ('text' in body) return body.text
  return 'phone' in body.reference ? body.reference.phone : ''
}

function todayOf({ clock, timeZone }: Context) {
  return dayOf(clock.now(), timeZone)
}

function scopeOf(caller: Caller, context: Context) {
  return storeScopeOf(caller.storeIds, todayOf(context))
}

function sourceOf({ kind }: Caller): MemberSource {
  return ({ till: 'till', staff: 'console', key: 'api' } as const)[kind]
}

/**
 * Null empties the home store, undefined leaves it alone.
 * @throws members/store-unknown
 * @throws members/other-store for a store that the caller does not act for
 */
async function homeStoreIdOf(
  { db }: Context,
  caller: Caller,
  code: string | null | undefined,
): Promise<number | null | undefined> {
  if (code === null || code === undefined) return code
  const store = await findStoreByCode(db, code)
  if (!store) throw memberErrors.make('store-unknown', { code })
  if (!mayActFor(caller, store.storeId)) throw memberErrors.make('other-store', { code })
  return store.storeId
}

/** Made before the transaction begins: whoever holds a connection and waits for a second one may wait for ever. */
async function summaryParts({ db, cipher }: Context) {
  return { cipher, stores: await storeDirectory(db) }
}

async function consentsOf(tx: Transaction, memberId: number) {
  const consents = await findConsents(tx, memberId)
  return { consents: consents.map(consent => ({ ...consent, recordedAt: consent.recordedAt.toISOString() })) }
}
