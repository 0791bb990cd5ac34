import Type from 'typebox'
import { dayOf } from '../../../shared/calendar.ts'
import { closed } from '../../../shared/contract/common.ts'
import { TransferAnswer, TransferBody } from '../../../shared/contract/ledger.ts'
import type { Context } from '../../platform/context.ts'
import { claimOf, type Http, sendAnswer } from '../../platform/http.ts'
import { once } from '../../platform/idempotency.ts'
import { findMemberId } from '../members/index.ts'
import type { ProgramBook } from '../programs/index.ts'
import { Attempt } from '../refusals/index.ts'
import { type Account, usablePoints } from './account.ts'
import { personOf } from './adjustment-routes.ts'
import { assetDirectory } from './asset-directory.ts'
import type { Assets } from './assets.ts'
import { ledgerAudit } from './audit.ts'
import { ledgerErrors } from './errors.ts'
import { type Given, givePoints } from './give-points.ts'
import { transferRuleOf } from './transfer-rule.ts'

const MemberPath = closed({ memberNumber: Type.String({ minLength: 1, maxLength: 20 }) })

export function transferRoutes(http: Http, context: Context, parts: { programs: ProgramBook; assets: Assets }): void {
  const { db, clock, cipher, timeZone: zone } = context

  http.post(
    '/v1/members/:memberNumber/transfers',
    {
      config: { access: 'ledger.adjust', audit: ledgerAudit.action('transfer') },
      schema: { params: MemberPath, body: TransferBody, response: { 201: TransferAnswer } },
    },
    async (request, reply) => {
      const { to: otherNumber, asset: code, points, reason } = request.body
      const { memberNumber } = request.params
      const directory = await assetDirectory(db, parts)
      const attempt = new Attempt('give-points', request.caller, context)
      const answer = await once(context, { ...claimOf(request), keep: attempt.keep }, async tx => {
        const asset = directory.byShownCode(code)
        if (!asset) throw ledgerErrors.make('unknown-asset', { asset: code })
        const from = { memberNumber, memberId: await findMemberId(tx, { memberNumber }, cipher) }
        attempt.about({ memberId: from.memberId, thing: code, name: asset.name })
        const to = {
          memberNumber: otherNumber,
          memberId: await findMemberId(tx, { memberNumber: otherNumber }, cipher),
        }
        const now = clock.now()
        const asked = { from, to, assetId: asset.assetId, points, reason, askedBy: personOf(request.caller) }
        const rule = transferRuleOf(parts.programs, asset, now)
        if (rule) attempt.about({ program: { code: asset.programCode, version: rule.programVersion } })
        const given = await givePoints(tx, asked, { rule, now, zone })
        request.deed.about({ thing: `transfer/${given.transferId}` })
        const names = { asset: code, points, reason, from: memberNumber, to: otherNumber }
        return { status: 201, body: transferAnswer(given, names, zone) }
      })
      return sendAnswer(reply, answer)
    },
  )
}

type Named = { asset: string; points: number; reason: string; from: string; to: string }

function transferAnswer({ transferId, giver, receiver, moved }: Given, named: Named, zone: string) {
  const { from, to, ...said } = named
  return {
    transferId,
    ...said,
    from: sideAnswer(giver, from),
    to: sideAnswer(receiver, to),
    moved: moved.map(({ entry, lot }) => ({
      points: entry.amount,
      expiresAt: lot.expiresAtMs === null ? null : new Date(lot.expiresAtMs).toISOString(),
      lastDay: lot.expiresAtMs === null ? null : dayOf(new Date(lot.expiresAtMs - 1), zone),
      version: entry.version,
    })),
  }
}

function sideAnswer(account: Account, memberNumber: string) {
  return { memberNumber, balance: account.posted, usable: usablePoints(account), debt: account.debt }
}
