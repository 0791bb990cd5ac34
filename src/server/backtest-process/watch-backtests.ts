import { isBacktestDue } from '../modules/backtests/index.ts'
import type { Context } from '../platform/context.ts'
import type { Started } from './start-process.ts'

export type WatchBacktests = { start: () => Started }

/**
 * Back-tests run in a process of their own: one that takes gigabytes gives all of them back, and one that is killed, be
 * it by the kernel for its memory or by an engine that found a fault in itself, takes nobody's work with it.
 * @returns a background task that starts that process whenever a back-test waits and nobody runs one
 */
export function watchBacktests({ start }: WatchBacktests) {
  return async ({ db }: Pick<Context, 'db'>, ending?: AbortSignal): Promise<number> => {
    if (ending?.aborted || !(await isBacktestDue(db))) return 0
    const { child, ended } = start()
    const stop = () => void child.kill('SIGTERM')
    ending?.addEventListener('abort', stop)
    try {
      await ended
    } finally {
      ending?.removeEventListener('abort', stop)
    }
    return 1
  }
}
