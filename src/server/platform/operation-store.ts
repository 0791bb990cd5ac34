import type { Transaction } from './database.ts'

/** By which the right key file is known; nothing before the first start. */
export async function findKeyFingerprint(tx: Transaction): Promise<Buffer | undefined> {
  return (await tx.row<{ fingerprint: Buffer }>('select fingerprint from platform.key_check'))?.fingerprint
}

/** What the database knows about how well the system keeps up. */
export type Standing = {
  outbox: { waiting: number; stuck: number; oldestSeconds: number }
  /** null: none was ever taken. */
  lastBackupAt: Date | null
}

export async function findStanding(tx: Transaction, now: Date): Promise<Standing> {
  const row = await tx.row<{ waiting: number; stuck: number; oldest_at: Date | null; backup_at: Date | null }>(
    `select (select count(*) from platform.outbox) as waiting, (select count(*) from platform.outbox_stuck) as stuck,
            (select min(occurred_at) from platform.outbox) as oldest_at,
            (select max(taken_at) from platform.backup_taken) as backup_at`,
  )
  const oldestSeconds = row?.oldest_at ? Math.max(0, (now.getTime() - row.oldest_at.getTime()) / 1_000) : 0
  return {
    outbox: { waiting: row?.waiting ?? 0, stuck: row?.stuck ?? 0, oldestSeconds },
    lastBackupAt: row?.backup_at ?? null,
  }
}
