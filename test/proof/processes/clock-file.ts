import { readFileSync, renameSync, writeFileSync } from 'node:fs'

// One clock for all processes of a run: a file that holds milliseconds since 1970. It stands still until it is moved.

export function readClock(file: string): number {
  const ms = Number(readFileSync(file, 'utf8'))
  if (!Number.isSafeInteger(ms) || ms <= 0) throw new Error(`${file} holds no instant`)
  return ms
}

/** Moves the clock in one step, so that nobody ever reads half a number. */
export function moveClock(file: string, ms: number): void {
  writeFileSync(`${file}.next`, String(ms))
  renameSync(`${file}.next`, file)
}
