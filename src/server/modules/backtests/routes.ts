import Type from 'typebox'
import { dayOf } from '../../../shared/calendar.ts'
import {
  BacktestAnswer,
  BacktestBody,
  BacktestList,
  RedemptionHabit,
  StartedBacktest,
} from '../../../shared/contract/backtests.ts'
import { closed } from '../../../shared/contract/common.ts'
import type { Context } from '../../platform/context.ts'
import { claimOf, type Http, sendAnswer } from '../../platform/http.ts'
import { once } from '../../platform/idempotency.ts'
import type { ProgramBook } from '../programs/index.ts'
import { summaryAnswer } from './answers.ts'
import { backtestAudit } from './audit.ts'
import { cancelBacktest } from './cancel-backtest.ts'
import { backtestErrors } from './errors.ts'
import { giftHabit } from './gift-assumption.ts'
import { monthsFile, moversText } from './movers-file.ts'
import { redemptionHabit } from './redemption-habit.ts'
import { findBacktest, findMovers, listBacktests } from './run-store.ts'
import { startBacktest } from './start-backtest.ts'

const access = 'programs.publish'
const listMax = 50
const figures = { none: 'shows figures of a trial, and of persons only ten receipts by member number' }
const BacktestPath = closed({ backtestId: Type.String({ pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' }) })

export function backtestRoutes(http: Http, context: Context, { programs }: { programs: ProgramBook }): void {
  const { db, clock, timeZone } = context

  http.get(
    '/v1/backtests',
    { config: { access, audit: figures }, schema: { response: { 200: BacktestList } } },
    async () => {
      const runs = await listBacktests(db, listMax)
      return { backtests: runs.map(run => summaryAnswer(run, clock.now())) }
    },
  )

  http.get(
    '/v1/backtests/habit/:programCode',
    {
      config: { access, audit: { none: 'shows shares of all members together' } },
      schema: { params: closed({ programCode: Type.String() }), response: { 200: RedemptionHabit } },
    },
    async request => {
      const { programCode } = request.params
      const today = dayOf(clock.now(), timeZone)
      return {
        ...(await redemptionHabit(db, programCode)),
        ...(await giftHabit(db, { programCode, today, zone: timeZone })),
      }
    },
  )

  http.post(
    '/v1/backtests',
    {
      config: { access, audit: backtestAudit.action('start') },
      schema: { body: BacktestBody, response: { 202: StartedBacktest } },
    },
    async (request, reply) => {
      await programs.refresh()
      const answer = await once(context, claimOf(request), async tx => {
        const { body, caller } = request
        const asked = { body, askedBy: caller.name, book: programs, now: clock.now(), zone: timeZone }
        const { backtestId, programCode } = await startBacktest(tx, asked)
        request.deed.about({ thing: `backtest/${programCode}/${backtestId}` })
        return { status: 202, body: { backtestId } }
      })
      return sendAnswer(reply, answer)
    },
  )

  http.get(
    '/v1/backtests/:backtestId',
    { config: { access, audit: figures }, schema: { params: BacktestPath, response: { 200: BacktestAnswer } } },
    async request => {
      const run = await findBacktest(db, request.params.backtestId)
      if (!run) throw backtestErrors.make('not-found')
      return { ...summaryAnswer(run, clock.now()), report: run.report }
    },
  )

  http.delete(
    '/v1/backtests/:backtestId',
    {
      config: { access, audit: backtestAudit.action('cancel') },
      schema: { params: BacktestPath, response: { 200: StartedBacktest } },
    },
    async (request, reply) => {
      const { backtestId } = request.params
      request.deed.about({ thing: `backtest/${backtestId}` })
      const answer = await once(context, claimOf(request), async tx => {
        await cancelBacktest(tx, { backtestId, now: clock.now() })
        return { status: 200, body: { backtestId } }
      })
      return sendAnswer(reply, answer)
    },
  )

  http.get(
    '/v1/backtests/:backtestId/movers.csv',
    { config: { access, audit: backtestAudit.action('export-movers') }, schema: { params: BacktestPath } },
    async (request, reply) => {
      request.deed.about({ thing: `backtest/${request.params.backtestId}` })
      const movers = await findMovers(db, request.params.backtestId)
      if (!movers) throw backtestErrors.make('not-done')
      reply.type('text/csv; charset=utf-8').header('content-disposition', 'attachment; filename="movers.csv"')
      return reply.send(moversText(movers))
    },
  )

  http.get(
    '/v1/backtests/:backtestId/months.csv',
    { config: { access, audit: figures }, schema: { params: BacktestPath } },
    async (request, reply) => {
      const run = await findBacktest(db, request.params.backtestId)
      if (!run?.report) throw backtestErrors.make(run ? 'not-done' : 'not-found')
      reply.type('text/csv; charset=utf-8').header('content-disposition', 'attachment; filename="months.csv"')
      return reply.send(monthsFile(run.report))
    },
  )
}
