import { knowsActivity } from '../../../program/index.ts'
import type { Context } from '../../platform/context.ts'
import type { Transaction } from '../../platform/database.ts'
import { DomainError } from '../../platform/errors.ts'
import type { Assets } from '../ledger/index.ts'
import type { MemberJoined } from '../members/index.ts'
import { storeDirectory } from '../organisation/index.ts'
import type { ProgramBook } from '../programs/index.ts'
import { programFor } from './member-desk.ts'
import { recordActivity } from './record-activity.ts'

/** Gives what the program gives for joining, once. Programs that give nothing for it record nothing. */
export async function rewardJoinerWhenMemberJoined(
  tx: Transaction,
  recording: { context: Context; programs: ProgramBook; assets: Assets },
  { memberId, homeStoreId, joinedAt }: MemberJoined,
): Promise<void> {
  const directory = await storeDirectory(recording.context.db)
  await recording.programs.refresh()
  const at = new Date(joinedAt)
  const program = await programFor(recording.programs, { directory, storeId: homeStoreId, at })
  if (!knowsActivity(program, 'joining')) return
  const report = {
    memberId,
    code: 'joining',
    happenedAt: at,
    storeCode: homeStoreId === null ? null : (directory.storeById(homeStoreId)?.code ?? null),
    reference: 'joining',
    channel: 'background',
    receiptId: null,
    recordedBy: null,
  }
  try {
    await recordActivity(tx, { ...recording, bringBenefits: null }, report)
  } catch (error) {
    // The news may come twice; nothing was written this time.
    if (!(error instanceof DomainError) || error.code !== 'activities/already-recorded') throw error
  }
}
