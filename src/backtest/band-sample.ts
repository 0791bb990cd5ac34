/** Prime, so that a sample by them meets every thread and every branch alike. */
const steps = [1, 7, 19, 41, 97] as const

/** As many members as tell the width of a band well enough: with fewer, all of them are asked. */
const sampledMax = 20_000

/** Low and high are four more sides to compute: of many members one in so many stands for all. */
export function bandEveryFor(members: number): number {
  return steps.find(step => members / step <= sampledMax) ?? 97
}
