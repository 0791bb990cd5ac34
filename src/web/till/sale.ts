import { useEffect, useState } from 'react'
import type { Member } from '../api/answers.ts'
import { recallJson, rememberJson } from '../ui/storage.ts'
import { type Basket, type CouponWishes, hasNewGoods, type Wishes } from './basket.ts'
import { type WaitingGoods, withOtherSku, withoutScan, withScan } from './waiting-goods.ts'

export type BuyingMember = Pick<Member, 'memberNumber' | 'name' | 'phoneMasked'>
export type Sale = {
  member: BuyingMember | null
  basket: Basket
  wishes: Wishes
  coupons?: CouponWishes
  waiting?: WaitingGoods
  /** Why goods that are too early for this customer are let pass. */
  earlyReason?: string | undefined
  /** The colleague's word on that, for exactly this member and basket. */
  approval?: Approval | undefined
}
export type Approval = { token: string; approver: string }

const name = 'till.sale'
const noCoupons: CouponWishes = { use: [], without: [] }
const emptySale: Sale = { member: null, basket: [], wishes: {} }

function isSale(value: unknown): value is Sale {
  return (
    typeof value === 'object' &&
    value !== null &&
    'member' in value &&
    'basket' in value &&
    Array.isArray(value.basket) &&
    'wishes' in value &&
    typeof value.wishes === 'object'
  )
}

/**
 * What was let pass was let pass as it lay there: other goods need a word of their own. A colleague's word is for the very
 * goods and prices that they saw.
 */
function withBasket({ earlyReason, approval, ...sale }: Sale, basket: Basket): Sale {
  const isOver = approval ? basket !== sale.basket : hasNewGoods(sale.basket, basket)
  return { ...sale, basket, ...(isOver ? {} : { earlyReason, approval }) }
}

/** The sale in hand. It survives a reload, because tablets reload when nobody asks them to. */
export function useSale() {
  const [sale, setSale] = useState<Sale>(() => recallJson(name, isSale) ?? emptySale)
  useEffect(() => rememberJson(name, sale), [sale])
  return {
    sale,
    // Wishes belong to one member's points.
    chooseMember: (member: BuyingMember | null) =>
      setSale(({ basket, waiting = [] }) => ({ member, basket, wishes: {}, waiting })),
    changeBasket: (change: (basket: Basket) => Basket) => setSale(now => withBasket(now, change(now.basket))),
    letPass: (earlyReason: string | undefined, approval?: Approval) =>
      setSale(now => ({ ...now, earlyReason, approval })),
    wish: (rule: string, points: number) => setSale(now => ({ ...now, wishes: { ...now.wishes, [rule]: points } })),
    askForCoupon: (couponId: string) =>
      setSale(({ coupons = noCoupons, ...now }) => ({
        ...now,
        coupons: { use: [...coupons.use, couponId], without: coupons.without.filter(id => id !== couponId) },
      })),
    keepCoupon: (couponId: string) =>
      setSale(({ coupons = noCoupons, ...now }) => ({
        ...now,
        coupons: { use: coupons.use.filter(id => id !== couponId), without: [...coupons.without, couponId] },
      })),
    wishNothing: () =>
      setSale(({ member, basket, waiting = [], earlyReason, approval }) => ({
        member,
        basket,
        wishes: {},
        waiting,
        earlyReason,
        approval,
      })),
    waitForPrice: (sku: string) => setSale(now => ({ ...now, waiting: withScan(now.waiting ?? [], sku) })),
    putSkuRight: (skus: { from: string; to: string }) =>
      setSale(now => ({ ...now, waiting: withOtherSku(now.waiting ?? [], skus) })),
    waitNoMore: (sku: string) => setSale(now => ({ ...now, waiting: withoutScan(now.waiting ?? [], sku) })),
    startOver: () => setSale(emptySale),
  }
}
