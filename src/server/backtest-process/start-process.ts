import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { ConnectionTarget } from '../platform/database.ts'
import type { BeginMessage } from '../platform/supervised-process.ts'

export type Started = { child: ChildProcess; ended: Promise<void> }

const file = join(import.meta.dirname, 'main.ts')

/**
 * Starts the process that runs what waits. It ends with whoever started it.
 * `ended` rejects when it ended otherwise than by itself.
 */
export function startBacktestProcess(target: ConnectionTarget): Started {
  const child = fork(file, { stdio: 'inherit', execArgv: [] })
  const begin: BeginMessage = { kind: 'begin', target, name: 'back-tests' }
  child.send(begin, () => undefined)
  return { child, ended: endOf(child) }
}

async function endOf(child: ChildProcess): Promise<void> {
  await once(child, 'exit')
  if (child.exitCode !== 0)
    throw new Error(`the process of back-tests ended by ${child.signalCode ?? `exit code ${child.exitCode}`}`)
}
