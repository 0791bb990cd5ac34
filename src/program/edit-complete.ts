import { type Document, isCollection, isMap, isNode, isPair, isScalar, parseDocument, visit } from 'yaml'
import { benefitCalendar } from './benefit-words.ts'
import { lineEnd, lineStart } from './edit-places.ts'
import { examplesAt, valuesAt, wordsAt } from './edit-schema.ts'
import type { Path } from './findings.ts'

/** What may be written at a place of a text, even while the text around it is broken. */
export type Completion = {
  kind: 'word' | 'value' | 'example' | 'code'
  label: string
  /** What is put there in place of the characters from `from` on. */
  text: string
  /** "中文 / English", or nothing. */
  description: string
}
export type Completions = { from: number; options: Completion[] }

/** Stands for what is being typed. A code cannot look like it: it has upper case letters. */
const mark = 'zzCURSORzz'
const typedPattern = /[^\s,:{}[\]#'"]*$/

/** @param offset counted in characters from the start of the text */
export function completionsAt(source: string, offset: number): Completions {
  const begin = lineStart(source, offset)
  const line = source.slice(begin, offset)
  const typed = typedPattern.exec(line)?.[0] ?? ''
  const from = offset - typed.length
  if (/(^|\s)#/.test(line)) return { from, options: [] }
  const isLead = /^[\s-]*$/.test(line.slice(0, -typed.length || undefined))
  const rest = source.slice(offset, lineEnd(source, offset))
  // A word alone on its line is no YAML yet; with a colon it is.
  const hasColon = /^[\w-]*\s*:(\s|$)/.test(rest)
  const shown = isLead && !hasColon && rest.trim() === '' ? `${mark}:` : mark
  const typedEnd = offset + (/^[\w-]*/.exec(rest)?.[0].length ?? 0)
  const document = parseDocument(source.slice(0, from) + shown + source.slice(isLead ? typedEnd : offset), {
    prettyErrors: false,
    logLevel: 'silent',
  })
  const place = markIn(document)
  if (!place) return { from, options: [] }
  const { path, isWord, others } = place
  const words = isWord || isLead ? wordOptions(path, others, hasColon) : []
  const values = !isWord || isLead ? valueOptions(document, path) : []
  const codes = isWord ? keyCodes(document, path, others) : []
  return { from, options: [...words, ...codes, ...values] }
}

type MarkedPlace = {
  /** Of the collection, where a word is being typed; of the value otherwise. */
  path: Path
  isWord: boolean
  /** The words that the collection has already. */
  others: readonly string[]
}

function markIn(document: Document): MarkedPlace | null {
  let found: MarkedPlace | null = null
  visit(document, {
    Scalar: (key, node, ancestors) => {
      if (typeof node.value !== 'string' || !node.value.includes(mark)) return undefined
      const path = pathOf(ancestors, key === 'key' ? null : node)
      const map = ancestors.at(-2)
      const others = key === 'key' && isMap(map) ? map.items.flatMap(({ key: word }) => plainWord(word)) : []
      found = { path, isWord: key === 'key', others: others.filter(word => !word.includes(mark)) }
      return visit.BREAK
    },
  })
  return found
}

const plainWord = (word: unknown): string[] => (isScalar(word) ? [String(word.value)] : [])

/** The keys and list places along the ancestors; for a word, to the collection that holds it. */
function pathOf(ancestors: readonly unknown[], node: unknown): Path {
  const path: (string | number)[] = []
  const chain = [...ancestors, node]
  chain.forEach((parent, index) => {
    const child = chain[index + 1]
    if (isPair(parent) && isNode(child) && parent.value === child && isScalar(parent.key))
      path.push(String(parent.key.value))
    if (isCollection(parent) && !isMap(parent)) {
      const place = parent.items.indexOf(child)
      if (place >= 0) path.push(place)
    }
  })
  return path
}

function wordOptions(path: Path, others: readonly string[], hasColon: boolean): Completion[] {
  return wordsAt(path)
    .filter(({ word }) => !others.includes(word))
    .map(({ word, description }) => ({
      kind: 'word',
      label: word,
      text: hasColon ? word : `${word}: `,
      description,
    }))
}

function valueOptions(document: Document, path: Path): Completion[] {
  const fixed = valuesAt(path).map(
    ({ value, description }): Completion => ({ kind: 'value', label: value, text: value, description }),
  )
  const codes = codesFor(document, path)
  if (codes.length > 0) return [...fixed, ...codes]
  // Examples help where nothing is fixed: how money, periods and limits are written.
  const examples = examplesAt(path).filter(example => !fixed.some(({ label }) => label === String(example)))
  return [
    ...fixed,
    ...examples.map(
      (example): Completion => ({ kind: 'example', label: String(example), text: String(example), description: '' }),
    ),
  ]
}

/** Where a value names a level, an asset or an offer of this document. */
function codesFor(document: Document, path: Path): Completion[] {
  const words = path.filter(key => typeof key === 'string')
  const word = words.at(-1)
  if (word === 'level' && words.includes('when')) return levelCodes(document)
  if (word === 'on') return activityCodes(document)
  if (word === 'joined-by') return wayCodes(document)
  if (word === 'asset') return assetCodes(document)
  return word === 'coupon' || (word === 'offer' && words.length > 2) ? offerCodes(document) : []
}

/** Where the words of a collection are codes themselves. */
function keyCodes(document: Document, path: Path, others: readonly string[]): Completion[] {
  const word = path.at(-1)
  const codes =
    word === 'off'
      ? levelCodes(document)
      : ['gives', 'uses', 'points-held-from'].includes(String(word))
        ? assetCodes(document)
        : []
  return codes.filter(({ label }) => !others.includes(label)).map(code => ({ ...code, text: `${code.label}: ` }))
}

function levelCodes(document: Document): Completion[] {
  const levels = plain(document, 'levels')
  const tracks = Array.isArray(levels) ? levels : [levels]
  return tracks.flatMap(track => listOf(track, 'ladder')).flatMap(level => codeOf(level, 'level'))
}

function assetCodes(document: Document): Completion[] {
  const assets = plain(document, 'assets')
  return Object.entries(isRecord(assets) ? assets : {}).map(([code, asset]) => option(code, asset))
}

function offerCodes(document: Document): Completion[] {
  const offers = plain(document, 'offers')
  return (Array.isArray(offers) ? offers : []).flatMap(offer => codeOf(offer, 'offer'))
}

/** The activities that rules and benefits of this document name already. */
function activityCodes(document: Document): Completion[] {
  const named = [...listOf(plain(document, 'earning'), 'rules'), ...listIn(plain(document, 'benefits'))]
  const codes = named.flatMap(rule => (isRecord(rule) && typeof rule.on === 'string' ? [rule.on] : []))
  const own = new Set(codes.filter(code => !code.includes(mark) && !notActivities.includes(code)))
  return [...own].map(code => option(code, null))
}
const notActivities: readonly string[] = ['purchase', ...benefitCalendar]

function wayCodes(document: Document): Completion[] {
  const ways = plain(document, 'joining')
  return (Array.isArray(ways) ? ways : []).flatMap(way => codeOf(way, 'way'))
}

function codeOf(value: unknown, word: string): Completion[] {
  const code = isRecord(value) ? value[word] : undefined
  return typeof code === 'string' && !code.includes(mark) ? [option(code, value)] : []
}

/** A code with the name that the document gives it. */
function option(code: string, named: unknown): Completion {
  const name = isRecord(named) ? named.name : undefined
  const inChinese = isRecord(name) ? name['zh-CN'] : name
  const english = isRecord(name) && typeof name.en === 'string' ? ` / ${name.en}` : ''
  const description = typeof inChinese === 'string' ? `${inChinese}${english}` : ''
  return { kind: 'code', label: code, text: code, description }
}

function plain(document: Document, word: string): unknown {
  const node: unknown = isMap(document.contents) ? document.contents.get(word, true) : undefined
  try {
    return isNode(node) ? node.toJS(document) : undefined
  } catch {
    // An alias without its anchor: the check says so.
    return undefined
  }
}

const listIn = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])

function listOf(value: unknown, word: string): unknown[] {
  const list = isRecord(value) ? value[word] : undefined
  return Array.isArray(list) ? list : []
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
