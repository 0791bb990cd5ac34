import Type, { type Static } from 'typebox'
import { closed, DayText, InstantText, Name, Nullable, oneOf, PageQuery } from './common.ts'
import { JoiningChannel } from './joining.ts'

export const genders = ['female', 'male', 'other'] as const
export const consentPurposes = ['service', 'marketing', 'profiling', 'health'] as const
export const consentChannels = ['sms', 'email', 'wechat', 'phone', 'post', 'push', 'all'] as const
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
  purpose: oneOf(consentPurposes),
  channel: oneOf(consentChannels),
  isGiven: Type.Boolean(),
  textVersion: Type.Optional(Type.String({ maxLength: 40 })),
})
export type ConsentBody = Static<typeof ConsentBody>

const AttributeName = Type.String({ pattern: '^[\\p{L}\\p{N} _-]{1,60}$' })
const AttributeValue = Type.Union([Type.String({ maxLength: 500 }), Type.Number(), Type.Boolean()])

export const Attributes = Type.Record(AttributeName, AttributeValue, {
  description: 'Free attributes, without limit of names.',
})

export const JoinMemberBody = closed(
  {
    name: Name,
    phone: Type.Optional(
      Type.String({
        minLength: 3,
        maxLength: 32,
        description: 'E.164 or as dialled in the country of the organisation',
      }),
    ),
    email: Type.Optional(Type.String({ minLength: 3, maxLength: 254 })),
    card: Type.Optional(Type.String({ minLength: 1, maxLength: 64 })),
    externalId: Type.Optional(Type.String({ minLength: 1, maxLength: 120 })),
    birthday: Type.Optional(DayText),
    gender: Type.Optional(oneOf(genders)),
    homeStoreCode: Type.Optional(Type.String({ maxLength: 64 })),
    source: Type.Optional(oneOf(memberSources)),
    joining: Type.Optional(
      closed({
        way: Type.Optional(
          Type.String({
            minLength: 1,
            maxLength: 64,
            description: 'As the program names it. Default: the only one, or the first that is free and open',
          }),
        ),
        channel: JoiningChannel,
        reason: Type.Optional(
          Type.String({ maxLength: 500, description: 'Why they should join, where the way needs approval' }),
        ),
        receipt: Type.Optional(
          Type.Union([
            closed({ receiptId: Type.String({ format: 'uuid' }) }),
            closed({
              storeCode: Type.String({ minLength: 1, maxLength: 64 }),
              tillCode: Type.String({ minLength: 1, maxLength: 64 }),
              receiptNumber: Type.String({ minLength: 1, maxLength: 64 }),
            }),
          ]),
        ),
      }),
    ),
    wishedLevel: Type.Optional(
      Type.String({ maxLength: 64, description: 'Stored as a wish; everybody starts at the first level.' }),
    ),
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
    gender: Type.Optional(Nullable(oneOf(genders))),
    homeStoreCode: Type.Optional(Nullable(Type.String({ maxLength: 64 }))),
    segments: Type.Optional(
      Type.Array(Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,62}$' }), {
        maxItems: 200,
        uniqueItems: true,
        description:
          'Every segment that the member is in, by code, as rules of a program name them; replaces those before.',
      }),
    ),
    attributes: Type.Optional(
      Type.Record(AttributeName, Nullable(AttributeValue), {
        description: 'Only the attributes named here change; null removes one.',
      }),
    ),
  },
  { $id: 'ChangeMember', description: 'Only the fields named here change; null empties one.' },
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
    segments: Type.Array(Type.String()),
    attributes: Type.Record(Type.String(), Type.Unknown()),
  },
  { $id: 'Member' },
)
export type MemberSummary = Static<typeof MemberSummary>

export const MemberListQuery = closed(PageQuery)

/** A search names persons, so it travels in a body: addresses are written down by browsers, proxies and logs. */
export const SearchMembersBody = closed(
  {
    ...PageQuery,
    search: Type.String({
      minLength: 1,
      maxLength: 120,
      description: 'Name fragment (also in pinyin), member number, card, whole phone, or its last four digits',
    }),
  },
  { $id: 'SearchMembers' },
)

export const MemberList = closed(
  { members: Type.Array(Type.Ref('Member')), next: Nullable(Type.String()), total: Type.Integer() },
  { $id: 'MemberList' },
)

/** Newest first: the first of a purpose and channel is what holds now. */
export const ConsentList = closed(
  {
    consents: Type.Array(
      closed({
        purpose: Type.String(),
        channel: Type.String(),
        isGiven: Type.Boolean(),
        textVersion: Nullable(Type.String()),
        source: Type.String(),
        recordedAt: InstantText,
      }),
    ),
  },
  { $id: 'ConsentList' },
)

/** The text is what the cashier scanned or typed: phone, card, member number or QR code. The server finds out which. */
export const RecogniseBody = Type.Union(
  [closed({ text: Type.String({ minLength: 1, maxLength: 500 }) }), closed({ reference: MemberReference })],
  { $id: 'Recognise' },
)

/** Usually one; several where a short number fits several members; none: offer to join. */
export const RecogniseAnswer = closed(
  { members: Type.Array(Type.Ref('Member'), { maxItems: 10 }) },
  { $id: 'RecogniseAnswer' },
)

/** Without `isReplacement`, a member who holds a card is refused a second one. */
export const IssueCardBody = closed(
  { card: Type.String({ minLength: 1, maxLength: 64 }), isReplacement: Type.Optional(Type.Boolean()) },
  { $id: 'IssueCard' },
)
export type IssueCardBody = Static<typeof IssueCardBody>
