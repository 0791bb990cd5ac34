import { Readable } from 'node:stream'
import Type from 'typebox'
import { closed, InstantText } from '../../../shared/contract/common.ts'
import { AudienceQuery } from '../../../shared/contract/explanations.ts'
import {
  AdjustmentAnswer,
  BalanceList,
  EntryAnswer,
  EntryList,
  EntryQuery,
  Explanation,
} from '../../../shared/contract/ledger.ts'
import { languageOf } from '../../../shared/languages.ts'
import type { Context } from '../../platform/context.ts'
import type { Http } from '../../platform/http.ts'
import { httpErrors } from '../../platform/http-errors.ts'
import { findMemberId } from '../members/index.ts'
import { storeDirectory } from '../organisation/index.ts'
import { audienceFor, type ProgramBook } from '../programs/index.ts'
import { adjustmentRoutes } from './adjustment-routes.ts'
import { balancesAnswer, entryAnswer, explanationAnswer, type Names } from './answers.ts'
import { type AssetDirectory, assetDirectory, type NamedAsset } from './asset-directory.ts'
import { Assets } from './assets.ts'
import { ledgerAudit } from './audit.ts'
import { ledgerErrors } from './errors.ts'
import { exportEntries } from './export-entries.ts'
import { type EntryPlace, findBalances, findEntries, findEntry } from './statement-store.ts'
import { transferRoutes } from './transfer-routes.ts'
import { transferRuleOf } from './transfer-rule.ts'

const memberPath = { memberNumber: Type.String({ minLength: 1, maxLength: 20 }) }
const assetCode = Type.String({ minLength: 1, maxLength: 129 })
const access = 'ledger.read'
const pageSizeUsual = 50

export type LedgerParts = { programs: ProgramBook; assets?: Assets }

export function ledgerRoutes(
  http: Http,
  context: Context,
  { programs, assets = new Assets(context.db) }: LedgerParts,
): void {
  http.addSchema(EntryAnswer)
  http.addSchema(AdjustmentAnswer)
  const parts = { programs, assets }
  balanceRoute(http, context, parts)
  entryRoutes(http, context, parts)
  adjustmentRoutes(http, context, parts)
  transferRoutes(http, context, parts)
}

function balanceRoute(http: Http, context: Context, parts: Required<LedgerParts>): void {
  const { db, clock, cipher, timeZone } = context

  http.get(
    '/v1/members/:memberNumber/balances',
    {
      config: { access, audit: { none: 'tells the points of a number that is known already' } },
      schema: {
        params: closed(memberPath),
        querystring: closed({ asOf: Type.Optional(InstantText) }),
        response: { 200: BalanceList },
      },
    },
    async request => {
      const now = clock.now()
      const at = request.query.asOf === undefined ? now : pastInstant(request.query.asOf, now)
      const memberId = await findMemberId(db, request.params, cipher)
      const directory = await assetDirectory(db, parts)
      const balances = await findBalances(db, { memberId, at, isNow: request.query.asOf === undefined })
      const { memberNumber } = request.params
      const ruleOf = (asset: NamedAsset) => transferRuleOf(parts.programs, asset, now)
      return {
        memberNumber,
        asOf: at.toISOString(),
        balances: balancesAnswer(balances, directory, { zone: timeZone, ruleOf }),
      }
    },
  )
}

function entryRoutes(http: Http, context: Context, parts: Required<LedgerParts>): void {
  const { db, cipher } = context

  http.get(
    '/v1/members/:memberNumber/entries',
    {
      config: { access, audit: ledgerAudit.action('read-entries') },
      schema: { params: closed(memberPath), querystring: EntryQuery, response: { 200: EntryList } },
    },
    async request => {
      const { asset, after, pageSize: max = pageSizeUsual } = request.query
      const memberId = await findMemberId(db, request.params, cipher)
      const names = await readNames(context, parts, request)
      const assetId = asset === undefined ? null : knownAsset(names.assets, asset).assetId
      const entries = await findEntries(db, { memberId, assetId, after: placeOf(after), max })
      const last = entries.length < max ? undefined : entries.at(-1)
      return { entries: entries.map(entry => entryAnswer(entry, names)), next: last ? textOf(last) : null }
    },
  )

  http.get(
    '/v1/members/:memberNumber/entries/export.csv',
    {
      config: { access, audit: ledgerAudit.action('export-entries') },
      schema: { params: closed(memberPath), querystring: closed({ asset: Type.Optional(assetCode) }) },
    },
    async (request, reply) => {
      const { asset } = request.query
      const memberId = await findMemberId(db, request.params, cipher)
      const names = await readNames(context, parts, request)
      const assetId = asset === undefined ? null : knownAsset(names.assets, asset).assetId
      reply.type('text/csv; charset=utf-8').header('content-disposition', 'attachment; filename="entries.csv"')
      return reply.send(Readable.from(exportEntries(db, { memberId, assetId }, names), { objectMode: false }))
    },
  )

  http.get(
    '/v1/members/:memberNumber/entries/:asset/:version/explain',
    {
      config: { access, audit: ledgerAudit.action('read-entries') },
      schema: {
        params: closed({
          ...memberPath,
          asset: assetCode,
          version: Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER }),
        }),
        querystring: AudienceQuery,
        response: { 200: Explanation },
      },
    },
    async request => {
      const audience = audienceFor(request.caller, request.query.audience)
      const memberId = await findMemberId(db, request.params, cipher)
      const names = await readNames(context, parts, request)
      const { assetId } = knownAsset(names.assets, request.params.asset)
      const detail = await findEntry(db, { memberId, assetId, version: request.params.version })
      if (!detail) throw ledgerErrors.make('no-such-entry')
      return explanationAnswer(detail, names, { programs: parts.programs, audience })
    },
  )
}

type Asked = { headers: { 'accept-language'?: string | undefined } }

async function readNames({ db }: Context, parts: Required<LedgerParts>, { headers }: Asked): Promise<Names> {
  const [assets, stores] = [await assetDirectory(db, parts), await storeDirectory(db)]
  return { assets, stores, language: languageOf(headers['accept-language']) }
}

/** @throws ledger/unknown-asset */
function knownAsset(directory: AssetDirectory, code: string): NamedAsset {
  const asset = directory.byShownCode(code)
  if (!asset) throw ledgerErrors.make('unknown-asset', { asset: code })
  return asset
}

/** @throws ledger/as-of-in-the-future */
function pastInstant(text: string, now: Date): Date {
  const at = new Date(text)
  if (Number.isNaN(at.getTime())) throw httpErrors.make('invalid', { first: `asOf=${text}` })
  if (at > now) throw ledgerErrors.make('as-of-in-the-future', { asOf: text })
  return at
}

function textOf({ postedMicros, assetId, version }: EntryPlace): string {
  return `${postedMicros}-${assetId}-${version}`
}

function placeOf(text: string | undefined): EntryPlace | null {
  if (text === undefined) return null
  const [, postedMicros, assetId, version] = /^(\d{1,16})-(\d{1,5})-(\d{1,15})$/.exec(text) ?? []
  if (!version || Number(assetId) > 32_767) throw httpErrors.make('invalid', { first: `after=${text}` })
  return { postedMicros: Number(postedMicros), assetId: Number(assetId), version: Number(version) }
}
