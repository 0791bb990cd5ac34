import type { Balance } from '../api/answers.ts'

/** Points that become usable together: on a day, or once an activity is reported. */
export type PendingGroup = { points: number; usableOn: string | null; pendingUntil: string | null }

/** What is pending, first usable first. Of a past instant only the sum is known. */
export function pendingGroups({ pending, lots }: Pick<Balance, 'pending' | 'lots'>): PendingGroup[] {
  const groups = new Map<string, PendingGroup>()
  for (const { isPending, remaining, usableOn, pendingUntil } of lots) {
    if (!isPending) continue
    const key = usableOn ?? `~${pendingUntil}`
    const group = groups.get(key) ?? { points: 0, usableOn, pendingUntil }
    groups.set(key, { ...group, points: group.points + remaining })
  }
  if (groups.size === 0) return pending > 0 ? [{ points: pending, usableOn: null, pendingUntil: null }] : []
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group)
}
