import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readProgram } from './check.ts'
import { levelFor, rankOf, reviewLevel, riseFor, standingLevel } from './levels.ts'
import { aName, head, points, zone } from './program-for-tests.ts'

// A ladder is edited any number of times: levels put in, taken out, put in another order. Nobody's history breaks.

const codes = ['a', 'b', 'c', 'd', 'e', 'f', 'g'] as const
const ladders = fc.shuffledSubarray([...codes], { minLength: 1 })
const histories = fc.array(ladders, { minLength: 1, maxLength: 5 })
const spends = fc.integer({ min: 0, max: 1_000 }).map(yuan => ({ 'net-spend': yuan * 100 }))
const on = { day: '2026-03-05', joinedOn: '2025-01-01' }

/** The last ladder of a history, each level ¥100 above the one below, knowing all ladders before it. */
function newestOf(history: readonly (readonly string[])[]) {
  const ladder = history.at(-1) ?? []
  const rungs = ladder.map(
    (level, index) => `    - { level: ${level}, ${aName}${index > 0 ? `, from: ¥${100 * index}` : ''} }\n`,
  )
  const otherLadders = history
    .slice(0, -1)
    .toReversed()
    .map(other => ({
      track: 'main',
      ladder: other.map(level => ({ level, name: { 'zh-CN': level, 'zh-TW': level, en: level } })),
    }))
  const { program } = readProgram(`${head}${points}levels:\n  ladder:\n${rungs.join('')}`, {
    version: 1,
    zone,
    otherLadders,
  })
  return { ladder, levels: program!.tracks[0]! }
}

test('whatever level somebody ever had stands for one that is there, never above one that stood above it', () => {
  fc.assert(
    fc.property(histories, history => {
      const { ladder, levels } = newestOf(history)
      for (const other of history)
        for (const level of other) {
          expect(ladder).toContain(standingLevel(levels, level).level)
          if (ladder.includes(level)) expect(standingLevel(levels, level).level).toBe(level)
        }
      // Of the newest ladder that had it: the highest remaining one below it, nothing lower and nothing that stood above.
      const last = history.at(-2) ?? []
      for (const [index, level] of last.entries()) {
        if (ladder.includes(level)) continue
        const below = last.slice(0, index).filter(other => ladder.includes(other))
        const best = Math.max(0, ...below.map(other => ladder.indexOf(other)))
        expect(rankOf(levels, level)).toBe(best)
      }
    }),
  )
})

test('an edit moves nobody by itself: a receipt only raises, and only to what is earned', () => {
  fc.assert(
    fc.property(histories, fc.constantFrom(...codes), spends, (history, level, measures) => {
      const { levels } = newestOf(history)
      const before = rankOf(levels, level)
      const rise = riseFor(levels, level, measures, on)
      const earned = rankOf(levels, levelFor(levels, measures).level)
      expect(rise === null ? before : rankOf(levels, rise.to)).toBe(Math.max(before, earned))
    }),
  )
})

test('a review judges whoever stood on a removed level as the one that stands for it', () => {
  fc.assert(
    fc.property(histories, fc.constantFrom(...codes), spends, (history, level, measures) => {
      const { levels } = newestOf(history)
      const question = { reviewOn: '2026-03-05', graceThrough: null, measures, joinedOn: on.joinedOn }
      const there = standingLevel(levels, level).level
      const verdict = reviewLevel(levels, { ...question, level })
      expect(verdict.level).toBe(reviewLevel(levels, { ...question, level: there }).level)
      const isRemoved = levels.standIns.has(level)
      expect(verdict.reasons.some(({ code }) => code === 'level-removed')).toBe(isRemoved)
    }),
  )
})
