import type { Permission } from '../../src/server/modules/access/index.ts'

/** Who asks. Cashier, service and the till are of store S01; the others act for every store. */
export const callers = [
  'owner',
  'operations',
  'service',
  'cashier',
  'till',
  'key of everything',
  'key of nothing',
  'nobody',
  'switched-off staff',
  'revoked key',
] as const
export type CallerName = (typeof callers)[number]

/** Who may what. The product has its own table; this one is written by hand, and both must say the same. */
export const mayDo: Record<Permission, string> = {
  'members.read': 'owner operations service cashier till',
  'members.write': 'owner operations service cashier till',
  'members.read-personal': 'owner operations service',
  'checkout.read': 'owner operations service cashier till',
  'checkout.quote': 'owner operations cashier till',
  'checkout.settle': 'owner operations cashier till',
  'checkout.refund': 'owner operations service cashier till',
  'checkout.refund-without-original': 'owner operations service',
  'checkout.void': 'owner operations cashier till',
  'ledger.read': 'owner operations service cashier till',
  'ledger.adjust': 'owner operations service',
  'ledger.approve': 'owner operations',
  'levels.manage': 'owner operations',
  'activities.record': 'owner operations service',
  'programs.read': 'owner operations service cashier till',
  'programs.publish': 'owner operations',
  'programs.approve': 'owner operations',
  'coupons.claim': 'owner operations service cashier till',
  'coupons.manage': 'owner operations service',
  'insights.read': 'owner operations',
  'organisation.read': 'owner operations service cashier till',
  'organisation.manage': 'owner',
  'import.run': 'owner operations',
  'alerts.handle': 'owner operations',
  'audit.read': 'owner',
  'audit.read-of-member': 'owner operations',
}

/**
 * What a route does with stores:
 * - `none`: what it is about belongs to no store, or is asked for by somebody who acts for all of them
 * - `member`: one member by number, whom every store serves
 * - `lists own`: shows only what belongs to the caller's stores
 * - `refuses other`: names a store, and refuses one that is not the caller's
 */
export type StoreRule = 'none' | 'member' | 'lists own' | 'refuses other'

