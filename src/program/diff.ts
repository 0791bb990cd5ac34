import { type Language, languages, type Texts } from '../shared/languages.ts'
import { type CodeNames, codeNames } from './diff-codes.ts'
import { entryText, valueText } from './diff-values.ts'
import { hasOwnKeys, isRecord, itemPlaces, type Places, placesOf, rootPlaces, titleOf, wordName } from './diff-words.ts'
import type { ProgramDocument } from './document.ts'
import { withoutSaid } from './translations-said.ts'

/** One thing in which two documents differ, as a sentence. */
export type Difference = { kind: 'added' | 'removed' | 'changed' | 'order'; texts: Texts }

/**
 * What changes from one document to another, in the order of the later one. It knows no block of the language: items of
 * lists are matched by their code, everything else by its word; values are said in words. Equal documents,
 * and only they, differ in nothing, but for the order of what has no order.
 */
export function diffPrograms(before: ProgramDocument, after: ProgramDocument): Difference[] {
  const names = codeNames(before, after)
  // Reading a file puts translations into names, where they are compared.
  const [old, now] = withoutSaid(before, after)
  return compared({ before: old, after: now }, { names, titles: [], path: [], word: '', places: rootPlaces() })
}

/** Where a value stands: the things with a code that it is part of, the words from there, its own word, its places in the schema. */
type Spot = {
  titles: readonly Texts[]
  path: readonly Texts[]
  word: string
  places: Places
  names: CodeNames
}
type Pair = { before: unknown; after: unknown }

function compared(pair: Pair, spot: Spot): Difference[] {
  const { before, after } = pair
  if (canonical(before, spot.word) === canonical(after, spot.word)) return []
  if (isRecord(before) && isRecord(after)) return recordsCompared(before, after, spot)
  const lists = asLists(pair)
  return lists ? listsCompared(lists, spot) : [changed(pair, spot)]
}

function recordsCompared(before: Record<string, unknown>, after: Record<string, unknown>, spot: Spot): Difference[] {
  const ownKeys = hasOwnKeys(spot.places)
  const words = [...Object.keys(after), ...Object.keys(before).filter(word => !(word in after))]
  const found = words.flatMap(word => {
    const places = placesOf(spot.places, word)
    const pair = { before: before[word], after: after[word] }
    if (ownKeys && isRecord(pair.after ?? pair.before)) return itemCompared(pair, { ...spot, code: word, places })
    if (ownKeys && entryText(spot.word, word, pair.after ?? pair.before)) return entryCompared(pair, spot, word)
    const path = [
      ...spot.path,
      ownKeys ? (spot.names(spot.word, word) ?? inEvery(word)) : wordName(word, spot.word, places),
    ]
    return compared(pair, { ...spot, path, word, places })
  })
  return [...found, ...(isOrdered(spot.word) ? orderChanged({ before, after }, spot) : [])]
}

/** A word that takes one or several may be written without the list. */
function asLists({ before, after }: Pair): { before: unknown[]; after: unknown[] } | null {
  if (!Array.isArray(before) && !Array.isArray(after)) return null
  if (before === undefined || after === undefined) return null
  return { before: Array.isArray(before) ? before : [before], after: Array.isArray(after) ? after : [after] }
}

function listsCompared(lists: { before: unknown[]; after: unknown[] }, spot: Spot): Difference[] {
  // One thing is the same with and without its list.
  if (canonical(lists.before, spot.word) === canonical(lists.after, spot.word)) return []
  const items = [...lists.before, ...lists.after]
  if (!items.every(isRecord)) return [changed(lists, spot)]
  const places = itemPlaces(spot.places)
  if (items.some(item => codeOf(item) === undefined)) return looseCompared(lists, { ...spot, places })
  const before = byCode(lists.before)
  const after = byCode(lists.after)
  const codes = [...after.keys(), ...[...before.keys()].filter(code => !after.has(code))]
  return [
    ...codes.flatMap(code =>
      itemCompared({ before: before.get(code), after: after.get(code) }, { ...spot, code, places }),
    ),
    ...(isOrdered(spot.word) ? orderChanged(lists, spot) : []),
  ]
}

