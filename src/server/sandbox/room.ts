import { sandboxErrors } from './errors.ts'

export const roomContents = ['empty', 'members'] as const
export type Contents = (typeof roomContents)[number]
export const roomActions = ['open', 'reset', 'remove'] as const
export type RoomAction = (typeof roomActions)[number]

/** The sandbox as the shop knows it. `waiting` and `making`: what was asked for is not done yet. */
export type Room = {
  requestNumber: number
  isWanted: boolean
  contents: Contents
  state: 'waiting' | 'making' | 'open' | 'closed' | 'failed'
  askedAt: Date
  port: number | null
  problem: string | null
}

/** @throws sandbox/already-there, sandbox/not-there */
export function refuseAction(action: RoomAction, room: Pick<Room, 'isWanted'> | undefined): void {
  const isThere = room?.isWanted ?? false
  if (action === 'open' && isThere) throw sandboxErrors.make('already-there')
  if (action !== 'open' && !isThere) throw sandboxErrors.make('not-there')
}

/** What the background process does next about a sandbox, given whether its process runs. */
export type Step = 'nothing' | 'make' | 'start' | 'remove'

export function nextStep(room: Pick<Room, 'isWanted' | 'state'> | undefined, isRunning: boolean): Step {
  if (!room) return 'nothing'
  if (!room.isWanted) return room.state === 'closed' ? 'nothing' : 'remove'
  // Whoever was making it has ended in the middle of it: only one process ever works on it.
  if (room.state === 'waiting' || room.state === 'making') return 'make'
  return room.state === 'open' && !isRunning ? 'start' : 'nothing'
}
