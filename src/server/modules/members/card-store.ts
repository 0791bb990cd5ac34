import type { Transaction } from '../../platform/database.ts'

export async function findActiveCard(tx: Transaction, memberId: number): Promise<string | undefined> {
  const row = await tx.row<{ card_number: string }>(
    `select card_number from members.card where member_id = $1 and state = 'active'`,
    [memberId],
  )
  return row?.card_number
}

export async function insertCards(
  tx: Transaction,
  cards: readonly { memberId: number; cardNumber: string; issuedAt: Date }[],
): Promise<void> {
  if (cards.length === 0) return
  await tx.run(
    `insert into members.card (member_id, card_number, state, issued_at)
     select member_id, card_number, 'active', issued_at
     from unnest($1::bigint[], $2::text[], $3::timestamptz[]) as new (member_id, card_number, issued_at)`,
    [cards.map(card => card.memberId), cards.map(card => card.cardNumber), cards.map(card => card.issuedAt)],
  )
}

export async function markCardReplaced(
  tx: Transaction,
  { memberId, cardNumber }: { memberId: number; cardNumber: string },
): Promise<void> {
  await tx.run(`update members.card set state = 'replaced' where member_id = $1 and card_number = $2`, [
    memberId,
    cardNumber,
  ])
}
