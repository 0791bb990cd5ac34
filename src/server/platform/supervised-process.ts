import cluster from 'node:cluster'
import { setTimeout as pause } from 'node:timers/promises'
import type { ConnectionTarget } from './database.ts'

/** What the supervisor tells a process: the database is up, here it is. */
export type BeginMessage = { kind: 'begin'; target: ConnectionTarget; name: string }
/** What the supervisor tells a process that another one has taken over from: there is no hurry, nobody may notice. */
export type HandOverMessage = { kind: 'hand-over' }
/** What a process answers when it does its work. */
export type ReadyMessage = { kind: 'ready'; address?: string }

export type RunningWork = {
  /** Where it can be reached, when it listens. */
  address?: string
  /** Finishes what was accepted, then lets go of everything. `isHandOver`: another process does the same work already. */
  stop(how: { isHandOver: boolean }): Promise<void>
}

/** How long a process may take to finish what it has accepted. The supervisor waits a little longer. */
export const drainMs = 10_000

type Duty = {
  /** `name` tells it apart from the others of its system. */
  begin: (target: ConnectionTarget, name: string) => Promise<RunningWork>
  /** Its name where no supervisor gives it one. */
  ownName: string
  /** The database for a process that runs alone, without a supervisor to name it. */
  ownDatabaseUrl: string
  /** How long it serves on before it begins to drain. */
  noticeMs?: number
}

/**
 * The life of one of our processes: it begins when the supervisor says so (or at once, when it runs alone), and ends
 * orderly on SIGTERM or when the supervisor is gone, so that a killed supervisor leaves no orphan.
 */
export function runProcess({ begin, ownName, ownDatabaseUrl, noticeMs = 0 }: Duty): void {
  let work: Promise<RunningWork> | undefined
  let isEnding = false

  const end = async ({ isHandOver }: { isHandOver: boolean }) => {
    if (isEnding) return
    isEnding = true
    const stopped = work?.then(running => running.stop({ isHandOver })).catch(report)
    // The work keeps to its own limit; this is for what hangs after it.
    await Promise.race([stopped, pause(noticeMs + drainMs + 1_000)])
    process.exit(0)
  }
  const start = (target: ConnectionTarget, name: string) => {
    work = begin(target, name)
    work.then(
      ({ address }) => tellSupervisor({ kind: 'ready', ...(address ? { address } : {}) }),
      error => {
        report(error)
        process.exit(1)
      },
    )
  }

  process.on('SIGTERM', () => void end({ isHandOver: false }))
  if (!process.send) {
    if (!ownDatabaseUrl) throw new Error('A process without a supervisor needs DATABASE_URL.')
    process.on('SIGINT', () => void end({ isHandOver: false }))
    start({ connectionString: ownDatabaseUrl }, ownName)
    return
  }
  // A terminal sends these to all processes at once; the supervisor decides, and ends us in the right order.
  process.on('SIGINT', () => undefined)
  process.on('SIGHUP', () => undefined)
  // Node ends a process that shares its port at once when the supervisor is gone, unless it was to leave anyway.
  if (cluster.worker) cluster.worker.exitedAfterDisconnect = true
  process.on('disconnect', () => void end({ isHandOver: false }))
  process.on('message', (message: unknown) => {
    if (isBegin(message) && !work) start(message.target, message.name)
    if (isHandOver(message)) void end({ isHandOver: true })
  })
}

const report = (error: unknown) => console.error(error)

function tellSupervisor(message: ReadyMessage): void {
  if (process.connected) process.send?.(message)
}

/** The sender is our own supervisor, of the same version: the kind is proof enough of the rest. */
const isBegin = (message: unknown): message is BeginMessage => kindOf(message) === 'begin'
const isHandOver = (message: unknown): message is HandOverMessage => kindOf(message) === 'hand-over'
export const isReady = (message: unknown): message is ReadyMessage => kindOf(message) === 'ready'

function kindOf(message: unknown): unknown {
  return typeof message === 'object' && message !== null && 'kind' in message ? message.kind : undefined
}
