import { type Finding, nearestWord } from './findings.ts'
import type { ParsedProgram } from './parse.ts'
import { namesIn, textsKey, translationKeys } from './translations-said.ts'

/** Names that lack a language, and translations that no name takes. */
export function checkTranslations(parsed: ParsedProgram): Finding[] {
  const names = namesIn(parsed.document)
  const lacking = names.flatMap(({ texts, path }) => {
    const missing = ['zh-TW', 'en'].filter(language => !(language in texts))
    return missing.length > 0 ? [{ word: String(texts['zh-CN']), missing, path }] : []
  })
  return [
    ...lacking.map(({ word, missing, path }) =>
      parsed.at(path, 'translation-missing', { word, languages: missing.join(', ') }, 'warning'),
    ),
    ...checkUnused(parsed, {
      said: new Set(names.map(({ texts }) => textsKey(texts))),
      lacking: lacking.map(({ word }) => word),
    }),
  ]
}

type Names = { said: ReadonlySet<string>; lacking: readonly string[] }

/** Most often its name was changed or taken out, or is written otherwise. */
function checkUnused({ document, at }: ParsedProgram, { said, lacking }: Names): Finding[] {
  return [...translationKeys(document)].flatMap(([word, key]) => {
    if (said.has(key)) return []
    const values = { word, suggestion: nearestWord(word, lacking) }
    return [at(['translations', word], 'translation-unused', values, 'warning')]
  })
}
