import type { Context } from '../../platform/context.ts'
import { findGoodsWithoutSearchText, setSearchTexts } from './goods-store.ts'

/** Some hundred milliseconds of pinyin; nobody waits for it. */
const goodsAtOnceMax = 2_000

/** Makes what goods are searched by, for those that an earlier release wrote or a receipt named. @returns how many */
export async function makeSearchTexts({ db }: Pick<Context, 'db'>): Promise<number> {
  const goods = await findGoodsWithoutSearchText(db, goodsAtOnceMax)
  if (goods.length > 0) await setSearchTexts(db, goods)
  return goods.length
}
