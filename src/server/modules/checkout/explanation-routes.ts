import Type from 'typebox'
import { AudienceQuery, ExplainedSentence, ReceiptExplanation } from '../../../shared/contract/explanations.ts'
import { languageOf } from '../../../shared/languages.ts'
import type { Context } from '../../platform/context.ts'
import type { Http } from '../../platform/http.ts'
import { type Assets, assetDirectory } from '../ledger/index.ts'
import { audienceFor, type ProgramBook, tellerFor } from '../programs/index.ts'
import { receiptAudit } from './audit.ts'
import { explainReceipt } from './explain-receipt.ts'
import { readReceiptId } from './prepare.ts'

/** The first of the routes that explain: it brings the sentence that all of them answer with. */
export function explanationRoutes(http: Http, { db }: Context, parts: { programs: ProgramBook; assets: Assets }): void {
  http.addSchema(ExplainedSentence)

  http.get(
    '/v1/checkouts/:receiptId/explain',
    {
      config: { access: 'checkout.read', audit: receiptAudit.action('read') },
      schema: {
        params: Type.Object({ receiptId: Type.String({ maxLength: 60 }) }),
        querystring: AudienceQuery,
        response: { 200: ReceiptExplanation },
      },
    },
    async request => {
      const audience = audienceFor(request.caller, request.query.audience)
      const receiptId = readReceiptId(request.params.receiptId)
      const { explanation, memberNumber, storeId } = await explainReceipt(db, receiptId, {
        storeIds: request.caller.storeIds,
        teller: tellerFor(audience, languageOf(request.headers['accept-language'])),
        assets: await assetDirectory(db, parts),
        programs: parts.programs,
      })
      const shownMembers = memberNumber === null ? 0 : 1
      request.deed.about({ thing: `receipt/${receiptId}`, memberNumber, storeId, shownMembers })
      return explanation
    },
  )
}
