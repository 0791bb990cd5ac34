import type { GiftAssumption } from '../../../backtest/index.ts'
import type { Day } from '../../../shared/calendar.ts'
import type { Transaction } from '../../platform/database.ts'
import { findGoods } from '../catalog/index.ts'
import { readGiftUse } from './left-out-store.ts'
import type { BacktestRequest } from './run-store.ts'
import type { Sides } from './sides.ts'

/** With fewer the record says more about those few than about members. */
const giftsMin = 30

/** Where nothing is recorded: a round figure that says it is one. */
const unrecordedPercent = 50

/** How many of 100 gifts members used so far. */
export async function giftHabit(
  tx: Transaction,
  asked: { programCode: string; today: Day; zone: string },
): Promise<{ giftsPercent: number; giftsFrom: 'recorded' | 'default' }> {
  const { issued, used } = await readGiftUse(tx, asked)
  if (issued < giftsMin) return { giftsPercent: unrecordedPercent, giftsFrom: 'default' }
  return { giftsPercent: Math.round((1_000 * used) / issued) / 10, giftsFrom: 'recorded' }
}

/** What is assumed of gifts: how many are used, with less and more of it, and what the catalogue says that goods cost. */
export async function giftAssumption(
  tx: Transaction,
  { request, sides, today, zone }: { request: BacktestRequest; sides: Sides; today: Day; zone: string },
): Promise<{ gifts: GiftAssumption; giftsFrom: 'recorded' | 'given' | 'default' }> {
  const habit = await giftHabit(tx, { programCode: sides.liveProgram.code, today, zone })
  const { giftsPercent = habit.giftsPercent, bandPercent = 50 } = request
  const scaled = (factor: number) => Math.min(giftsPercent * factor, 100)
  const usedPercent = { low: scaled(1 - bandPercent / 100), base: giftsPercent, high: scaled(1 + bandPercent / 100) }
  const skus = [sides.liveProgram, sides.draftProgram].flatMap(({ benefits }) =>
    benefits.flatMap(({ content }) =>
      content.kind === 'issued' && content.gives.kind === 'goods' ? [content.gives.sku] : [],
    ),
  )
  const goods = skus.length === 0 ? [] : await findGoods(tx, [...new Set(skus)])
  const known = goods.flatMap(({ sku, costCents }) => (costCents === null ? [] : [[sku, costCents] as const]))
  return {
    gifts: { usedPercent, goodsCents: Object.fromEntries(known) },
    giftsFrom: request.giftsPercent === undefined ? habit.giftsFrom : 'given',
  }
}
