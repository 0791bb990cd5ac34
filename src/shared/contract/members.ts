import Type, { type Static } from 'typebox'
import { closed, DayText, InstantText, Name, Nullable, PageQuery } from './common.ts'

export const memberSources = ['till', 'console', 'page', 'api', 'import', 'partner', 'referral'] as const

/** How a member is named in a request: exactly one of the four. */
export const MemberReference = Type.Union([
  closed({ memberNumber: Type.String({ minLength: 1, maxLength: 20 }) }),
  closed({ phone: Type.String({ minLength: 3, maxLength: 32 }) }),
  closed({ card: Type.String({ minLength: 1, maxLength: 64 }) }),
  closed({ externalId: Type.String({ minLength: 1, maxLength: 120 }) }),
])
export type MemberReference = Static<typeof MemberReference>

export const ConsentBody = closed({
  purpose: Type.Union([Type.Literal('service'), Type.Literal('marketing'), Type.Literal('profiling'), Type.Literal('health')]),
  channel: Type.Union(['sms', 'email', 'wechat', 'phone', 'post', 'push', 'all'].map(word => Type.Literal(word))),
  isGiven: Type.Boolean(),
  textVersion: Type.Optional(Type.String({ maxLength: 40 })),
})
export type ConsentBody = Static<typeof ConsentBody>

export const Attributes = Type.Record(Type.String({ pattern: '^[\\p{L}\\p{N} _-]{1,60}$' }), Type.Union([Type.String({ maxLength: 500 }), Type.Number(), Type.Boolean()]), {
  description: 'Free attributes, without limit of names.',
})

export const JoinMemberBody = closed(
  {
    name: Name,
    phone: Type.Optional(Type.String({ minLength: 3, maxLength: 32, description: 'E.164 or as dialled in the country of the organisation' })),
    email: Type.Optional(Type.String({ minLength: 3, maxLength: 254 })),
    card: Type.Optional(Type.String({ minLength: 1, maxLength: 64 })),
    externalId: Type.Optional(Type.String({ minLength: 1, maxLength: 120 })),
    birthday: Type.Optional(DayText),
    gender: Type.Optional(Type.Union([Type.Literal('female'), Type.Literal('male'), Type.Literal('other')])),
    homeStoreCode: Type.Optional(Type.String({ maxLength: 64 })),
    source: Type.Optional(Type.Union(memberSources.map(word => Type.Literal(word)))),
    wishedLevel: Type.Optional(Type.String({ maxLength: 64, description: 'Stored as a wish; everybody starts at the first level.' })),
    attributes: Type.Optional(Attributes),
    consents: Type.Optional(Type.Array(ConsentBody, { maxItems: 20 })),
  },
  { $id: 'JoinMember' },
)
export type JoinMemberBody = Static<typeof JoinMemberBody>

export const ChangeMemberBody = closed(
  {
    name: Type.Optional(Name),
    phone: Type.Optional(Nullable(Type.String({ minLength: 3, maxLength: 32 }))),
    email: Type.Optional(Nullable(Type.String({ minLength: 3, maxLength: 254 }))),
    birthday: Type.Optional(Nullable(DayText)),
    gender: Type.Optional(Nullable(Type.Union([Type.Literal('female'), Type.Literal('male'), Type.Literal('other')]))),
    homeStoreCode: Type.Optional(Type.String({ maxLength: 64 })),
    attributes: Type.Optional(Attributes),
  },
  { $id: 'ChangeMember' },
)
export type ChangeMemberBody = Static<typeof ChangeMemberBody>

/** A member as lists and the till show it: phone and e-mail masked ("138****1234"). */
export const MemberSummary = closed(
  {
    memberNumber: Type.String(),
    name: Type.String(),
    phoneMasked: Nullable(Type.String()),
    emailMasked: Nullable(Type.String()),
    card: Nullable(Type.String()),
    externalId: Nullable(Type.String()),
    birthday: Nullable(DayText),
    gender: Nullable(Type.String()),
    homeStoreCode: Nullable(Type.String()),
    source: Type.String(),
    joinedAt: InstantText,
    wishedLevel: Nullable(Type.String()),
    attributes: Type.Record(Type.String(), Type.Unknown()),
  },
  { $id: 'Member' },
)
export type MemberSummary = Static<typeof MemberSummary>

export const MemberListQuery = Type.Object({
  ...PageQuery,
  search: Type.Optional(Type.String({ maxLength: 120, description: 'Name fragment (also in pinyin), member number, card, whole phone, or its last four digits' })),
})

export const MemberList = closed({ members: Type.Array(Type.Ref('Member')), next: Nullable(Type.String()), total: Type.Integer() }, { $id: 'MemberList' })

export const ConsentList = closed(
  { consents: Type.Array(closed({ purpose: Type.String(), channel: Type.String(), isGiven: Type.Boolean(), textVersion: Nullable(Type.String()), source: Type.String(), recordedAt: InstantText })) },
  { $id: 'ConsentList' },
)
