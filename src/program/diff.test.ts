import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { stringify } from 'yaml'
import { readProgram } from './check.ts'
import { diffPrograms } from './diff.ts'
import { isRecord, itemPlaces, type Places, placesOf, rootPlaces, wordName } from './diff-words.ts'
import type { ProgramDocument } from './document.ts'
import { head, points, withLadder, withRules, zone } from './program-for-tests.ts'

const folder = join(import.meta.dirname, '../../programs')
const files = readdirSync(folder).filter(name => name.endsWith('.yaml'))
const textOf = (file: string) => readFileSync(join(folder, file), 'utf8')

function documentOf(text: string): ProgramDocument {
  const { document, findings } = readProgram(text, { version: 1, zone })
  if (!document) throw new Error(findings.map(({ line, texts }) => `${line}: ${texts.en}`).join('\n'))
  return document
}

const differences = (before: string, after: string) => diffPrograms(documentOf(before), documentOf(after))
const chinese = (before: string, after: string) => differences(before, after).map(({ texts }) => texts['zh-CN'])

const p09 = textOf('p09-four-level-retail.yaml')

describe('what is said', () => {
  test('a changed figure is named by the level that it belongs to, with both values as written, in three languages', () => {
    expect(differences(p09, p09.replace('discount: 5 %', 'discount: 12 %'))).toEqual([
      {
        kind: 'changed',
        texts: {
          'zh-CN': '等级“金卡”：会员价 5 % → 12 %',
          'zh-TW': '等級「金卡」：會員價 5 % → 12 %',
          en: 'Level "Gold": discount 5 % → 12 %',
        },
      },
    ])
  })

  test('steps of an offer are said as a shop says them: added, changed, removed and in a new offer', () => {
    const p01 = textOf('p01-apparel-chain.yaml')
    const steps = (text: string) => p01.replace('steps: { ¥500: ¥50, ¥1000: ¥120 }', `steps: { ${text} }`)
    expect(steps('')).not.toBe(p01)
    const said = (text: string) => differences(p01, steps(text)).map(({ texts }) => Object.values(texts))
    expect(said('¥400: ¥30, ¥500: ¥50, ¥1000: ¥120')).toEqual([
      [
        expect.stringMatching(/ · 满减：新增满 ¥400 减 ¥30$/),
        expect.stringMatching(/ · 滿減：新增滿 ¥400 減 ¥30$/),
        expect.stringMatching(/ · steps: added ¥30 off from ¥400$/),
      ],
    ])
    expect(said('¥500: ¥60')).toEqual([
      [
        expect.stringMatching(/ · 满减：满 ¥500 减 ¥50 → 满 ¥500 减 ¥60$/),
        expect.stringMatching(/ · 滿減：滿 ¥500 減 ¥50 → 滿 ¥500 減 ¥60$/),
        expect.stringMatching(/ · steps: ¥50 off from ¥500 → ¥60 off from ¥500$/),
      ],
      [
        expect.stringMatching(/ · 满减：删除满 ¥1,000 减 ¥120$/),
        expect.stringMatching(/ · 滿減：刪除滿 ¥1,000 減 ¥120$/),
        expect.stringMatching(/ · steps: removed ¥120 off from ¥1,000$/),
      ],
    ])
    const withOffer = p01.replace('\noffers:\n', '\noffers:\n  - { offer: another, name: 满减, steps: { ¥80: ¥8 } }\n')
    expect(withOffer).not.toBe(p01)
    expect(chinese(p01, withOffer)).toEqual(['新增促销“满减”：满减 （满 ¥80 减 ¥8）'])
  })

  test('that members may give points to each other is said with its limit', () => {
    const open = p09.replace(
      'valid: { for: 1 year, to: end of year } }',
      'valid: { for: 1 year, to: end of year }, transfer: 1000 points a month }',
    )
    expect(open).not.toBe(p09)
    expect(differences(p09, open).map(({ texts }) => [texts['zh-CN'], texts.en])).toEqual([
      [
        '积分“积分”：新增会员之间转赠 每月 1000 分',
        'Points "points": added giving to other members 1000 points a month',
      ],
    ])
  })

  test('levels, coupons and kinds of points are called by their names, in conditions and beside what they have', () => {
    const p07 = textOf('p07-accessory-shop.yaml')
    const early = differences(p07, p07.replace('gold: 2 days early', 'gold: 1 day early'))
    expect(early.map(({ texts }) => [texts['zh-CN'], texts.en])).toEqual([
      [
        '权益“新品优先购” · 等级：金卡 提前 2 天 → 提前 1 天',
        'Benefit "New items first" · levels: Gold 2 days early → 1 day early',
      ],
    ])
    expect(chinese(p07, p07.replace('levels: [silver, gold, diamond]', 'levels: [diamond]'))).toEqual([
      '权益“活动邀请”：等级 银卡、金卡、钻石卡 → 钻石卡',
    ])
    const p05 = textOf('p05-service-plan.yaml')
    expect(chinese(p05, p05.replace('up-to: gold', 'up-to: silver'))).toEqual([
      '兑换方式“升一级” · 换得：最多升到 金卡 → 银卡',
    ])
  })

  test('the older spelling of the better one is no difference; together is', () => {
    const p05 = textOf('p05-service-plan.yaml')
    expect(differences(p05, p05.replace('level-price: the better one', 'level-price: not together'))).toEqual([])
    expect(chinese(p05, p05.replace('level-price: the better one', 'level-price: together'))).toEqual([
      '促销“银卡会员日”：再享会员价 取更优惠的一种 → 可以',
    ])
    expect(chinese(p05, p05.replace('up: one level, ', ''))).toEqual(['兑换方式“升一级” · 换得：删除升级（原为 一级）'])
  })

  test('tenths left to pay are a part off in English', () => {
    const p07 = textOf('p07-accessory-shop.yaml')
    expect(differences(p07, p07.replace('discount: 10 %', 'discount: 8.8 折'))[0]?.texts.en).toBe(
      'Level "Gold": discount 10 % → 12 %',
    )
  })

  test('a translation is said with the name that has it, and by itself where no name has it', () => {
    const p07 = textOf('p07-accessory-shop.yaml')
    expect(chinese(p07, p07.replace('en: Silver }', 'en: Silver card }'))).toEqual([
      '等级“银卡” · 名称：英文 Silver → Silver card',
    ])
    expect(chinese(p07, `${p07}  没有的卡: { en: None }\n`)).toHaveLength(1)
    // A new level brings its translation along.
    const more = p07
      .replace('offers:\n', '    - { level: black, name: 黑卡, from: ¥50000, discount: 20 % }\n\noffers:\n')
      .concat('  黑卡: { zh-TW: 黑卡, en: Black }\n')
    expect(chinese(p07, more)).toEqual(['新增等级“黑卡”：门槛 ¥50000，会员价 20 %'])
  })

  test('a translation that both have is no difference, whether a name takes it or not', () => {
    const p07 = textOf('p07-accessory-shop.yaml')
    const level = '    - { level: black, name: 黑卡, from: ¥50000, discount: 20 % }\n'
    const unused = p07.concat('  黑卡: { zh-TW: 黑卡, en: Black }\n')
    const used = unused.replace('offers:\n', `${level}\noffers:\n`)
    expect(chinese(used, unused)).toEqual(['删除等级“黑卡”：门槛 ¥50000，会员价 20 %'])
    expect(chinese(unused, used)).toEqual(['新增等级“黑卡”：门槛 ¥50000，会员价 20 %'])
    // One that is left behind and changed is a difference of its own.
    expect(chinese(used, unused.replace('en: Black', 'en: Jet'))).toEqual([
      '删除等级“黑卡”：门槛 ¥50000，会员价 20 %',
      expect.stringContaining('Black → Jet'),
    ])
  })

  test('a condition is named by the rule that it belongs to', () => {
    expect(chinese(p09, p09.replace('birthday: day', 'birthday: week'))).toEqual([
      '积分规则“金卡生日双倍积分” · 适用条件：生日 当天 → 前后三天内',
    ])
  })

  test('a word that is added or left out is said with its value', () => {
    const without = p09.replace(', share: 50 %', '')
    expect(chinese(p09, without)).toEqual(['兑换方式“积分抵现”：删除最多抵应付的（原为 50 %）'])
    expect(chinese(without, p09)).toEqual(['兑换方式“积分抵现”：新增最多抵应付的 50 %'])
  })

  test('a word whose name is a noun reads well with what is new of it', () => {
    const assets = (words: string) =>
      `${head}assets:\n  points: { name: { zh-CN: 积分, zh-TW: 積分, en: points }${words} }\n`
    const added = (words: string) => differences(assets(''), assets(`, ${words}`)).map(({ texts }) => texts)
    expect(added('pending: 14 days')).toEqual([
      {
        'zh-CN': '积分“积分”：新增待生效 14 天',
        'zh-TW': '積分「積分」：新增待生效 14 天',
        en: 'Points "points": added pending 14 days',
      },
    ])
    expect(added('pending: until delivered')).toMatchObject([
      { 'zh-CN': '积分“积分”：新增待生效 直到“delivered”', en: 'Points "points": added pending until "delivered"' },
    ])
    const levels = (words: string) =>
      `${head}${points}levels:\n  ladder: [{ level: a, name: { zh-CN: 甲, zh-TW: 甲, en: A } }]\n${words}`
    expect(chinese(levels(''), levels('  up: at review\n  down: one step\n  measure: visits\n'))).toEqual([
      '等级：新增升级时机 复评时',
      '等级：新增降级方式 降一级',
      '等级：新增升级依据 消费次数',
    ])
  })

  test('a rule that is added or removed is said as a whole', () => {
    const one = withRules('{ rule: base, points: 1, per: ¥1 }')
    const two = withRules('{ rule: base, points: 1, per: ¥1 }', '{ rule: sat, times: 2, when: { weekday: [sat] } }')
    expect(differences(one, two)).toMatchObject([
      {
        kind: 'added',
        texts: { en: 'Added earning rule "sat": points multiplied by 2, condition (day of the week Saturday)' },
      },
    ])
    expect(differences(two, one)).toMatchObject([
      { kind: 'removed', texts: { 'zh-TW': expect.stringMatching(/^刪除/) } },
    ])
  })

  test('a name that changes in one language names the language', () => {
    expect(chinese(p09, p09.replace('en: Gold ', 'en: Golden '))).toEqual(['等级“金卡” · 名称：英文 Gold → Golden'])
  })

  test('a figure without a code is compared in its place', () => {
    expect(chinese(p09, p09.replace('visits: 8', 'visits: 9'))).toEqual(['等级“金卡” · 门槛：消费次数 8 → 9'])
  })

  test('a whole block that appears is said with what it holds', () => {
    const bare = `${head}${points}`
    const [only, ...others] = differences(bare, withLadder('{ level: low, name: { zh-CN: 低 } }'))
    expect(others).toEqual([])
    expect(only).toMatchObject({ kind: 'added', texts: { 'zh-CN': expect.stringContaining('low') } })
  })
})

