import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { type BeginMessage, isReady } from '../platform/supervised-process.ts'
import type { StartSandbox } from './keep-sandbox.ts'

/** A sandbox serves a few people: it is to be small rather than quick, beside a shop that needs the memory. */
const smallArguments = ['--max-semi-space-size=2', '--optimize-for-size'] as const

const file = join(import.meta.dirname, 'main.ts')

/**
 * Starts the process of a sandbox. It is told the sandbox's database and no other, and ends with whoever started it.
 * @throws when it ends before it is ready
 */
export const startSandboxProcess: StartSandbox = async target => {
  const child = fork(file, { stdio: 'inherit', execArgv: [...smallArguments] })
  const begin: BeginMessage = { kind: 'begin', target, name: 'sandbox' }
  child.send(begin, () => undefined)
  return { port: await portOf(child), isRunning: () => isRunning(child), stop: () => stop(child) }
}

function portOf(child: ChildProcess): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>()
  child.on('message', message => {
    if (isReady(message)) resolve(Number(new URL(message.address ?? '').port))
  })
  child.once('exit', code => reject(new Error(`The process of the sandbox ended at its start (exit code ${code}).`)))
  child.once('error', reject)
  return promise
}

const isRunning = (child: ChildProcess) => child.exitCode === null && child.signalCode === null

/** It ends by itself in time, see supervised-process.ts. */
async function stop(child: ChildProcess): Promise<void> {
  if (!isRunning(child)) return
  const exit = once(child, 'exit')
  child.kill('SIGTERM')
  await exit
}
