import { ClockBody, DiaryList, DiaryQuery, SandboxAnswer, SandboxBody } from '../../shared/contract/sandbox.ts'
import { languageOf } from '../../shared/languages.ts'
import type { Assets } from '../modules/ledger/index.ts'
import type { ProgramBook } from '../modules/programs/index.ts'
import type { Context } from '../platform/context.ts'
import { claimOf, type Http, sendAnswer } from '../platform/http.ts'
import { once } from '../platform/idempotency.ts'
import { askForRoom } from './ask-for-room.ts'
import { askForTime } from './ask-for-time.ts'
import { sandboxAudit } from './audit.ts'
import { sandboxErrors } from './errors.ts'
import { findRoom } from './room-store.ts'
import { showDiary } from './show-diary.ts'
import { clockAnswer, roomAnswer } from './show-sandbox.ts'

/** What a sandbox can do about its time: without it, whoever serves these routes is a shop. */
export type MovableTime = { wake(): void; readonly problem: string | null }

export type SandboxRouteParts = { programs: ProgramBook; assets: Assets; time: MovableTime | undefined }

const linesPerPage = 50

/** The same routes in the shop and in its sandbox: each refuses what only the other does. */
export function sandboxRoutes(http: Http, context: Context, { programs, assets, time }: SandboxRouteParts): void {
  const { db, clock, config, timeZone: zone } = context
  const access = 'sandbox.use'
  http.addSchema(SandboxAnswer)
  const placeOf = (host: string) => ({ sandboxUrl: config.sandboxUrl, host })

  http.get(
    '/v1/sandbox',
    {
      // Every page of a sandbox says which day it is, whoever looks at it.
      config: { access: 'organisation.read', audit: { none: 'tells of a clock, and no member' } },
      schema: { response: { 200: SandboxAnswer } },
    },
    async request =>
      time
        ? clockAnswer(context, { programs, problem: time.problem })
        : roomAnswer(await findRoom(db), placeOf(request.hostname)),
  )

  http.post(
    '/v1/sandbox',
    {
      config: { access, audit: sandboxAudit.action('ask') },
      schema: { body: SandboxBody, response: { 202: SandboxAnswer } },
    },
    async (request, reply) => {
      const { action, contents } = request.body
      request.deed.about({ thing: `sandbox/${action}` })
      const answer = await once(context, claimOf(request), async tx => {
        if (time) throw sandboxErrors.make('asked-inside')
        const room = await askForRoom(tx, { action, contents, now: clock.now() })
        return { status: 202, body: roomAnswer(room, placeOf(request.hostname)) }
      })
      return sendAnswer(reply, answer)
    },
  )

  http.post(
    '/v1/sandbox/clock',
    {
      config: { access, audit: sandboxAudit.action('move-clock') },
      schema: { body: ClockBody, response: { 202: SandboxAnswer } },
    },
    async (request, reply) => {
      const answer = await once(context, claimOf(request), async tx => {
        if (!time) throw sandboxErrors.make('real-clock')
        await askForTime(tx, { wish: request.body, now: clock.now(), zone })
        return { status: 202, body: await clockAnswer({ db: tx, clock, timeZone: zone }, { programs, problem: null }) }
      })
      time?.wake()
      return sendAnswer(reply, answer)
    },
  )

  http.get(
    '/v1/sandbox/diary',
    {
      config: { access, audit: { none: 'a sandbox knows only invented members' } },
      schema: { querystring: DiaryQuery, response: { 200: DiaryList } },
    },
    async request => {
      if (!time) throw sandboxErrors.make('no-diary')
      const { before = null, pageSize = linesPerPage } = request.query
      const showing = { context, programs, assets, language: languageOf(request.headers['accept-language']) }
      return { lines: await showDiary(showing, { before, max: pageSize }) }
    },
  )
}
