export { Attempt, type Attempts } from './attempt.ts'
export { refusalErrors } from './errors.ts'
export { forgetOldRefusals } from './forget-old-refusals.ts'
export { refusalRoutes } from './routes.ts'
