import { importMembers, importReceipts, openTable, replayReceipts } from '../../../src/server/modules/imports/index.ts'
import type { Context } from '../../../src/server/platform/context.ts'

/** As the command does it: members, receipts into the staging, then their replay. */
export async function importFiles(
  context: Context,
  { membersFile, receiptsFile }: { membersFile: string; receiptsFile: string },
) {
  const members = await importMembers({ context, table: await openTable(membersFile), mapping: {} })
  const receipts = await importReceipts({ context, table: await openTable(receiptsFile), mapping: {} })
  const replay = await replayReceipts({ context, before: context.clock.now() })
  return { members, receipts, replay }
}
