import { expect, test } from 'vitest'
import { readProgram } from './check.ts'
import { rankOf, removedReasons, riseFor } from './levels.ts'
import {
  aName,
  compiled,
  decided,
  found,
  head,
  line,
  member,
  points,
  pointsOf,
  sale,
  zone,
} from './program-for-tests.ts'
import { reasonSentence } from './reasons.ts'

const two = `${head}${points}earning:
  rules:
    - { rule: base, points: 1, per: ¥1 }
    - { rule: tea, points: 100, per: receipt, when: { level: [regular] } }
levels:
  - ladder:
      - { level: ordinary, name: { zh-CN: 普通, zh-TW: 普通, en: Ordinary } }
      - { level: silver, name: { zh-CN: 银卡, zh-TW: 銀卡, en: Silver }, from: ¥3000, discount: 5 %, times: 2 }
  - track: tea
    measure: visits
    ladder:
      - { level: guest, name: { zh-CN: 茶客, zh-TW: 茶客, en: Guest } }
      - { level: regular, name: { zh-CN: 老茶客, zh-TW: 老茶客, en: Regular }, from: 10, times: 3, discount: { percent: 8 折, when: { class: [茶] } } }
`
const both = member({ level: 'silver', otherLevels: { tea: 'regular' } })

test('of several level prices on a line the better one counts, and the others say why they lost', () => {
  const tea = decided(compiled(two), both, sale([line(100, { class: '茶' })]))
  expect(tea.levelDiscounts).toEqual([2000])
  expect(tea.discountReasons.map(reason => reasonSentence(reason, 'zh-CN'))).toEqual([
    '银卡会员价未采用：这些商品按老茶客会员价更优惠（20 %，原可优惠 5 %）',
    '老茶客会员价：¥100 优惠 20 %，减 ¥20',
  ])
  const mixed = decided(compiled(two), both, sale([line(100, { class: '茶' }), line(100)]))
  expect(mixed.levelDiscounts).toEqual([2000, 500])
  expect(mixed.discountReasons.map(({ code }) => code)).toEqual(['level-price', 'level-price'])
})

test('conditions look at every track, and the multipliers of levels follow the rule for multipliers', () => {
  const program = compiled(two)
  const cup = sale([line(10)])
  expect(pointsOf(program, cup, member({ level: 'ordinary', otherLevels: { tea: 'guest' } }))).toBe(10)
  // ¥9.50 after the silver price: three times, not twice nor six times, and the bonus of regular guests.
  expect(pointsOf(program, cup, both)).toBe(28 + 100)
})

test('tracks and levels have codes that are told apart over the whole program', () => {
  expect(found(two.replace('track: tea', 'track: main'))).toEqual(['13 track name-twice'])
  expect(found(two.replace('level: regular', 'level: silver'))).toContain('17 level name-twice')
})

/** A ladder of these levels, each ¥100 above the one before, in a program whose other versions had these. */
function ladderOf(levels: string[], ...others: string[][]) {
  const rungs = levels.map(
    (level, index) => `    - { level: ${level}, ${aName}${index > 0 ? `, from: ¥${100 * index}` : ''} }\n`,
  )
  const { program } = readProgram(`${head}${points}levels:\n  ladder:\n${rungs.join('')}`, {
    version: 1,
    zone,
    otherLadders: others.map(ladder => ({
      track: 'main',
      ladder: ladder.map(level => ({ level, name: { 'zh-CN': level, 'zh-TW': level, en: level } })),
    })),
  })
  return program!.tracks[0]!
}

test('who stands on a removed level counts as the highest remaining one below it', () => {
  const levels = ladderOf(['ordinary', 'gold', 'diamond'], ['ordinary', 'silver', 'gold', 'platinum', 'diamond'])
  expect(['silver', 'platinum', 'diamond'].map(level => rankOf(levels, level))).toEqual([0, 1, 2])
  expect(removedReasons(levels, 'platinum').map(reason => reasonSentence(reason, 'en'))).toEqual([
    'The program has no level platinum any more; who had it counts as A',
  ])
  expect(removedReasons(levels, 'gold')).toEqual([])
})

test('of several versions the newest that had the level says what lies below it', () => {
  const levels = ladderOf(['a', 'b', 'c'], ['a', 'x', 'b', 'c'], ['a', 'b', 'x', 'c'])
  expect(rankOf(levels, 'x')).toBe(0)
})

test('a level of another track is not mistaken for a removed one', () => {
  expect(removedReasons(ladderOf(['a', 'b']), 'z')).toEqual([])
  expect(rankOf(ladderOf(['a', 'b']), 'z')).toBe(0)
})

test('whoever rises from a removed level is told what became of it', () => {
  const levels = ladderOf(['a', 'b', 'd'], ['a', 'b', 'c', 'd'])
  const on = { day: '2026-03-05', joinedOn: '2025-01-01' }
  expect(riseFor(levels, 'c', { 'net-spend': 10_000 }, on)).toBeNull()
  const rise = riseFor(levels, 'c', { 'net-spend': 20_000 }, on)
  expect(rise).toMatchObject({ from: 'c', to: 'd', reasons: [{ code: 'level-removed' }, { code: 'level-reached' }] })
})
