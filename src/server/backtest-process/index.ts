export { type Started, startBacktestProcess } from './start-process.ts'
export { type WatchBacktests, watchBacktests } from './watch-backtests.ts'