/** Route → permission, what it leaves in the audit trail, what it does with stores. One line for each route there is. */
export const table: readonly (readonly [
  route: string,
  needs: Permission | 'public',
  audit: string,
  stores: StoreRule,
])[] = [
  ['GET /', 'public', 'nothing', 'none'],
  ['GET /health/live', 'public', 'nothing', 'none'],
  ['GET /health/ready', 'public', 'nothing', 'none'],
  ['GET /metrics', 'public', 'nothing', 'none'],
  ['GET /openapi.json', 'public', 'nothing', 'none'],

  ['POST /api/auth/sign-in/email', 'public', 'staff/sign-in', 'none'],
  ['POST /api/auth/sign-out', 'public', 'staff/sign-out', 'none'],
  ['POST /api/auth/change-password', 'public', 'staff/change-password', 'none'],
  ['POST /api/auth/two-factor/enable', 'public', 'staff/enrol-second-factor', 'none'],
  ['POST /api/auth/two-factor/verify-totp', 'public', 'staff/confirm-code', 'none'],
  ['POST /api/auth/two-factor/verify-backup-code', 'public', 'staff/use-backup-code', 'none'],
  ['POST /api/auth/two-factor/generate-backup-codes', 'public', 'staff/renew-backup-codes', 'none'],
  ['POST /api/auth/two-factor/disable', 'public', 'staff/disable-second-factor', 'none'],

  ['GET /v1/myself', 'organisation.read', 'nothing', 'lists own'],
  ['GET /v1/myself/sessions', 'organisation.read', 'nothing', 'none'],
  ['DELETE /v1/myself/sessions/:sessionId', 'organisation.read', 'staff/end-session', 'none'],
  ['POST /v1/myself/sessions/end-others', 'organisation.read', 'staff/end-other-sessions', 'none'],
  ['GET /v1/staff', 'organisation.manage', 'staff/list', 'none'],
  ['POST /v1/staff', 'organisation.manage', 'staff/add', 'none'],
  ['PATCH /v1/staff/:staffId', 'organisation.manage', 'staff/change', 'none'],
  ['POST /v1/staff/:staffId/reset-second-factor', 'organisation.manage', 'staff/reset-second-factor', 'none'],
  ['GET /v1/sign-in-rules', 'organisation.manage', 'nothing', 'none'],
  ['PUT /v1/sign-in-rules', 'organisation.manage', 'staff/change-sign-in-rules', 'none'],

  ['GET /v1/stores', 'organisation.read', 'nothing', 'lists own'],
  ['POST /v1/stores', 'organisation.manage', 'stores/add', 'none'],
  ['POST /v1/stores/:code/tills', 'organisation.manage', 'stores/add-till', 'none'],
  ['GET /v1/keys', 'organisation.manage', 'nothing', 'none'],
  ['POST /v1/keys/api', 'organisation.manage', 'keys/add', 'none'],
  ['POST /v1/keys/till', 'organisation.manage', 'keys/add', 'none'],
  ['DELETE /v1/keys/:keyId', 'organisation.manage', 'keys/revoke', 'none'],
  ['GET /v1/goods', 'organisation.read', 'nothing', 'none'],
  ['PUT /v1/goods/:sku', 'organisation.manage', 'goods/change', 'none'],

  ['GET /v1/members', 'members.read', 'members/list', 'lists own'],
  ['POST /v1/members/search', 'members.read', 'members/search', 'lists own'],
  ['POST /v1/members/recognise', 'members.read', 'members/recognise', 'lists own'],
  ['GET /v1/members/export.csv', 'members.read', 'members/export', 'lists own'],
  ['POST /v1/members', 'members.write', 'members/join', 'refuses other'],
  ['GET /v1/members/:memberNumber', 'members.read', 'members/read', 'member'],
  ['PATCH /v1/members/:memberNumber', 'members.write', 'members/change', 'refuses other'],
  ['POST /v1/members/:memberNumber/cards', 'members.write', 'members/issue-card', 'member'],
  ['GET /v1/members/:memberNumber/consents', 'members.read', 'members/read-consents', 'member'],
  ['POST /v1/members/:memberNumber/consents', 'members.write', 'members/record-consent', 'member'],
  ['GET /v1/members/:memberNumber/levels', 'members.read', 'nothing', 'member'],
  ['GET /v1/members/:memberNumber/levels/:track/moves/:number/explanation', 'members.read', 'nothing', 'member'],
  ['POST /v1/members/:memberNumber/levels/invitation', 'levels.manage', 'levels/invite', 'member'],
  ['POST /v1/members/:memberNumber/levels/setting', 'levels.manage', 'levels/set', 'member'],
  ['POST /v1/members/:memberNumber/levels/unlock', 'levels.manage', 'levels/unlock', 'member'],

  ['GET /v1/members/:memberNumber/balances', 'ledger.read', 'nothing', 'member'],
  ['GET /v1/members/:memberNumber/entries', 'ledger.read', 'ledger/read-entries', 'member'],
  ['GET /v1/members/:memberNumber/entries/export.csv', 'ledger.read', 'ledger/export-entries', 'member'],
  ['GET /v1/members/:memberNumber/entries/:asset/:version/explanation', 'ledger.read', 'ledger/read-entries', 'member'],
  ['POST /v1/members/:memberNumber/adjustments', 'ledger.adjust', 'ledger/adjust', 'member'],
  ['GET /v1/adjustments', 'ledger.adjust', 'nothing', 'lists own'],
  ['POST /v1/adjustments/:adjustmentId/decision', 'ledger.approve', 'ledger/decide', 'none'],

  ['GET /v1/programs', 'programs.read', 'nothing', 'none'],
  ['GET /v1/programs/:code', 'programs.read', 'nothing', 'none'],
  ['POST /v1/programs', 'programs.publish', 'programs/publish', 'none'],
  ['POST /v1/programs/lint', 'programs.read', 'nothing', 'none'],
  ['GET /v1/programs/:code/versions/:version', 'programs.read', 'nothing', 'none'],
  ['GET /v1/programs/:code/diff', 'programs.read', 'nothing', 'none'],
  ['POST /v1/programs/diff', 'programs.read', 'nothing', 'none'],
  ['POST /v1/programs/:code/rollback', 'programs.approve', 'programs/roll-back', 'none'],
  ['POST /v1/programs/:code/releases/:number/cancel', 'programs.approve', 'programs/cancel-release', 'none'],
  ['GET /v1/program-changes', 'programs.publish', 'nothing', 'none'],
  ['GET /v1/program-changes/:changeId', 'programs.publish', 'nothing', 'none'],
  ['POST /v1/program-changes', 'programs.publish', 'programs/write-change', 'none'],
  ['PUT /v1/program-changes/:changeId', 'programs.publish', 'programs/write-change', 'none'],
  ['POST /v1/program-changes/:changeId/withdraw', 'programs.publish', 'programs/withdraw-change', 'none'],
  ['POST /v1/program-changes/:changeId/decision', 'programs.approve', 'programs/decide-change', 'none'],

  ['GET /v1/offers', 'programs.read', 'nothing', 'none'],
  ['GET /v1/members/:memberNumber/coupons', 'members.read', 'nothing', 'member'],
  ['POST /v1/members/:memberNumber/coupons', 'coupons.manage', 'coupons/issue', 'member'],
  ['POST /v1/coupons/claims', 'coupons.claim', 'coupons/claim', 'none'],
  ['POST /v1/coupons/shared-codes', 'coupons.manage', 'coupons/share-code', 'none'],
  ['GET /v1/coupons/batches', 'coupons.manage', 'nothing', 'none'],
  ['POST /v1/coupons/batches', 'coupons.manage', 'coupons/make-codes', 'none'],
  ['POST /v1/coupons/batches/:batchId/cancel', 'coupons.manage', 'coupons/cancel-codes', 'none'],
  ['GET /v1/coupons/batches/:batchId/codes.csv', 'coupons.manage', 'coupons/export-codes', 'none'],

  ['POST /v1/checkouts/quote', 'checkout.quote', 'nothing', 'refuses other'],
  ['POST /v1/checkouts', 'checkout.settle', 'receipts/settle', 'refuses other'],
  ['POST /v1/refunds', 'checkout.refund', 'receipts/refund', 'refuses other'],
  ['POST /v1/checkouts/:receiptId/void', 'checkout.void', 'receipts/void', 'refuses other'],
  ['GET /v1/checkouts/:receiptId', 'checkout.read', 'receipts/read', 'refuses other'],
  ['GET /v1/checkouts/:receiptId/explanation', 'checkout.read', 'receipts/read', 'refuses other'],
  ['GET /v1/checkouts', 'checkout.read', 'receipts/read', 'refuses other'],
  ['POST /v1/activities', 'activities.record', 'activities/record', 'refuses other'],
  ['GET /v1/members/:memberNumber/activities', 'members.read', 'activities/list', 'member'],
  ['GET /v1/members/:memberNumber/activities/:activityId/explanation', 'members.read', 'activities/list', 'member'],
  ['GET /v1/members/:memberNumber/receipts', 'checkout.read', 'receipts/list', 'lists own'],
  ['GET /v1/refunds/waiting', 'checkout.read', 'nothing', 'lists own'],

  ['GET /v1/dashboard', 'insights.read', 'nothing', 'none'],
  ['GET /v1/dashboard/active-members', 'insights.read', 'figures/list-members', 'none'],
  ['GET /v1/dashboard/receipts', 'insights.read', 'figures/list-receipts', 'none'],
  ['GET /v1/dashboard/point-holders', 'insights.read', 'figures/list-holders', 'none'],

  ['GET /v1/alerts', 'alerts.handle', 'nothing', 'none'],
  ['POST /v1/alerts/:alertId/acknowledge', 'alerts.handle', 'alerts/acknowledge', 'none'],

  ['GET /v1/audit', 'audit.read', 'audit/read', 'none'],
  ['GET /v1/audit/export.csv', 'audit.read', 'audit/export', 'none'],
  ['GET /v1/audit/filters', 'audit.read', 'nothing', 'none'],
  ['GET /v1/members/:memberNumber/audit', 'audit.read-of-member', 'nothing', 'none'],
]

/** Pages are there only when they were built. */
export const pages = ['GET /assets/*', 'GET /console', 'GET /console/*', 'GET /till', 'GET /till/*']
