import type { Cipher } from '../../platform/cipher.ts'
import type { Transaction } from '../../platform/database.ts'
import { findActiveCard, insertCards, markCardReplaced } from './card-store.ts'
import { memberErrors } from './errors.ts'
import { type Identity, keyOf } from './identity.ts'
import { findKeyHolders, insertIdentities, retireIdentity } from './identity-store.ts'
import { lockMember } from './member-store.ts'
import { tidyCard } from './tidy-text.ts'

export type IssueCard = { memberId: number; card: string; isReplacement: boolean; now: Date }

/**
 * Gives a member a card, or another one for a card that is lost or broken. The replaced card recognises nobody from
 * then on and is never issued again. Asking for the card that the member holds changes nothing.
 * @throws members/not-found
 * @throws members/card-malformed, members/card-taken, members/card-replaced
 * @throws members/has-card unless it is a replacement
 */
export async function issueCard(
  tx: Transaction,
  { memberId, card, isReplacement, now }: IssueCard,
  cipher: Cipher,
): Promise<void> {
  const cardNumber = tidyCard(card)
  if (!cardNumber) throw memberErrors.make('card-malformed')
  if (!(await lockMember(tx, memberId))) throw memberErrors.make('not-found')

  const held = await findActiveCard(tx, memberId)
  if (held === cardNumber) return
  if (held !== undefined && !isReplacement) throw memberErrors.make('has-card')

  const identity: Identity = { kind: 'card', value: cardNumber }
  const key = keyOf(identity, cipher)
  if ((await insertIdentities(tx, [{ ...key, memberId }])) === 0) {
    const [holder] = (await findKeyHolders(tx, [key])).values()
    throw memberErrors.make(holder?.isRetired ? 'card-replaced' : 'card-taken')
  }
  if (held !== undefined) {
    await retireIdentity(tx, keyOf({ kind: 'card', value: held }, cipher))
    await markCardReplaced(tx, { memberId, cardNumber: held })
  }
  await insertCards(tx, [{ memberId, cardNumber, issuedAt: now }])
}
