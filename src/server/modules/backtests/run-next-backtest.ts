import type { Texts } from '../../../shared/languages.ts'
import type { Context } from '../../platform/context.ts'
import type { Database } from '../../platform/database.ts'
import { storeDirectory } from '../organisation/index.ts'
import { ProgramBook } from '../programs/index.ts'
import { backtestErrors } from './errors.ts'
import { moversFile } from './movers-file.ts'
import { type Replayed, replayHistory } from './replay-history.ts'
import {
  beginReading,
  claimNext,
  countWaiting,
  isNobodyRunning,
  markDone,
  markEnded,
  markStopped,
  noteProgress,
} from './run-store.ts'

/** So often is the progress written and a wish to cancel looked for. */
const lookMs = 300

const textsOf = (reason: 'stopped' | 'failed'): Texts => backtestErrors.make(reason).texts

/** Whether one waits, or one ran in a process that is gone, and nobody runs one now. */
export async function isBacktestDue(db: Database): Promise<boolean> {
  return (await countWaiting(db)) > 0 && db.transaction(isNobodyRunning)
}

/**
 * Runs the back-test that waits longest, if none runs anywhere. What ran in a process that is gone is marked as stopped.
 * @returns how many were run
 */
export async function runNextBacktest(context: Context, ending?: AbortSignal): Promise<number> {
  const { db, clock } = context
  if ((await countWaiting(db)) === 0) return 0
  return db.transaction(async reading => {
    if (!(await beginReading(reading))) return 0
    await markStopped(db, { problem: textsOf('stopped'), now: clock.now() })
    const next = await claimNext(db, clock.now())
    if (!next) return 0
    const { backtestId } = next
    const watch = watchOver(context, backtestId, ending)
    try {
      const book = new ProgramBook(db, context.timeZone)
      await book.refresh()
      const replayed = await replayHistory(reading, {
        document: next.document,
        request: next.request,
        book,
        directory: await storeDirectory(db),
        now: clock.now(),
        zone: context.timeZone,
        onProgress: watch.note,
        signal: watch.signal,
      })
      await finish(context, { backtestId, replayed, watch })
    } catch (error) {
      if (ending?.aborted) await markEnded(db, ended(context, backtestId, 'stopped'))
      // Whoever cancelled has marked it already; anything else is a fault that the log tells.
      else if (!watch.signal.aborted) {
        await markEnded(db, ended(context, backtestId, 'failed'))
        throw error
      }
    } finally {
      await watch.end()
    }
    return 1
  })
}

type Watch = ReturnType<typeof watchOver>

async function finish(
  { db, clock }: Context,
  { backtestId, replayed, watch }: { backtestId: string; replayed: Replayed; watch: Watch },
): Promise<void> {
  const { report, movers } = replayed
  await watch.end()
  const done = report.receipts + (report.activities ?? 0)
  await noteProgress(db, { backtestId, done, total: done })
  await markDone(db, { backtestId, report, movers: moversFile(movers), now: clock.now() })
}

function ended({ clock }: Context, backtestId: string, state: 'stopped' | 'failed') {
  return { backtestId, state, problem: textsOf(state), now: clock.now() }
}

/** Writes how far a run is, and aborts it when somebody cancels or the process is to end. */
function watchOver({ db }: Context, backtestId: string, ending: AbortSignal | undefined) {
  const stopping = new AbortController()
  const stop = () => stopping.abort(new Error('the process ends'))
  let done = 0
  let total = 0
  let looking: Promise<void> = Promise.resolve()
  const look = async () => {
    const isRunning = await noteProgress(db, { backtestId, done, total }).catch(() => true)
    if (!isRunning) stopping.abort(new Error('cancelled'))
  }
  const timer = setInterval(() => {
    looking = look()
  }, lookMs)
  if (ending?.aborted) stop()
  ending?.addEventListener('abort', stop)
  return {
    signal: stopping.signal,
    note: (doneNow: number, totalNow: number) => {
      done = doneNow
      total = totalNow
    },
    end: async () => {
      clearInterval(timer)
      ending?.removeEventListener('abort', stop)
      await looking
    },
  }
}
