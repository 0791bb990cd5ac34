import type { Day } from '../../../shared/calendar.ts'
import { memberNumberOf } from '../../../shared/member-number.ts'
import type { Cipher } from '../../platform/cipher.ts'
import type { Transaction } from '../../platform/database.ts'
import { DomainError, invariant } from '../../platform/errors.ts'
import { type Candidate, candidateOf, type JoinRequest, type KeyedIdentity, takenRefusals } from './candidate.ts'
import { insertCards } from './card-store.ts'
import { insertConsents } from './consent-store.ts'
import { type Identity, type IdentityKind, keyOf } from './identity.ts'
import { deleteIdentities, findKeyHolders, insertIdentities } from './identity-store.ts'
import { drawMemberIds, insertMembers, type NewMember } from './member-store.ts'
import { sealedEmail, sealedPhone } from './sealed-contact.ts'

export type Joined = { memberId: number; memberNumber: string }

/** Each lost race means that somebody else joined; more rounds than this are a bug, not bad luck. */
const roundsMax = 20

/**
 * Lets many join at once; made for about 500 a call. Publishes nothing: an import is not news about each member.
 * A row that is refused (see errors.ts: malformed, missing, taken) does not spoil the others, and frees what it claimed.
 * @returns for each request, in order, who joined or why not
 */
export async function joinMembers(
  tx: Transaction,
  requests: readonly JoinRequest[],
  { cipher, today }: { cipher: Cipher; today: Day },
): Promise<(Joined | DomainError)[]> {
  const candidates = requests.map(request => candidateOf(request, today))
  const keyed = candidates.map(candidate =>
    candidate instanceof DomainError ? candidate : withKeys(candidate, cipher),
  )
  for (let round = 1; round <= roundsMax; round++) {
    const outcomes = await tryToJoin(tx, keyed, cipher)
    if (outcomes) return outcomes
  }
  throw new Error(`a batch of ${requests.length} members lost ${roundsMax} races for identities`)
}

type KeyedCandidate = Candidate & { keys: readonly KeyedIdentity[] }

function withKeys(candidate: Candidate, cipher: Cipher): KeyedCandidate {
  return { ...candidate, keys: candidate.identities.map(identity => withKey(identity, cipher)) }
}

function withKey(identity: Identity, cipher: Cipher): KeyedIdentity {
  return { ...identity, ...keyOf(identity, cipher) }
}

/** One round: see who is free, claim, write. Undefined when another transaction was quicker with one of the claims. */
async function tryToJoin(
  tx: Transaction,
  candidates: readonly (KeyedCandidate | DomainError)[],
  cipher: Cipher,
): Promise<(Joined | DomainError)[] | undefined> {
  const keys = candidates.map(candidate => (candidate instanceof DomainError ? [] : candidate.keys))
  const holders = await findKeyHolders(tx, keys.flat())
  const refusals = takenRefusals(keys, new Set(holders.keys()))
  const decided = candidates.map((candidate, index) => refusals[index] ?? candidate)

  const admitted = decided.flatMap(candidate => (candidate instanceof DomainError ? [] : [candidate]))
  const ids = await drawMemberIds(tx, admitted.length)
  const joining = admitted.map((candidate, index) => numbered(candidate, ids[index]))
  const claims = joining.flatMap(candidate => claimsOf(candidate, cipher))
  if ((await insertIdentities(tx, claims)) < claims.length) {
    await deleteIdentities(tx, claims)
    return undefined
  }

  await writeMembers(tx, joining, cipher)
  let next = 0
  return decided.map(candidate => {
    if (candidate instanceof DomainError) return candidate
    const joined = joining[next++]
    invariant(joined, 'everybody who is admitted joins')
    return { memberId: joined.memberId, memberNumber: joined.memberNumber }
  })
}

type Joining = KeyedCandidate & Joined

function numbered(candidate: KeyedCandidate, memberId: number | undefined): Joining {
  invariant(memberId !== undefined, 'everybody who is admitted gets an id')
  return { ...candidate, memberId, memberNumber: memberNumberOf(memberId) }
}

function claimsOf({ memberId, memberNumber, keys }: Joining, cipher: Cipher) {
  const own = withKey({ kind: 'member-number', value: memberNumber }, cipher)
  return [own, ...keys].map(key => ({ ...key, memberId }))
}

async function writeMembers(tx: Transaction, joining: readonly Joining[], cipher: Cipher): Promise<void> {
  await insertMembers(
    tx,
    joining.map(candidate => newMemberOf(candidate, cipher)),
  )
  await insertCards(
    tx,
    joining.flatMap(({ memberId, joinedAt, keys }) => {
      const cardNumber = givenOf(keys, 'card')
      return cardNumber === null ? [] : [{ memberId, cardNumber, issuedAt: joinedAt }]
    }),
  )
  await insertConsents(
    tx,
    joining.flatMap(({ memberId, consentsGivenAt, source, consents }) =>
      consents.map(consent => ({
        ...consent,
        memberId,
        textVersion: consent.textVersion ?? null,
        source,
        recordedAt: consentsGivenAt,
      })),
    ),
  )
}

function newMemberOf(candidate: Joining, cipher: Cipher): NewMember {
  const { memberId, keys } = candidate
  return {
    ...candidate,
    ...sealedPhone(cipher, { memberId, phone: givenOf(keys, 'phone') }),
    ...sealedEmail(cipher, { memberId, email: givenOf(keys, 'email') }),
    externalId: givenOf(keys, 'external-id'),
  }
}

function givenOf(identities: readonly Identity[], kind: IdentityKind): string | null {
  return identities.find(identity => identity.kind === kind)?.value ?? null
}
