import type { Backtest, BacktestStart, Backtests, Habit } from './answers.ts'
import { read, send } from './client.ts'

const base = '/v1/backtests'
const address = (id: string) => `${base}/${encodeURIComponent(id)}`

export const readBacktests = () => read<Backtests>(base)
export const readBacktest = (id: string) => read<Backtest>(address(id))
export const readHabit = (programCode: string) => read<Habit>(`${base}/habit/${encodeURIComponent(programCode)}`)
export const startBacktest = (body: BacktestStart, key: string) =>
  send<{ backtestId: string }>('POST', base, { body, key })
export const cancelBacktest = (id: string, key: string) => send<{ backtestId: string }>('DELETE', address(id), { key })
export const moversAddress = (id: string) => `${address(id)}/movers.csv`
export const monthsAddress = (id: string) => `${address(id)}/months.csv`
