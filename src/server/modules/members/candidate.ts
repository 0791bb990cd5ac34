import { type Day, isDay } from '../../../shared/calendar.ts'
import type { ConsentBody } from '../../../shared/contract/members.ts'
import { DomainError } from '../../platform/errors.ts'
import { emailOf } from './email.ts'
import { memberErrors } from './errors.ts'
import { type Identity, type IdentityKey, identityOf, keyNameOf, takenError } from './identity.ts'
import type { Attributes, Gender, MemberSource } from './member.ts'
import { searchWordsOf } from './search-words.ts'
import { tidyText } from './tidy-text.ts'

/** Somebody who wants to join, as typed or imported. Empty texts count as not given. */
export type JoinRequest = {
  name: string
  phone?: string | null | undefined
  email?: string | null | undefined
  card?: string | null | undefined
  externalId?: string | null | undefined
  birthday?: Day | null | undefined
  gender?: Gender | null | undefined
  homeStoreId?: number | null | undefined
  source: MemberSource
  joinedAt: Date
  wishedLevel?: string | null | undefined
  attributes?: Attributes | undefined
  consents?: readonly ConsentBody[] | undefined
  /** When the consents were given, where that was before joining. */
  consentsGivenAt?: Date | undefined
}

/** A request that is right in itself; whether its identities are still free is for the database to say. */
export type Candidate = {
  name: string
  searchWords: readonly string[]
  birthday: Day | null
  gender: Gender | null
  homeStoreId: number | null
  source: MemberSource
  joinedAt: Date
  wishedLevel: string | null
  attributes: Attributes
  consents: readonly ConsentBody[]
  consentsGivenAt: Date
  identities: readonly Identity[]
}

export function candidateOf(request: JoinRequest, today: Day): Candidate | DomainError {
  const name = nameOf(request.name)
  if (name instanceof DomainError) return name
  const identities = identitiesOf(request)
  if (identities instanceof DomainError) return identities
  const refusal = request.birthday ? birthdayRefusal(request.birthday, today) : undefined
  if (refusal) return refusal
  return {
    name,
    searchWords: searchWordsOf(name),
    birthday: request.birthday || null,
    gender: request.gender ?? null,
    homeStoreId: request.homeStoreId ?? null,
    source: request.source,
    joinedAt: request.joinedAt,
    wishedLevel: request.wishedLevel ? tidyText(request.wishedLevel) : null,
    attributes: tidyAttributes(request.attributes ?? {}),
    consents: request.consents ?? [],
    consentsGivenAt: request.consentsGivenAt ?? request.joinedAt,
    identities,
  }
}

function identitiesOf({ phone, email, card, externalId }: JoinRequest): Identity[] | DomainError {
  const outcomes: (Identity | DomainError)[] = []
  if (phone) outcomes.push(identityOf({ phone }))
  if (email) outcomes.push(emailIdentityOf(email))
  if (card) outcomes.push(identityOf({ card }))
  if (externalId) outcomes.push(identityOf({ externalId }))
  const identities: Identity[] = []
  for (const outcome of outcomes) {
    if (outcome instanceof DomainError) return outcome
    identities.push(outcome)
  }
  return identities
}

export function nameOf(text: string): string | DomainError {
  return tidyText(text) || memberErrors.make('name-missing')
}

export function emailIdentityOf(text: string): Identity | DomainError {
  const value = emailOf(text)
  return value ? { kind: 'email', value } : memberErrors.make('email-malformed')
}

/** Born today is possible; before 1900 is a typing mistake. */
export function birthdayRefusal(birthday: Day, today: Day): DomainError | undefined {
  if (!isDay(birthday)) return memberErrors.make('birthday-malformed')
  if (birthday > today) return memberErrors.make('birthday-in-future')
  if (birthday < '1900-01-01') return memberErrors.make('birthday-too-early')
  return undefined
}

export function tidyAttributes<Value>(attributes: Readonly<Record<string, Value>>): Record<string, Value | string> {
  const tidy = (value: Value) => (typeof value === 'string' ? tidyText(value) : value)
  return Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name, tidy(value)]))
}

export type KeyedIdentity = Identity & IdentityKey

/**
 * Decides who of a batch may join: a row is refused for what a member has already, or for what a row before it takes.
 * @param rows the identities of each row @param taken the key names that belong to members
 * @returns for each row its refusal, or undefined
 */
export function takenRefusals(
  rows: readonly (readonly KeyedIdentity[])[],
  taken: ReadonlySet<string>,
): (DomainError | undefined)[] {
  const claimed = new Set(taken)
  return rows.map(identities => {
    const conflict = identities.find(identity => claimed.has(keyNameOf(identity)))
    if (conflict) return takenError(conflict)
    for (const identity of identities) claimed.add(keyNameOf(identity))
    return undefined
  })
}
