import type { CompiledReward } from '../../../program/index.ts'
import type { Transaction } from '../../platform/database.ts'
import { findGoods } from '../catalog/index.ts'
import { loadMembers } from '../members/index.ts'
import type { StoreDirectory } from '../organisation/index.ts'
import type { Redemption } from './redemption.ts'

type Gives = CompiledReward['gives']
type Names = ReadonlyMap<string, string>

/** The names of the goods that are given. */
export async function goodsNames(tx: Transaction, given: readonly { gives: Gives }[]): Promise<Names> {
  const skus = given.flatMap(({ gives }) => (gives.kind === 'goods' ? [gives.sku] : []))
  const goods = await findGoods(tx, [...new Set(skus)])
  return new Map(goods.map(({ sku, name }) => [sku, name]))
}

export function giftAnswer(gives: Gives, names: Names) {
  const blank = { kind: gives.kind, sku: null, goodsName: null, offer: null, asset: null, points: null }
  switch (gives.kind) {
    case 'goods':
      return { ...blank, sku: gives.sku, goodsName: names.get(gives.sku) ?? null }
    case 'coupon':
      return { ...blank, offer: gives.offer }
    case 'asset':
      return { ...blank, asset: gives.asset, points: gives.points }
    case 'level-up':
      return blank
  }
}

export async function redemptionAnswers(
  tx: Transaction,
  redemptions: readonly Redemption[],
  directory: StoreDirectory,
) {
  const names = await goodsNames(tx, redemptions)
  const members = await loadMembers(tx, [...new Set(redemptions.map(({ memberId }) => memberId))])
  return redemptions.map(redemption => {
    const { redemptionId, rule, name, times, asset, points, state, storeId, cancelReason } = redemption
    return {
      redemptionId,
      memberNumber: members.get(redemption.memberId)?.memberNumber ?? '',
      rule,
      name,
      times,
      asset,
      points,
      gives: giftAnswer(redemption.gives, names),
      state,
      storeCode: storeId === null ? null : (directory.storeById(storeId)?.code ?? null),
      redeemedAt: redemption.redeemedAt.toISOString(),
      finishedAt: redemption.finishedAt?.toISOString() ?? null,
      cancelReason,
    }
  })
}
