import type { Balance } from '../../api/answers.ts'

type Lot = Balance['lots'][number]

/** What a transfer of so many points takes from the lots, which come first to end first; held and pending ones stay. */
export function whatMoves(
  lots: readonly Lot[],
  points: number,
): { lotNumber: number; points: number; lastDay: string | null }[] {
  const moves: { lotNumber: number; points: number; lastDay: string | null }[] = []
  let missing = points
  for (const { lotNumber, remaining, held, isPending, lastDay } of lots) {
    const part = isPending ? 0 : Math.min(remaining - held, missing)
    if (part > 0) moves.push({ lotNumber, points: part, lastDay })
    missing -= part
  }
  return moves
}
