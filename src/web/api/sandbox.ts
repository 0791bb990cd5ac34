import type { Static } from 'typebox'
import type { ClockBody, DiaryList, SandboxAnswer, SandboxBody } from '../../shared/contract/sandbox.ts'
import { setPageNow } from '../ui/page-now.ts'
import { read, send } from './client.ts'
import { ApiError } from './errors.ts'

export type Sandbox = Static<typeof SandboxAnswer>
export type TestClock = NonNullable<Sandbox['clock']>
export type Diary = Static<typeof DiaryList>

/** What it says of its time counts for everything that a page calls today. */
function noted(answer: Sandbox): Sandbox {
  if (answer.clock) setPageNow(answer.clock.now)
  return answer
}

export const readSandbox = async () => noted(await read<Sandbox>('/v1/sandbox'))
export const readDiary = () => read<Diary>('/v1/sandbox/diary', { pageSize: 100 })
export const askForRoom = (body: SandboxBody, key: string) => send<Sandbox>('POST', '/v1/sandbox', { body, key })
export const moveClock = async (body: ClockBody, key: string) =>
  noted(await send<Sandbox>('POST', '/v1/sandbox/clock', { body, key }))

/** For the banner, which is there before anybody is signed in: that nobody is, is no news. */
export const readSandboxQuietly = () =>
  readSandbox().catch(error => {
    if (error instanceof ApiError && (error.status === 401 || error.status === 403)) return null
    throw error
  })
