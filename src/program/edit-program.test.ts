import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { commentsIn, plainAt, readDocument } from './edit-places.ts'
import { addItem, deleteAt, moveItem, setAt } from './edit-program.ts'
import type { EditValue } from './edit-render.ts'
import type { Path } from './findings.ts'

const folder = join(import.meta.dirname, '../../programs')
const crowded = `# 开头 begin
program: club   # the code
name: "会员"

levels:   # 等级
  # from low to high
  ladder:
    # the first
    - level: silver # 银
      name: 银卡
      # agreed in May
      discount: 5 %  # was 4 %
      from: { net-spend: ¥3000, # money
        visits: 4 }
    # the second
    - { level: gold, name: "金, 卡", discount: '10 %' }
    -
      level: diamond
      name: |
        钻石
        # no comment
earning:
  rules: [ { rule: base, points: 1, per: ¥1 }, { rule: twice, times: 2, when: { level: [silver, gold] } } ]
# 结尾 end
`
const files = readdirSync(folder)
  .filter(name => name.endsWith('.yaml'))
  .map(name => ({ name, source: readFileSync(join(folder, name), 'utf8') }))
const sources = [...files, { name: 'crowded', source: crowded }]

const changedLines = (before: string, after: string) => {
  const kept = new Set(before.split('\n'))
  return after.split('\n').filter(line => !kept.has(line))
}

describe('one value', () => {
  test('changes on its line alone, its comment stays', () => {
    const text = setAt(crowded, ['levels', 'ladder', 0, 'discount'], '6 %') ?? ''
    expect(changedLines(crowded, text)).toEqual(['      discount: 6 %  # was 4 %'])
  })

  test('stays in the quotes that it had, and is given quotes where YAML would misread it', () => {
    expect(setAt(crowded, ['levels', 'ladder', 1, 'discount'], '9 折')).toContain("discount: '9 折' }")
    expect(setAt(crowded, ['levels', 'ladder', 1, 'level'], 'a, b')).toContain('level: "a, b"')
    expect(setAt(crowded, ['levels', 'ladder', 0, 'name'], 'x: #1')).toContain('name: "x: #1"')
    expect(setAt(crowded, ['program'], '007')).toContain('program: "007"   # the code')
  })

  test('is added where the schema lists its word', () => {
    const silver = '    - level: silver\n      discount: 5 %\n      benefits: [活动邀请]\n'
    const text = setAt(`program: a\nlevels:\n  ladder:\n${silver}`, ['levels', 'ladder', 0, 'times'], 1.5)
    expect(text).toContain('      discount: 5 %\n      times: 1.5\n      benefits:')
  })

  test('is added with the words that lead to it', () => {
    const text = setAt('program: a\n', ['guard', 'margin'], '20 %')
    expect(text).toBe('program: a\nguard: { margin: 20 % }\n')
  })

  test('in the place of a collection keeps the comments of that', () => {
    const text = setAt(crowded, ['levels', 'ladder', 0, 'from'], '¥3000') ?? ''
    expect(text).toContain('      # money\n      from: ¥3000\n')
  })

  test('in the place of a block is written behind its word', () => {
    expect(setAt('a:\n  b: 1 # why\n  c: 2\nd: 3\n', ['a'], 'x')).toBe('# why\na: x\nd: 3\n')
  })

  test('cannot be written through an alias or into a text that cannot be read', () => {
    expect(setAt('a: &x { b: 1 }\nc: *x\n', ['c', 'b'], 2)).toBeNull()
    expect(setAt('a: [1\n', ['a'], 2)).toBeNull()
    expect(setAt('', ['a'], 2)).toBeNull()
  })
})

describe('taking away', () => {
  test('leaves the comments that stood there', () => {
    const text = deleteAt(crowded, ['levels', 'ladder', 0, 'discount']) ?? ''
    expect(text).toContain('      # agreed in May\n      # was 4 %\n      from:')
  })

  test('takes the comma with it', () => {
    expect(deleteAt('a: { b: 1, c: 2, d: 3 }\n', ['a', 'c'])).toBe('a: { b: 1, d: 3 }\n')
    expect(deleteAt('a: { b: 1, c: 2, d: 3 }\n', ['a', 'd'])).toBe('a: { b: 1, c: 2 }\n')
    expect(deleteAt('a: [1, 2]\n', ['a', 0])).toBe('a: [2]\n')
  })

  test('of the last item takes its word away, too', () => {
    expect(deleteAt('a: 1\nb:\n  c:\n    - 2\n', ['b', 'c', 0])).toBe('a: 1\n')
  })

  test('of the first word behind a dash lets the next take its place', () => {
    expect(deleteAt('a:\n  - b: 1\n    c: 2\n', ['a', 0, 'b'])).toBe('a:\n  - c: 2\n')
  })
})

