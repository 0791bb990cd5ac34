export { bandEveryFor } from './band-sample.ts'
export { bandAround, isRedeemer, lotteryOf } from './behaviour.ts'
export {
  type ActivityRow,
  addActivity,
  addLevel,
  addMovement,
  addRefund,
  addSale,
  Chunk,
  type LevelDeed,
  type LevelRow,
  type LineRow,
  type MovementRow,
  type RefundRow,
  type SaleRow,
  unknownSale,
} from './chunk.ts'
export { ColumnFile, type ColumnFileHead, ColumnFileWriter } from './column-file.ts'
export type { BroughtCoupon } from './coupon-rights.ts'
export { dayNumber, dayText, never } from './days.ts'
export { issuesGifts } from './gifts.ts'
export type { LimitPeriodAt } from './limit-rooms.ts'
export type {
  Assumption,
  BacktestPlan,
  Behaviour,
  GiftAssumption,
  Goods,
  MemberColumns,
  NewWords,
  Opening,
  Place,
  Profile,
  ProgramSource,
} from './plan.ts'
export { noWords, unknownDay } from './plan.ts'
export { hasPlainLevels } from './replayable.ts'
export type { EngineReport, Mover } from './report.ts'
export { type ReceiptSource, type Running, runBacktest } from './run-backtest.ts'
export type { TrackGrant, TrackState } from './track-state.ts'
