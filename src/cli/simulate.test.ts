import { afterEach, expect, test, vi } from 'vitest'
import { madeUpHistory, planFor, programs, replayHere, sourceOf } from '../backtest/history-for-tests.ts'
import { moversFile, moversText } from '../server/modules/backtests/index.ts'
import { run, writtenLine } from './simulate.ts'
import { reportLines } from './simulate-report.ts'

afterEach(() => vi.restoreAllMocks())

const period = ['--program', 'draft.yaml', '--from', '2025-01-01', '--to', '2025-12-31']

test.each([
  [[]],
  [['--program', 'draft.yaml', '--against', 'receipts']],
  [[...period, '--against', 'tomorrow']],
  [[...period, '--against', 'receipts', '--opening', 'somewhere']],
  [[...period, '--against', 'receipts', '--members', '101']],
  [[...period, '--against', 'receipts', '--threads', '0']],
  [[...period, '--against', 'receipts', '--unknown']],
])('%j is not understood', async args => {
  vi.spyOn(console, 'error').mockReturnValue()
  expect(await run(args)).toBe(2)
})

test('activities are told with their rules and the difference', async () => {
  const draft =
    'program: a\nname: 甲\nassets: { points: { name: 积分 } }\nearning: { rules: [{ rule: sign, name: 签到, on: check-in, points: 4 }] }\n'
  const source = sourceOf(madeUpHistory(1), 50, [], ['check-in', 'review'])
  const {
    movers: _,
    changes: __,
    ...figures
  } = await replayHere(planFor(programs.get('p07-accessory-shop') ?? '', draft), source)
  const text = reportLines({ ...figures, mode: 'receipts', opening: 'zero', assumedFrom: 'given', changes: [] }).join(
    '\n',
  )
  // Four of each seven of 200: 29 + 29 + 28 + 28.
  expect(text).toMatch(/互动 activities +0 +114 +114/)
  expect(text).toMatch(/ {2}check-in +0 +114 +114/)
  expect(text).toMatch(/方案不认识 unknown +200 +86 +-114/)
  expect(text).toMatch(/ {2}签到.*: points +0 +456 +456/)
})

test('a file that was written is named with its rows, also where it has none', () => {
  const mover = {
    memberId: 1,
    memberNumber: 'M1',
    live: 'silver',
    draft: 'gold\n"card"',
    livePoints: 1,
    draftPoints: 2,
  }
  const text = (movers: Parameters<typeof moversFile>[0]) => moversText(moversFile(movers))
  expect(writtenLine('movers.csv', text([]))).toContain('Wrote movers.csv: 0 rows.')
  expect(writtenLine('movers.csv', text([mover]))).toContain('Wrote movers.csv: 1 row.')
  expect(writtenLine('movers.csv', text([mover, mover]))).toContain('已写入 movers.csv：2 行。')
})

test('a result is told in sentences: what was assumed, the figures, the levels, the band, the receipts', async () => {
  const p07 = programs.get('p07-accessory-shop') ?? ''
  const p09 = programs.get('p09-four-level-retail') ?? ''
  const { movers: _, changes, ...figures } = await replayHere(planFor(p07, p09), sourceOf(madeUpHistory(1)))
  const text = reportLines({
    ...figures,
    mode: 'receipts',
    opening: 'zero',
    assumedFrom: 'given',
    changes: changes.map(({ memberId, ...change }) => ({ ...change, memberNumber: String(memberId) })),
  }).join('\n')
  expect(text).toContain('饰品店会员 Accessory shop members v1 → 四级会员 Four levels')
  expect(text).toContain('60 % of members redeem 80 % of their points')
  expect(text).toMatch(/积分 points: 发放 issued +[\d,]+ +[\d,]+ +-?[\d,]+/)
  expect(text).toContain('钻石卡 Diamond')
  expect(text).toContain('30 % × 40 %')
  expect(text).toContain('草案 draft:')
})