describe('what is not said', () => {
  test.each(files)('%s differs in nothing from itself, its comments and the order of its words', file => {
    const document = documentOf(textOf(file))
    expect(diffPrograms(document, documentOf(`# another\n${textOf(file)}`))).toEqual([])
    expect(diffPrograms(document, documentOf(stringify(turned(document))))).toEqual([])
  })

  test('the order of rules and of plain values means nothing', () => {
    const [a, b] = ['{ rule: a, points: 1, per: ¥1 }', '{ rule: b, times: 2, when: { weekday: [sat, sun] } }']
    expect(differences(withRules(a, b), withRules(b.replace('sat, sun', 'sun, sat'), a))).toEqual([])
  })
})

test('one thing is the same with and without its list; a second one is said', () => {
  const limited = (limit: string) => withRules(`{ rule: base, points: 1, per: ¥1, limit: ${limit} }`)
  const [one, list] = [limited('500 points a day'), limited('[500 points a day]')]
  expect(differences(one, list)).toEqual([])
  expect(chinese(one, limited('500 point a day'))).toEqual(['积分规则“base”：上限 500 points a day → 500 point a day'])
  expect(chinese(one, limited('[500 points a day, 3 times a month]'))).toEqual([
    '积分规则“base”：上限 每天 500 分 → 每天 500 分、每月 3 次',
  ])
})

