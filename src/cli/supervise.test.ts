import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { forked, SupervisedProcess } from './supervise.ts'

let folder = ''
let good = ''
let bad = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'regulars-supervise-'))
  good = join(folder, 'good.mjs')
  bad = join(folder, 'bad.mjs')
  await writeFile(
    good,
    `process.on('message', ({ kind, name }) => {
       if (kind === 'begin') process.send({ kind: 'ready', address: name })
       if (kind === 'hand-over') process.exit(0)
     })`,
  )
  await writeFile(bad, `process.on('message', () => process.exit(3))`)
})
afterAll(() => rm(folder, { recursive: true }))

const target = { connectionString: 'postgres://nowhere' }

/** A supervised process whose next one runs the file that `next` names. */
function supervise(next: { file: string }) {
  const log: string[] = []
  const duty = {
    name: 'till',
    spawn: () => forked(next.file)(),
    log: (text: string) => log.push(text),
    hear: () => undefined,
  }
  return { log, supervised: new SupervisedProcess(duty) }
}

const isRunning = (pid: number | undefined) => {
  try {
    return process.kill(pid ?? 0, 0)
  } catch {
    return false
  }
}

test('a process is replaced when the new one works, and the old one is gone', async () => {
  const { supervised, log } = supervise({ file: good })
  expect(await supervised.begin(target)).toBe('till')
  const old = supervised.child.pid
  await supervised.replace()
  expect(supervised.child.pid).not.toBe(old)
  expect([isRunning(old), isRunning(supervised.child.pid)]).toEqual([false, true])
  await supervised.stop()
  expect(log).toEqual([])
})

test('where the new one does not come to work, the old one goes on, and the reason is told', async () => {
  const next = { file: good }
  const { supervised, log } = supervise(next)
  await supervised.begin(target)
  const old = supervised.child.pid
  next.file = bad
  await expect(supervised.replace()).rejects.toThrow('The till process ended before it was ready (exit code 3).')
  expect([supervised.child.pid, isRunning(old)]).toEqual([old, true])
  expect(log).toEqual([])
  await supervised.stop()
  expect(isRunning(old)).toBe(false)
})
