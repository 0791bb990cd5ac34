import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { ConnectionTarget } from '../../src/server/platform/database.ts'

const projectFolder = join(import.meta.dirname, '../..')

export type OwnProcess = {
  address: string
  /** Everything that it wrote so far: its log, and whatever else went to its outputs. */
  output: () => string
  stop: () => Promise<void>
}

type Start = { file: 'main' | 'worker'; target: ConnectionTarget; settings: Record<string, string> }

/** A process of ours as it really runs, with everything that it writes caught. */
export async function startProcess({ file, target, settings }: Start): Promise<OwnProcess> {
  const child = spawn(process.execPath, [join(projectFolder, `src/server/${file}.ts`)], {
    cwd: projectFolder,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: { ...process.env, HOST: '127.0.0.1', PORT: '0', ...settings },
  })
  let text = ''
  const keep = (part: Buffer) => {
    text += part.toString('utf8')
  }
  child.stdout?.on('data', keep)
  child.stderr?.on('data', keep)
  child.send({ kind: 'begin', target })
  const [ready] = await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(() => {
      throw new Error(`the process ended at its start:\n${text}`)
    }),
  ])
  return {
    address: String(ready.address ?? ''),
    output: () => text,
    stop: async () => {
      if (child.exitCode !== null) return
      const ended = once(child, 'exit')
      child.kill('SIGTERM')
      await ended
    },
  }
}