test('a reordered ladder is said', () => {
  const low = '{ level: low, name: { zh-CN: 低 } }'
  const [mid, high] = [
    '{ level: mid, name: { zh-CN: 中 }, from: ¥1 }',
    '{ level: high, name: { zh-CN: 高 }, from: ¥2 }',
  ]
  const other = [low, high.replace('¥2', '¥1'), mid.replace('¥1', '¥2')]
  expect(differences(withLadder(low, mid, high), withLadder(...other)).map(({ kind }) => kind)).toContain('order')
  const swapped = { ...documentOf(withLadder(low, mid, high)) }
  const ladder = ofOneTrack(swapped).ladder.toReversed()
  expect(diffPrograms(swapped, { ...swapped, levels: { ladder } })).toMatchObject([
    { kind: 'order', texts: { 'zh-CN': '等级的先后顺序改为：high → mid → low' } },
  ])
})

function ofOneTrack({ levels }: ProgramDocument) {
  if (!levels || Array.isArray(levels)) throw new Error('one track was expected')
  return levels
}

test('the first kind of points is the one that rules mean: their order is said', () => {
  const two = (first: string, second: string) =>
    `${head}assets:\n  ${first}: { name: { zh-CN: 甲 } }\n  ${second}: { name: { zh-CN: 甲 } }\n`
  expect(differences(two('a', 'b'), two('b', 'a'))).toMatchObject([{ kind: 'order' }])
})

