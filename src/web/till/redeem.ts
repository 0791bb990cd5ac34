import type { Choice } from '../api/answers.ts'

type Steps = Pick<Choice, 'pointsMin' | 'pointsMax' | 'pointsStep'>

/** Nothing, or the least that the rule takes: there is nothing between. */
export function morePoints({ pointsMin, pointsMax, pointsStep }: Steps, points: number): number {
  const next = points === 0 ? pointsMin : points + pointsStep
  return next > pointsMax ? points : next
}

export function lessPoints({ pointsMin, pointsStep }: Steps, points: number): number {
  const next = points - pointsStep
  return next < Math.max(pointsMin, 1) ? 0 : next
}

/** What a slider's place means: below half of the least it is nothing, else at least the least. */
export function nearestPoints({ pointsMin, pointsMax }: Steps, points: number): number {
  if (points < pointsMin) return points * 2 < pointsMin ? 0 : pointsMin
  return Math.min(points, pointsMax)
}

export function centsFor(
  { pointsStep, centsPerStep }: Pick<Choice, 'pointsStep' | 'centsPerStep'>,
  points: number,
): number {
  return Math.floor(points / pointsStep) * centsPerStep
}

type Stand = { choice: Steps; points: number }

/** @returns the points after a key, or null when the key means something else here */
export function wishByKey(key: string, { choice, points }: Stand): number | null {
  switch (key) {
    case 'ArrowUp':
    case 'ArrowRight':
    case '+':
      return morePoints(choice, points)
    case 'ArrowDown':
    case 'ArrowLeft':
    case '-':
      return lessPoints(choice, points)
    case 'End':
      return choice.pointsMax
    case 'Home':
      return 0
    default:
      return null
  }
}
