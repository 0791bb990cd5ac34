import { type ChildProcess, fork } from 'node:child_process'
import { join } from 'node:path'
import { projectFolder } from '../../src/cli/database-server.ts'
import type { ConnectionTarget } from '../../src/server/platform/database.ts'
import { type BeginMessage, isReady } from '../../src/server/platform/supervised-process.ts'

/** One process of the server as `npm start` runs it, but without anybody who starts it again: a benchmark wants to know. */
export class ServerProcess {
  readonly #child: ChildProcess

  constructor(file: string, environment: Readonly<Record<string, string>>, nodeArguments: readonly string[] = []) {
    this.#child = fork(join(projectFolder, file), {
      // The shell's own settings must not change what is measured.
      env: { PATH: '/usr/bin:/bin', HOME: '/root', ...environment },
      execArgv: [...nodeArguments],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    })
  }

  get pid(): number {
    const { pid } = this.#child
    if (pid === undefined) throw new Error('the process could not be started')
    return pid
  }

  /** @returns the address at which it listens, if it does */
  begin(target: ConnectionTarget): Promise<string | undefined> {
    const message: BeginMessage = { kind: 'begin', target, name: 'bench' }
    return new Promise((resolve, reject) => {
      this.#child.on('message', answer => {
        if (isReady(answer)) resolve(answer.address)
      })
      this.#child.once('exit', code => reject(new Error(`the process ended before it was ready (${code})`)))
      this.#child.send(message)
    })
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return
    const ended = new Promise(resolve => this.#child.once('exit', resolve))
    this.#child.kill('SIGTERM')
    await ended
  }
}
