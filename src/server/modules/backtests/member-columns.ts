import { dayNumber, type MemberColumns, unknownDay } from '../../../backtest/index.ts'
import { dayOf } from '../../../shared/calendar.ts'
import type { Transaction } from '../../platform/database.ts'
import { invariant } from '../../platform/errors.ts'
import { loadMembers } from '../members/index.ts'
import { listMemberIds } from './history-store.ts'
import type { Words } from './words.ts'

const membersPerBatch = 5_000

/** What decisions know of members, in columns that all threads share. */
export async function readMemberColumns(
  tx: Transaction,
  { words, zone }: { words: Words; zone: string },
): Promise<MemberColumns> {
  const memberIds = await listMemberIds(tx)
  const count = memberIds.length
  const columns = {
    ids: new Float64Array(new SharedArrayBuffer(8 * count)),
    joinedOn: new Int32Array(new SharedArrayBuffer(4 * count)),
    birthdays: new Int32Array(new SharedArrayBuffer(4 * count)),
    profiles: new Uint32Array(new SharedArrayBuffer(4 * count)),
  }
  columns.ids.set(memberIds)
  for (let first = 0; first < count; first += membersPerBatch) {
    const batch = memberIds.slice(first, first + membersPerBatch)
    const members = await loadMembers(tx, batch)
    for (const [index, memberId] of batch.entries()) {
      const member = members.get(memberId)
      invariant(member, 'a member who was listed can be read')
      const { gender, attributes, segments, joiningWay: joinedBy } = member
      columns.joinedOn[first + index] = dayNumber(dayOf(member.joinedAt, zone))
      columns.birthdays[first + index] = member.birthday === null ? unknownDay : dayNumber(member.birthday)
      columns.profiles[first + index] = words.profiles.numberOf({ gender, attributes, segments, joinedBy })
    }
  }
  return columns
}

/** Where a member lies in the columns; −1 for nobody of them. */
export function placeOf({ ids }: Pick<MemberColumns, 'ids'>, memberId: number): number {
  let from = 0
  let to = ids.length - 1
  while (from <= to) {
    const middle = (from + to) >> 1
    const id = ids[middle] ?? 0
    if (id === memberId) return middle
    if (id < memberId) from = middle + 1
    else to = middle - 1
  }
  return -1
}