/** All keys of blocks the other way round, but where their order means something. */
function turned(value: unknown, word = ''): unknown {
  if (Array.isArray(value))
    return word === 'ladder' ? value.map(item => turned(item)) : value.map(item => turned(item)).reverse()
  if (!isRecord(value)) return value
  const entries = Object.entries(value).map(([key, inner]) => [key, turned(inner, key)])
  return Object.fromEntries(word === 'assets' ? entries : entries.reverse())
}

describe('no change of what a program means goes unsaid', () => {
  const pool = files.flatMap(file => [...leaves(documentOf(textOf(file)))])

  test.each(files)('%s, with words left out and values put in the place of others', file => {
    const document = documentOf(textOf(file))
    const { meaning } = read(stringify(document))
    const all = [...mutations(document, pool)]
    // Reading a file costs a millisecond and more: of a long one every so-manieth change is tried.
    const step = Math.ceil(all.length / mutationsMax)
    let changes = 0
    for (const mutated of all.filter((_, index) => index % step === 0)) {
      const text = stringify(mutated)
      const other = read(text)
      if (!other.document || other.meaning === meaning) continue
      changes += 1
      const said = diffPrograms(document, other.document)
      expect(said.length, text).toBeGreaterThan(0)
      for (const { texts } of said)
        for (const sentence of Object.values(texts)) expect(sentence).not.toMatch(/undefined|\[object|^\s*$/)
    }
    expect(changes).toBeGreaterThan(10)
  })
})

const mutationsMax = 200

/** What a program decides by, as far as it can be written down; conditions are in it as sentences. */
function read(text: string) {
  const { program, document } = readProgram(text, { version: 1, zone })
  const meaning = JSON.stringify(program, (_key, value) => (value instanceof Set ? [...value].sort() : value))
  return { document, meaning }
}

type Leaf = { word: string; value: unknown }

function* leaves(value: unknown, word = ''): Generator<Leaf> {
  if (Array.isArray(value)) for (const item of value) yield* leaves(item, word)
  else if (isRecord(value)) for (const [key, inner] of Object.entries(value)) yield* leaves(inner, key)
  else yield { word, value }
}

/** The document with one thing changed: left out, doubled, or of another value that stands at the same word somewhere. */
function* mutations(value: unknown, pool: readonly Leaf[], word = ''): Generator<unknown> {
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      yield value.toSpliced(index, 1)
      for (const other of mutations(item, pool, word)) yield value.with(index, other)
    }
  } else if (isRecord(value)) {
    for (const [key, inner] of Object.entries(value)) {
      yield Object.fromEntries(Object.entries(value).filter(([other]) => other !== key))
      for (const other of mutations(inner, pool, key)) yield { ...value, [key]: other }
    }
  } else {
    if (typeof value === 'number') yield value + 1
    if (typeof value === 'string') yield value.replace(/\d/, digit => String((Number(digit) % 8) + 1))
    const others = new Set(pool.filter(leaf => leaf.word === word && leaf.value !== value).map(leaf => leaf.value))
    yield* [...others].slice(0, 3)
  }
}

test('each word of the schema has a name in each language', () => {
  const seen = new Set<unknown>()
  const look = (places: Places, parent: string) => {
    for (const place of places) {
      if (seen.has(place)) continue
      seen.add(place)
      for (const word of Object.keys(isRecord(place.properties) ? place.properties : {})) {
        const inner = placesOf([place], word)
        const said = wordName(word, parent, inner)
        expect(said.en, `${parent} ${word}`).not.toBe('')
        // A word of the file in a Chinese sentence is one that nobody has named.
        for (const name of [said['zh-CN'], said['zh-TW']]) expect(name, `${parent} ${word}`).toMatch(/\p{Script=Han}/u)
        look([...inner, ...itemPlaces(inner)], word)
      }
    }
  }
  look(rootPlaces(), '')
  expect(seen.size).toBeGreaterThan(20)
})

test('an offer is named by what it is called', () => {
  const offers = (off: string) =>
    `${head}${points}offers:\n  - { offer: spring, name: 春季, every: ¥100, off: ${off} }\n`
  expect(differences(offers('¥10'), offers('¥12'))).toMatchObject([
    { texts: { 'zh-TW': '促銷「春季」：折抵 ¥10 → ¥12', en: 'Offer "春季": off ¥10 → ¥12' } },
  ])
})