/** Items without a code: equal ones belong together, the others are compared in their order. */
function looseCompared(lists: { before: unknown[]; after: unknown[] }, spot: Spot): Difference[] {
  const without = (list: unknown[], others: unknown[]) => {
    const left = others.map(item => canonical(item, ''))
    return list.filter(item => {
      const at = left.indexOf(canonical(item, ''))
      if (at >= 0) left.splice(at, 1)
      return at < 0
    })
  }
  const before = without(lists.before, lists.after)
  const after = without(lists.after, lists.before)
  return Array.from({ length: Math.max(before.length, after.length) }, (_, index) =>
    compared({ before: before[index], after: after[index] }, spot),
  ).flat()
}

/** Something with a code. Added and removed it is said as a whole; words between two titles say nothing more. */
function itemCompared(pair: Pair, { titles, word, code, places, names }: Spot & { code: string }): Difference[] {
  const title = titleOf(pair.after ?? pair.before, { code, parent: word, places })
  const spot = { titles: [...titles, title], path: [], word, places, names }
  if (pair.before === undefined) return [whole('added', pair.after, { ...spot, code })]
  if (pair.after === undefined) return [whole('removed', pair.before, { ...spot, code })]
  return compared(pair, spot)
}

/** An entry that its key and its value say together. */
function entryCompared({ before, after }: Pair, { titles, path, word }: Spot, key: string): Difference[] {
  if (canonical(before, key) === canonical(after, key)) return []
  const kind = before === undefined ? 'added' : after === undefined ? 'removed' : 'changed'
  const say = (language: Language) => {
    const { colon, added, removed } = signs[language]
    const within = `${[...titles, ...path].map(text => text[language]).join(' · ')}${colon}`
    const [old = '', now = ''] = [before, after].map(value => entryText(word, key, value)?.[language] ?? written(value))
    if (kind === 'added') return `${within}${added}${now}`
    return kind === 'removed' ? `${within}${removed}${old}` : `${within}${old} → ${now}`
  }
  return [{ kind, texts: sentence(inLanguages(say)) }]
}

const codeWords = ['rule', 'level', 'offer', 'coupon', 'benefit', 'way', 'track'] as const

function codeOf(item: unknown): string | undefined {
  if (!isRecord(item)) return undefined
  const word = codeWords.find(candidate => typeof item[candidate] === 'string')
  return word && String(item[word])
}

/** A code that stands twice is wrong, and said by the check; nothing of it is lost here. */
function byCode(items: readonly unknown[]): Map<string, unknown> {
  const found = new Map<string, unknown>()
  for (const item of items) {
    let code = codeOf(item) ?? ''
    while (found.has(code)) code = `${code}'`
    found.set(code, item)
  }
  return found
}

/** Where the order itself has a meaning: which level is higher, which points come first. */
function isOrdered(word: string): boolean {
  return word === 'ladder' || word === 'assets'
}

function orderChanged({ before, after }: Pair, { path, word, places }: Spot): Difference[] {
  const keysOf = (value: unknown) =>
    Array.isArray(value) ? [...byCode(value).keys()] : isRecord(value) ? Object.keys(value) : []
  const [old, now] = [keysOf(before), keysOf(after)]
  const shared = now.filter(code => old.includes(code))
  if (shared.join() === old.filter(code => shared.includes(code)).join()) return []
  const name = path.at(-1) ?? wordName(word, '', places)
  const order = now.join(' → ')
  const texts = {
    'zh-CN': `${name['zh-CN']}的先后顺序改为：${order}`,
    'zh-TW': `${name['zh-TW']}的先後順序改為：${order}`,
    en: `${name.en}: the order is now ${order}`,
  }
  return [{ kind: 'order', texts: sentence(texts) }]
}

const signs = {
  'zh-CN': {
    colon: '：',
    and: '，',
    list: '、',
    open: '（',
    close: '）',
    added: '新增',
    removed: '删除',
    was: (text: string) => `（原为 ${text}）`,
  },
  'zh-TW': {
    colon: '：',
    and: '，',
    list: '、',
    open: '（',
    close: '）',
    added: '新增',
    removed: '刪除',
    was: (text: string) => `（原為 ${text}）`,
  },
  en: {
    colon: ': ',
    and: ', ',
    list: ', ',
    open: '(',
    close: ')',
    added: 'added ',
    removed: 'removed ',
    was: (text: string) => ` (was ${text})`,
  },
} as const satisfies Record<Language, object>

