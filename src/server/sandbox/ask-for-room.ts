import type { Transaction } from '../platform/database.ts'
import { type Contents, type Room, type RoomAction, refuseAction } from './room.ts'
import { findRoom, lockRoom, writeWish } from './room-store.ts'

export type AskForRoom = { action: RoomAction; contents?: Contents | undefined; now: Date }

/**
 * Notes that a sandbox is wanted, wanted anew, or not wanted any more; the background process sees to it.
 * A reset keeps the contents unless it names others.
 * @throws sandbox/already-there, sandbox/not-there
 */
export async function askForRoom(tx: Transaction, { action, contents, now }: AskForRoom): Promise<Room | undefined> {
  const room = await lockRoom(tx)
  refuseAction(action, room)
  await writeWish(tx, {
    isWanted: action !== 'remove',
    contents: contents ?? (action === 'open' ? 'empty' : (room?.contents ?? 'empty')),
    askedAt: now,
  })
  return findRoom(tx)
}
