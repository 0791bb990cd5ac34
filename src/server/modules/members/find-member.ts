import type { MemberReference } from '../../../shared/contract/members.ts'
import type { Cipher } from '../../platform/cipher.ts'
import type { Transaction } from '../../platform/database.ts'
import { DomainError, invariant } from '../../platform/errors.ts'
import { memberErrors } from './errors.ts'
import { identitiesIn, identityOf, keyNameOf, keyOf } from './identity.ts'
import { findKeyHolders, type KeyHolder } from './identity-store.ts'

/**
 * Finds the members that many references name, in one statement. Looks at every member whatever the store: who stands
 * at the till is served.
 * @returns for each reference (the same object) the member's id, or why there is none: members/not-found,
 * members/card-replaced, or a malformed reference
 */
export async function findMemberIds(
  tx: Transaction,
  references: readonly MemberReference[],
  cipher: Cipher,
): Promise<Map<MemberReference, number | DomainError>> {
  const wanted = references.map(reference => ({ reference, key: keyedIdentityOf(reference, cipher) }))
  const holders = await findKeyHolders(
    tx,
    wanted.flatMap(({ key }) => (key instanceof DomainError ? [] : [key])),
  )
  return new Map(
    wanted.map(({ reference, key }) => [
      reference,
      key instanceof DomainError ? key : memberIdOf(holders.get(keyNameOf(key))),
    ]),
  )
}

/**
 * Finds the member whom one reference names.
 * @throws members/not-found and the other refusals of findMemberIds
 */
export async function findMemberId(tx: Transaction, reference: MemberReference, cipher: Cipher): Promise<number> {
  const found = (await findMemberIds(tx, [reference], cipher)).get(reference)
  invariant(found !== undefined, 'every reference has an outcome')
  if (found instanceof DomainError) throw found
  return found
}

/** Finds the members whom a typed or scanned text names exactly, by whatever it may be. Replaced cards name nobody. */
export async function findMemberIdsByText(tx: Transaction, text: string, cipher: Cipher): Promise<number[]> {
  const keys = identitiesIn(text).map(identity => keyOf(identity, cipher))
  const holders = await findKeyHolders(tx, keys)
  const found = keys.map(key => holders.get(keyNameOf(key))).filter(holder => holder && !holder.isRetired)
  return [...new Set(found.flatMap(holder => holder?.memberId ?? []))]
}

function keyedIdentityOf(reference: MemberReference, cipher: Cipher) {
  const identity = identityOf(reference)
  return identity instanceof DomainError ? identity : { ...identity, ...keyOf(identity, cipher) }
}

function memberIdOf(holder: KeyHolder | undefined): number | DomainError {
  if (!holder) return memberErrors.make('not-found')
  if (holder.isRetired) return memberErrors.make('card-replaced')
  return holder.memberId
}
