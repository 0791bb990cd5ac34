import type { Transaction } from './database.ts'

/** Whether the first start was finished, with the demo shop if that is wanted now. */
export async function isFirstRunFinished(tx: Transaction, { withDemo }: { withDemo: boolean }): Promise<boolean> {
  const row = await tx.row<{ with_demo: boolean }>('select with_demo from platform.first_run')
  return row !== undefined && (row.with_demo || !withDemo)
}

export async function markFirstRunFinished(
  tx: Transaction,
  { withDemo, now }: { withDemo: boolean; now: Date },
): Promise<void> {
  await tx.run(
    `insert into platform.first_run (with_demo, finished_at) values ($1, $2)
     on conflict (only_row) do update set with_demo = first_run.with_demo or excluded.with_demo`,
    [withDemo, now],
  )
}
