import { expect, test } from 'vitest'
import { searchBeginningsBySound, searchBeginningsOf, searchWordsOf } from './search-words.ts'

/** As the database does it: every beginning begins some word. */
function isFound(name: string, text: string): boolean {
  const words = searchWordsOf(name)
  const beginnings = searchBeginningsOf(text)
  return beginnings.length > 0 && beginnings.every(beginning => words.some(word => word.startsWith(beginning)))
}

test.each(['王小明', '王', '小明', '明', 'wangxiaoming', 'WangXiao', 'xiaoming', 'ming', 'wxm', 'xm', 'wang xiao'])(
  '王小明 is found by %s',
  text => {
    expect(isFound('王小明', text)).toBe(true)
  },
)

test.each(['Alice Smith', 'alice', 'smi', 'ice', 'alicesmith', 'ＡＬＩＣＥ', 'smith, alice'])(
  'Alice Smith is found by %s',
  text => {
    expect(isFound('Alice Smith', text)).toBe(true)
  },
)

test('other names are not found', () => {
  expect(isFound('王小明', '小红')).toBe(false)
  expect(isFound('王小明', 'wanx')).toBe(false)
  expect(isFound('Alice Smith', 'alice jones')).toBe(false)
  expect(isFound('Alice Smith', '%')).toBe(false)
})

test('surnames are read as surnames, and ü is typed as v', () => {
  expect(isFound('曾国藩', 'zengguofan')).toBe(true)
  expect(isFound('单雄信', 'shanxx')).toBe(false)
  expect(isFound('单雄信', 'sxx')).toBe(true)
  expect(isFound('吕布', 'lvbu')).toBe(true)
})

test('traditional and simplified characters sound the same', () => {
  expect(searchWordsOf('張三')).toContain('zhangsan')
  expect(searchBeginningsBySound('张三')).toEqual(['zhangsan'])
  expect(searchBeginningsBySound('Alice')).toEqual([])
})

test('a name without letters has no words, and a very long one has few', () => {
  expect(searchWordsOf('***')).toEqual([])
  expect(searchWordsOf('x'.repeat(10_000)).length).toBeLessThanOrEqual(40)
})
