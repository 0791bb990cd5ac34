import { rewardJoinerWhenMemberJoined } from './modules/activities/index.ts'
import { raiseAlertWhenLookUpsSuspicious } from './modules/alerts/index.ts'
import {
  issueWhenLevelMoved,
  issueWhenMemberJoined,
  undoWhenVoided,
  useWhenBoughtEarly,
} from './modules/benefits/index.ts'
import { listUnknownGoodsWhenReceiptSettled } from './modules/catalog/index.ts'
import { benefitBoughtEarly, receiptRefunded, receiptSettled } from './modules/checkout/index.ts'
import { Assets } from './modules/ledger/index.ts'
import { levelMoved } from './modules/levels/index.ts'
import { memberJoined, phoneLookUpsSuspicious } from './modules/members/index.ts'
import { ProgramBook } from './modules/programs/index.ts'
import type { Context } from './platform/context.ts'
import type { Reaction } from './platform/events.ts'

/** Who reacts to what. A module reacts to news from above or below it without knowing who announces it. */
export function reactionsOf(context: Context): readonly Reaction[] {
  const parts = { context, programs: new ProgramBook(context.db, context.timeZone), assets: new Assets(context.db) }
  return [
    receiptSettled.reaction((tx, { unknownGoods }, at) =>
      listUnknownGoodsWhenReceiptSettled(tx, { lines: unknownGoods }, at),
    ),
    benefitBoughtEarly.reaction((tx, told, at) => useWhenBoughtEarly(tx, told, at)),
    receiptRefunded.reaction((tx, told, at) => undoWhenVoided(tx, told, at)),
    phoneLookUpsSuspicious.reaction((tx, told, at) => raiseAlertWhenLookUpsSuspicious(tx, told, at)),
    memberJoined.reaction((tx, told) => issueWhenMemberJoined(tx, parts, told)),
    levelMoved.reaction((tx, told) => issueWhenLevelMoved(tx, parts, told)),
    memberJoined.reaction((tx, told) => rewardJoinerWhenMemberJoined(tx, parts, told)),
  ]
}
