import type { Transaction } from '../../platform/database.ts'
import type { SecondFactorRule } from './second-factor.ts'

/** What the owner decided about second factors; required where nothing was decided yet. */
export async function findSecondFactorRule(tx: Transaction): Promise<SecondFactorRule> {
  const row = await tx.row<{ rule: SecondFactorRule }>('select second_factor as rule from staff.policy')
  return row?.rule ?? 'required'
}

export async function putSecondFactorRule(tx: Transaction, rule: SecondFactorRule): Promise<void> {
  await tx.run(
    `insert into staff.policy (second_factor) values ($1)
     on conflict (only_row) do update set second_factor = excluded.second_factor`,
    [rule],
  )
}
