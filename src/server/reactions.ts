import { raiseAlertWhenLookUpsSuspicious } from './modules/alerts/index.ts'
import { listUnknownGoodsWhenReceiptSettled } from './modules/catalog/index.ts'
import { receiptSettled } from './modules/checkout/index.ts'
import { phoneLookUpsSuspicious } from './modules/members/index.ts'
import type { Reaction } from './platform/events.ts'

/** Who reacts to what. A module reacts to news from above it without knowing who announces it. */
export const reactions: readonly Reaction[] = [
  receiptSettled.reaction((tx, { unknownGoods }, at) =>
    listUnknownGoodsWhenReceiptSettled(tx, { lines: unknownGoods }, at),
  ),
  phoneLookUpsSuspicious.reaction((tx, told, at) => raiseAlertWhenLookUpsSuspicious(tx, told, at)),
]
