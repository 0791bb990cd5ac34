import { knowsActivity } from '../../../program/index.ts'
import { dayOf, startOfDay } from '../../../shared/calendar.ts'
import type { Context } from '../../platform/context.ts'
import type { Database } from '../../platform/database.ts'
import { DomainError } from '../../platform/errors.ts'
import { Assets } from '../ledger/index.ts'
import { findBirthdays } from '../members/index.ts'
import { storeDirectory } from '../organisation/index.ts'
import { ProgramBook } from '../programs/index.ts'
import { programFor } from './member-desk.ts'
import { recordActivity } from './record-activity.ts'

const membersPerPage = 500

/**
 * Gives what programs give for a birthday, on the day itself, once a year. Run it again and nothing happens twice.
 * @returns how many members were given something
 */
export async function greetBirthdays(context: Context): Promise<number> {
  const { db, clock, timeZone } = context
  const programs = new ProgramBook(db, timeZone)
  const assets = new Assets(db)
  const today = dayOf(clock.now(), timeZone)
  const directory = await storeDirectory(db)
  await programs.refresh()
  const at = startOfDay(today, timeZone)
  let greeted = 0
  let after = 0
  for (;;) {
    const members = await findBirthdays(db, { today, after, max: membersPerPage })
    for (const { memberId, homeStoreId } of members) {
      const program = await programFor(programs, { directory, storeId: homeStoreId, at })
      if (!knowsActivity(program, 'birthday')) continue
      const report = {
        memberId,
        code: 'birthday',
        happenedAt: at,
        storeCode: homeStoreId === null ? null : (directory.storeById(homeStoreId)?.code ?? null),
        reference: `birthday/${today.slice(0, 4)}`,
        channel: 'background',
        receiptId: null,
        recordedBy: null,
      }
      if (await isNew(db, tx => recordActivity(tx, { context, programs, assets, bringBenefits: null }, report)))
        greeted += 1
    }
    const last = members.at(-1)
    if (!last) return greeted
    after = last.memberId
  }
}

async function isNew(db: Database, record: Parameters<Database['transaction']>[0]): Promise<boolean> {
  try {
    await db.transaction(record)
    return true
  } catch (error) {
    if (error instanceof DomainError && error.code === 'activities/already-recorded') return false
    throw error
  }
}
