import type { Context } from '../../platform/context.ts'
import { deleteRefusalsBefore } from './refusal-store.ts'

const dayMs = 86_400_000

/** Forgets refusals that nobody asked for again for as long as the setting says. @returns how many */
export function forgetOldRefusals({ db, clock, config }: Pick<Context, 'db' | 'clock' | 'config'>): Promise<number> {
  const before = new Date(clock.now().getTime() - config.refusalDays * dayMs)
  return db.transaction(tx => deleteRefusalsBefore(tx, before))
}
