export { eventsOf, levelMoved } from './events.ts'
export { levelNameOf } from './explain-move.ts'
export { type LevelQuestion, levelQuestions } from './level-question.ts'
export { countDay, emptyLevelChanges, type LevelChanges, type LevelState, moveTo } from './level-state.ts'
export { findReviewsDue, loadLevelStates } from './level-store.ts'
export { writeLevels } from './level-write-store.ts'
export {
  advanceMeasureCount,
  type CountedDay,
  findOpenMeasureCounts,
  insertMeasureCounts,
  type MeasureCount,
  replaceDayMeasures,
} from './measure-count-store.ts'
export { type ExplainedMove, findMovesOfReceipt } from './move-store.ts'
export { liftOneLevel, type NotedActivity, noteActivity } from './note-activity.ts'
export {
  grantForGoods,
  levelsByTrack,
  type Moved,
  raiseLevels,
  takeGrantsBack,
  undoRises,
} from './raise-levels.ts'
export { reviewLevels } from './review-levels.ts'
export { findNextReview, findReviewOutcomes, type ReviewOutcome } from './review-outcome-store.ts'
export { levelRoutes } from './routes.ts'
