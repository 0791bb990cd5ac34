// What clients ask of the shop under proof, as plain data: the model reads it, the wire carries it.

import { type CouponOfferCode, programCode, type RewardCode, rules } from './program.ts'

export type LineKind = 'goods' | 'service' | 'shipping' | 'tip'

export type LineRequest = {
  lineNumber: number
  kind: LineKind
  quantity: number
  unitPriceCents: number
  manualDiscountCents: number
}

/** By their ids: to be used whatever else, or to be kept. Others are used where they help. */
export type CouponWish = { use: string[]; without: string[] }
export type Basket = { card: string | null; lines: LineRequest[]; redeemPoints: number; coupons: CouponWish }

export type SaleRequest = Basket & {
  kind: 'sale'
  receiptNumber: string
  /** Null: the server's own clock. */
  soldAt: string | null
  holdId: string | null
  expectedPayableCents: number | null
}
export type HoldRequest = Basket & { kind: 'hold' }
export type RefundRequest = {
  kind: 'refund'
  refundNumber: string
  address: { receiptId: string } | { receiptNumber: string }
  /** Null: everything that is left. */
  lines: { lineNumber: number; quantity: number }[] | null
}
export type VoidRequest = { kind: 'void'; receiptId: string }
export type AdjustRequest = { kind: 'adjust'; memberNumber: string; points: number; expiresOn: string | null }
export type DecideRequest = { kind: 'decide'; adjustmentId: string; isApproved: boolean }
export type JoinRequest = { kind: 'join'; card: string }
export type TransferRequest = { kind: 'transfer'; from: string; to: string; points: number }
export type ClaimRequest = { kind: 'claim'; memberNumber: string; code: string }
export type IssueRequest = { kind: 'issue'; memberNumber: string; offer: CouponOfferCode }

export type RedeemRequest = {
  kind: 'redeem'
  memberNumber: string
  rule: RewardCode | 'none'
  times: number
  storeCode: string | null
}
export type FinishRequest = { kind: 'finish'; memberNumber: string; redemptionId: string; isCancelled: boolean }
export type ActivityRequest = {
  kind: 'activity'
  memberNumber: string
  /** Null: now. */
  happenedAt: string | null
  reference: string | null
}

export type Request =
  | SaleRequest
  | HoldRequest
  | RefundRequest
  | VoidRequest
  | AdjustRequest
  | DecideRequest
  | JoinRequest
  | TransferRequest
  | ClaimRequest
  | IssueRequest
  | RedeemRequest
  | FinishRequest
  | ActivityRequest

/** Two keys stand for two persons: nobody approves their own request. */
export type CallerName = 'first' | 'second'

const place = { storeCode: 'S01', tillCode: 'T1' }

/** A request as the API takes it. */
export function onTheWire(request: Request): { path: string; body: unknown } {
  switch (request.kind) {
    case 'sale': {
      const { receiptNumber, soldAt, holdId, expectedPayableCents } = request
      const own = {
        receiptNumber,
        ...(soldAt === null ? {} : { soldAt }),
        ...(holdId === null ? {} : { holdId }),
        ...(expectedPayableCents === null ? {} : { expectedPayableCents }),
      }
      return { path: '/v1/checkouts', body: { ...basketBody(request), ...own } }
    }
    case 'hold':
      return { path: '/v1/checkouts/quote', body: { ...basketBody(request), hold: true } }
    case 'refund': {
      const { refundNumber, address, lines } = request
      const receipt = 'receiptId' in address ? address : { ...place, ...address }
      return { path: '/v1/refunds', body: { ...place, refundNumber, receipt, ...(lines ? { lines } : {}) } }
    }
    case 'void':
      return { path: `/v1/checkouts/${request.receiptId}/void`, body: {} }
    case 'adjust': {
      const { memberNumber, points, expiresOn } = request
      const body = { asset: 'points', points, reason: 'under proof', ...(expiresOn === null ? {} : { expiresOn }) }
      return { path: `/v1/members/${memberNumber}/adjustments`, body }
    }
    case 'decide': {
      const { adjustmentId, isApproved } = request
      return { path: `/v1/adjustments/${adjustmentId}/decision`, body: { isApproved } }
    }
    case 'join':
      return { path: '/v1/members', body: { name: 'Under Proof', card: request.card } }
    case 'transfer': {
      const { from, to, points } = request
      return { path: `/v1/members/${from}/transfers`, body: { to, asset: 'points', points, reason: 'under proof' } }
    }
    case 'claim':
      return { path: '/v1/coupons/claims', body: { memberNumber: request.memberNumber, code: request.code } }
    case 'issue': {
      const { memberNumber, offer } = request
      return { path: `/v1/members/${memberNumber}/coupons`, body: { program: programCode, offer } }
    }
    case 'redeem':
    case 'finish':
    case 'activity':
      return deskOnTheWire(request)
  }
}

function deskOnTheWire(request: RedeemRequest | FinishRequest | ActivityRequest): { path: string; body: unknown } {
  switch (request.kind) {
    case 'redeem': {
      const { memberNumber, rule, times, storeCode } = request
      const body = { rule, times, ...(storeCode === null ? {} : { storeCode }) }
      return { path: `/v1/members/${memberNumber}/redemptions`, body }
    }
    case 'finish': {
      const { memberNumber, redemptionId, isCancelled } = request
      const path = `/v1/members/${memberNumber}/redemptions/${redemptionId}`
      return isCancelled
        ? { path: `${path}/cancel`, body: { reason: 'under proof' } }
        : { path: `${path}/hand-over`, body: {} }
    }
    case 'activity': {
      const { memberNumber, happenedAt, reference } = request
      const said = { ...(happenedAt === null ? {} : { happenedAt }), ...(reference === null ? {} : { reference }) }
      return { path: '/v1/activities', body: { member: { memberNumber }, activity: rules.activity.code, ...said } }
    }
  }
}

/** Another body that the API takes just as well: under a used key it must be refused. Null: there is no other. */
export function otherBody(request: Request): unknown {
  if (request.kind === 'finish' && !request.isCancelled) return null
  const { body } = onTheWire(request)
  const change = {
    sale: { promoter: 'somebody else' },
    hold: { promoter: 'somebody else' },
    refund: { reason: 'another' },
    void: { reason: 'another' },
    adjust: { reason: 'another reason' },
    decide: { isApproved: request.kind === 'decide' && !request.isApproved },
    join: { name: 'Another' },
    transfer: { reason: 'another reason' },
    claim: { code: 'ANYTHING' },
    issue: { offer: 'another' },
    redeem: { times: 98 },
    finish: { reason: 'another' },
    activity: { activity: 'another' },
  }[request.kind]
  return Object.assign({}, body, change)
}

/** A basket to be priced only. */
export function quoteOnTheWire(basket: Basket): { path: string; body: unknown } {
  return { path: '/v1/checkouts/quote', body: basketBody(basket) }
}

function basketBody({ card, lines, redeemPoints, coupons }: Basket) {
  return {
    ...place,
    lines: lines.map(({ manualDiscountCents, ...line }) => ({
      ...line,
      sku: `sku-${line.kind}`,
      ...(manualDiscountCents > 0 ? { manualDiscountCents, manualDiscountReason: 'under proof' } : {}),
    })),
    ...(card === null ? {} : { member: { card } }),
    ...(coupons.use.length + coupons.without.length === 0 ? {} : { coupons }),
    ...(redeemPoints === 0 ? {} : { redeem: [{ rule: 'cash-off', points: redeemPoints }] }),
  }
}