function changed({ before, after }: Pair, { titles, path, word, places, names }: Spot): Difference {
  const kind = before === undefined ? 'added' : after === undefined ? 'removed' : 'changed'
  const say = (language: Language) => {
    const { colon, added, removed, was } = signs[language]
    const words = [...titles, ...path].map(text => text[language])
    const last = words.pop() ?? ''
    const within = words.length > 0 ? `${words.join(' · ')}${colon}` : ''
    const [old, now] = [before, after].map(value => shown(value, { word, places, language, names }))
    if (kind === 'added') return `${within}${added}${last} ${now}`
    if (kind === 'removed') return `${within}${removed}${last}${was(old ?? '')}`
    // What is said in the same words was written otherwise.
    if (old === now) return `${within}${last} ${written(before)} → ${written(after)}`
    return `${within}${last} ${old} → ${now}`
  }
  return { kind, texts: sentence(inLanguages(say)) }
}

function whole(
  kind: 'added' | 'removed',
  item: unknown,
  { titles, word, places, code, names }: Spot & { code: string },
): Difference {
  const say = (language: Language) => {
    const { colon, and } = signs[language]
    const title = `${signs[language][kind]}${titles.map(text => text[language]).join(' · ')}`
    const parts = Object.entries(isRecord(item) ? item : {})
      .filter(([key, value]) => key !== 'name' && value !== code)
      .map(([key, value]) => {
        const inner = placesOf(places, key)
        return `${wordName(key, word, inner)[language]} ${shown(value, { word: key, places: inner, language, names })}`
      })
    return parts.length > 0 ? `${title}${colon}${parts.join(and)}` : title
  }
  return { kind, texts: sentence(inLanguages(say)) }
}

const written = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value))

type Showing = { word: string; places: Places; language: Language; names: CodeNames }

/** In words where the language has them. A text in several languages is shown in that of the reader. */
function shown(value: unknown, { word, places, language, names }: Showing): string {
  const { list, open, close } = signs[language]
  if (Array.isArray(value)) {
    const inner = itemPlaces(places)
    return value.map(item => shown(item, { word, places: inner, language, names })).join(list)
  }
  if (!isRecord(value)) return (names(word, String(value)) ?? valueText(value, word))?.[language] ?? String(value)
  const own = value[language] ?? value['zh-CN']
  if (typeof own === 'string') return own
  const ownKeys = hasOwnKeys(places)
  const parts = Object.entries(value).map(([key, inside]) => {
    const inner = placesOf(places, key)
    const entry = ownKeys ? entryText(word, key, inside) : null
    if (entry) return entry[language]
    const name = ownKeys ? (names(word, key)?.[language] ?? key) : wordName(key, word, inner)[language]
    // A level within the ladder says its own code; conditions list levels.
    const isOwnCode = key === 'level' && typeof inside === 'string'
    return `${name} ${isOwnCode ? inside : shown(inside, { word: key, places: inner, language, names })}`
  })
  return `${open}${parts.join(signs[language].and)}${close}`
}

/** Equal for values that say the same: words of a block and items of a list in any order, but for what is ordered. */
function canonical(value: unknown, word: string): string {
  const inOrder = (parts: string[]) => (isOrdered(word) ? parts : parts.sort()).join()
  if (Array.isArray(value)) return `[${inOrder(value.map(item => canonical(item, '')))}]`
  if (!isRecord(value)) return JSON.stringify(value) ?? ''
  return `{${inOrder(Object.entries(value).map(([key, inner]) => `${JSON.stringify(key)}:${canonical(inner, key)}`))}}`
}

function inLanguages(say: (language: Language) => string): Texts {
  const [cn, tw, en] = languages
  return { [cn]: say(cn), [tw]: say(tw), [en]: say(en) }
}

function inEvery(text: string): Texts {
  return inLanguages(() => text)
}

/** English sentences begin with a capital letter. */
function sentence(texts: Texts): Texts {
  return { ...texts, en: texts.en.charAt(0).toUpperCase() + texts.en.slice(1) }
}
