import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { documents } from '../src/cli/documents.ts'
import { allErrors } from '../src/server/platform/errors.ts'
import { languages } from '../src/shared/languages.ts'

describe('documents that are made from the code', () => {
  test.each([...documents()])('%s is up to date: npm run regulars -- documents', (path, text) => {
    expect(readFileSync(join(import.meta.dirname, '..', path), 'utf8')).toBe(text)
  })

  test('every error has a sentence in every language, and no code is there twice', () => {
    const errors = allErrors()
    expect(errors.length).toBeGreaterThan(80)
    for (const { code, texts } of errors)
      for (const language of languages) expect(texts[language].length, code).toBeGreaterThan(3)
    expect(new Set(errors.map(({ code }) => code)).size).toBe(errors.length)
  })
})
