import { setTimeout as pause } from 'node:timers/promises'
import type { Context } from './context.ts'
import { keyFingerprint } from './key-file.ts'
import { appliedMigrations, migrationNames } from './migrate.ts'
import { findKeyFingerprint, findStanding } from './operation-store.ts'

/** Why a process should get no requests just now. */
export type Obstacle = 'leaving' | 'database-away' | 'migrations-pending' | 'key-wrong'

export type Readiness = {
  isReady: boolean
  obstacles: Obstacle[]
  /** `missing` is no obstacle, since the key is in memory, but the next start would fail. */
  keyFile: 'right' | 'missing' | 'wrong' | 'unknown'
  outbox: { waiting: number; stuck: number; oldestSeconds: number; isBehind: boolean } | null
  lastBackupAt: string | null
}

/** Probes give up after some seconds, so we answer before; a pool in trouble would wait for ten. */
const databasePatienceMs = 2_000
/** Events are delivered within a second. The shop sells on without them, so this is told and nothing more. */
const outboxBehindSeconds = 300

/** Whether this process can work, with everything that a person would look at next. */
export async function readinessOf(context: Context, { isLeaving }: { isLeaving: boolean }): Promise<Readiness> {
  const patience = new AbortController()
  const seen = await Promise.race([
    look(context).catch(() => undefined),
    pause(databasePatienceMs, undefined, { signal: patience.signal }).catch(() => undefined),
  ])
  patience.abort()
  const obstacles: Obstacle[] = [
    ...(isLeaving ? ['leaving' as const] : []),
    ...(seen ? [] : ['database-away' as const]),
    ...(seen?.isBehindProgram ? ['migrations-pending' as const] : []),
    ...(seen?.keyFile === 'wrong' ? ['key-wrong' as const] : []),
  ]
  return {
    isReady: obstacles.length === 0,
    obstacles,
    keyFile: seen?.keyFile ?? 'unknown',
    outbox: seen ? { ...seen.outbox, isBehind: seen.outbox.oldestSeconds > outboxBehindSeconds } : null,
    lastBackupAt: seen?.lastBackupAt?.toISOString() ?? null,
  }
}

async function look({ db, clock, config }: Context) {
  const [standing, applied, known, wanted, found] = await Promise.all([
    findStanding(db, clock.now()),
    appliedMigrations(db),
    migrationNames(),
    findKeyFingerprint(db),
    keyFingerprint(config.keyFile).catch(() => null),
  ])
  const isRight = found && wanted?.equals(found)
  const keyFile: Readiness['keyFile'] = found === undefined ? 'missing' : isRight ? 'right' : 'wrong'
  // A database that is ahead of us is no obstacle: migrations only add, so that old and new processes work side by side.
  return { ...standing, keyFile, isBehindProgram: known.some(name => !applied.includes(name)) }
}
