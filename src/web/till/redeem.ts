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

export function centsFor(
  { pointsStep, centsPerStep }: Pick<Choice, 'pointsStep' | 'centsPerStep'>,
  points: number,
): number {
  return Math.floor(points / pointsStep) * centsPerStep
}
