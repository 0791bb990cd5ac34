import type { ConsentBody, JoinMemberBody } from '../../shared/contract/members.ts'
import type { ChangeMember, Consents, JoiningTicket, Levels, Member, MemberPage, Recognised } from './answers.ts'
import { read, send } from './client.ts'

type MemberQuery = { search?: string; after?: string; pageSize?: number }

const at = (memberNumber: string) => `/v1/members/${encodeURIComponent(memberNumber)}`

/** What is searched for names persons, so it travels in a body and never in an address. */
export const readMembers = ({ search, ...page }: MemberQuery) =>
  search === undefined
    ? read<MemberPage>('/v1/members', page)
    : send<MemberPage>('POST', '/v1/members/search', { body: { search, ...page } })
export const readMember = (memberNumber: string) => read<Member>(at(memberNumber))
export const readLevels = (memberNumber: string) => read<Levels>(`${at(memberNumber)}/levels`)

/** What staff can do to a level, as its address says it. */
export const levelChanges = ['setting', 'invitation', 'unlock'] as const
export type LevelChange = {
  what: (typeof levelChanges)[number]
  level: string
  reason: string
  lockedThrough?: string
}
export const changeLevel = ({ memberNumber, what, ...body }: LevelChange & { memberNumber: string }, key: string) =>
  send<Levels>('POST', `${at(memberNumber)}/levels/${what}`, { body, key })

export const readConsents = (memberNumber: string) => read<Consents>(`${at(memberNumber)}/consents`)
export const joinMember = (body: JoinMemberBody, key: string) =>
  send<Member | JoiningTicket>('POST', '/v1/members', { body, key })
/** Writes nothing, so it needs no key. */
export const recogniseMember = (text: string) => send<Recognised>('POST', '/v1/members/recognise', { body: { text } })

export const changeMember = ({ memberNumber, ...body }: ChangeMember & { memberNumber: string }, key: string) =>
  send<Member>('PATCH', at(memberNumber), { body, key })

export const recordConsent = ({ memberNumber, ...body }: ConsentBody & { memberNumber: string }, key: string) =>
  send<Consents>('POST', `${at(memberNumber)}/consents`, { body, key })