describe('lists', () => {
  test('an item is written in the way of the others', () => {
    const item = { rule: 'more', points: 2, per: '¥1' }
    expect(addItem('earning:\n  rules:\n    - { rule: a, points: 1 }\n', ['earning', 'rules'], item)).toBe(
      'earning:\n  rules:\n    - { rule: a, points: 1 }\n    - { rule: more, points: 2, per: ¥1 }\n',
    )
    expect(addItem('earning:\n  rules:\n  - rule: a\n    points: 1\n', ['earning', 'rules'], item)).toBe(
      'earning:\n  rules:\n  - rule: a\n    points: 1\n  - rule: more\n    points: 2\n    per: ¥1\n',
    )
    expect(addItem(crowded, ['earning', 'rules'], item)).toContain('gold] } }, { rule: more, points: 2, per: ¥1 } ]')
  })

  test('a list that is not there begins with its first item', () => {
    expect(addItem('a: 1\n', ['benefits'], { 'zh-CN': '礼', en: 'Gift' })).toBe(
      'a: 1\n\nbenefits:\n  - { zh-CN: 礼, en: Gift }\n',
    )
    expect(addItem('a: { b: 1 }\n', ['a'], 'x')).toBeNull()
  })

  test('an item moves with the comments right above it', () => {
    const text = moveItem(crowded, ['levels', 'ladder'], { from: 1, to: 0 }) ?? ''
    expect(text).toContain(
      '    # the second\n    - { level: gold, name: "金, 卡", discount: \'10 %\' }\n    # the first\n',
    )
  })
})

type Place = { path: Path; value: EditValue; isItem: boolean; listLength: number }

/** Every place of a document, with the value that is there. */
function placesOf(source: string): Place[] {
  const places: Place[] = []
  const look = (value: unknown, path: Path, listLength: number) => {
    if (path.length > 0) places.push({ path, value: asEdit(value), isItem: listLength > 0, listLength })
    if (typeof value !== 'object' || value === null) return
    const length = Array.isArray(value) ? value.length : 0
    for (const [key, inner] of Object.entries(value)) look(inner, [...path, length > 0 ? Number(key) : key], length)
  }
  look(parse(source), [], 0)
  return places
}

function asEdit(value: unknown): EditValue {
  if (Array.isArray(value)) return value.map(asEdit)
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, asEdit(inner)]))
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null
}

const someValue: fc.Arbitrary<EditValue> = fc.oneof(
  fc.constantFrom<EditValue>(
    '¥3000',
    '5 %',
    '9.5 折',
    'a: b',
    '#no',
    '- x',
    "it's",
    '"q"',
    '',
    ' x ',
    '007',
    'true',
    '1\n2',
    '是',
    '{',
    '金, 卡',
  ),
  fc.constantFrom<EditValue>(
    1,
    0.5,
    true,
    null,
    { 'zh-CN': '名', en: 'Name' },
    [1, 'a'],
    { a: { b: [{ c: '1' }] } },
    [],
    {},
  ),
  fc.string({ maxLength: 12 }),
)
const someEdit = fc.record({
  kind: fc.constantFrom('set', 'delete', 'add', 'move', 'word'),
  at: fc.nat(),
  to: fc.nat(),
  value: someValue,
})
type Edit = typeof someEdit extends fc.Arbitrary<infer Found> ? Found : never

function applied(source: string, { kind, at, to, value }: Edit): string | null {
  const places = placesOf(source)
  const place = places[at % Math.max(places.length, 1)]
  if (!place) return setAt(source, ['program'], value)
  if (kind === 'set') return setAt(source, place.path, value)
  if (kind === 'delete') return deleteAt(source, place.path)
  if (kind === 'word') return setAt(source, [...place.path.filter(key => typeof key === 'string'), 'word'], value)
  if (!place.isItem) return addItem(source, place.path, value)
  const from = Number(place.path.at(-1))
  return kind === 'add'
    ? addItem(source, place.path.slice(0, -1), value)
    : moveItem(source, place.path.slice(0, -1), { from, to: to % place.listLength })
}

describe('over every program of the folder', () => {
  test('editing a value to itself leaves the text byte for byte the same', () => {
    for (const { name, source } of sources)
      for (const { path, value } of placesOf(source)) expect(setAt(source, path, value), `${name} ${path}`).toBe(source)
  }, 120_000)

  test('a value of one word is changed on its own line, and no other line changes', async () => {
    await fc.assert(
      fc.property(fc.constantFrom(...files), fc.nat(), ({ name, source }, at) => {
        const places = placesOf(source).filter(place => typeof place.value !== 'object')
        const { path, value } = places[at % places.length] ?? { path: ['program'], value: '' }
        const text = setAt(source, path, typeof value === 'number' ? value + 1 : 'other') ?? ''
        const before = source.split('\n')
        const after = text.split('\n')
        expect(after.length, `${name} ${path}`).toBe(before.length)
        expect(after.filter((line, index) => line !== before[index]).length, `${name} ${path}`).toBe(1)
      }),
      { numRuns: 150 },
    )
  })

  test('whatever is edited in whatever order, the text can be read and every comment is kept', async () => {
    await fc.assert(
      fc.property(
        fc.constantFrom(...sources),
        fc.array(someEdit, { minLength: 1, maxLength: 8 }),
        ({ source }, edits) => {
          const comments = commentsIn(source).map(({ text }) => text.trimEnd())
          let text = source
          for (const edit of edits) {
            text = applied(text, edit) ?? text
            expect(readDocument(text), JSON.stringify(edit)).not.toBeNull()
            const left = commentsIn(text).map(comment => comment.text.trimEnd())
            for (const comment of comments) expect(left.splice(left.indexOf(comment) >>> 0, 1), text).toEqual([comment])
          }
        },
      ),
      { numRuns: 50 },
    )
  })

  test('what was set is what is read', async () => {
    await fc.assert(
      fc.property(fc.constantFrom(...sources), fc.nat(), someValue, ({ source }, at, value) => {
        const places = placesOf(source)
        const path = places[at % places.length]?.path ?? ['program']
        const text = setAt(source, path, value)
        const document = readDocument(text ?? '')
        expect(document && plainAt(document, path)).toEqual(value)
      }),
      { numRuns: 100 },
    )
  })
})
