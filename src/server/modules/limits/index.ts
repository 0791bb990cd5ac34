export { forgetEndedLimits } from './forget-ended-limits.ts'
export { type LimitBook, type LimitQuestion, openLimits } from './limit-book.ts'
