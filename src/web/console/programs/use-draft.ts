import { useQueries } from '@tanstack/react-query'
import { useMemo } from 'react'
import { type Finding, goodsNamedIn, type ProgramSummary, readProgram, summarise } from '../../../program/index.ts'
import { nameOfGoods } from '../../api/catalog.ts'
import { queryKeys } from '../../api/query-keys.ts'
import { useFormats } from '../../ui/formats.ts'
import { useRested } from '../../ui/rested.ts'

/** So long a text rests before it is read: nobody is told of a mistake in the middle of a word. */
const restMs = 300

type Draft = {
  /** The text that was read. */
  document: string
  /** null: the newest text is not read yet. */
  findings: Finding[] | null
  hasErrors: boolean
  /** null: there are errors. */
  summary: ProgramSummary | null
}

/** Reads a program as the server does, by the very same code, in this browser. The server judges again what is sent. */
export function useDraft(text: string): Draft {
  const { timeZone } = useFormats()
  const document = useRested(text, restMs)
  const read = useMemo(() => {
    const { program, findings } = readProgram(document, { version: 1, zone: timeZone })
    return { document, findings, program }
  }, [document, timeZone])
  const { program } = read
  const names = useGoodsNames(useMemo(() => (program ? goodsNamedIn(program) : []), [program]))
  const summary = program ? summarise(program, sku => names.get(sku) ?? null) : null
  const isNewest = text === document
  return { document, summary, findings: isNewest ? read.findings : null, hasErrors: !isNewest || program === null }
}

/** What the catalogue calls these goods. Whoever may not read it, and until it has answered, sees their numbers. */
function useGoodsNames(skus: readonly string[]): ReadonlyMap<string, string> {
  const answers = useQueries({
    queries: skus.map(sku => ({
      queryKey: queryKeys.goodsName(sku),
      queryFn: () => nameOfGoods(sku),
      retry: false,
    })),
  })
  return new Map(skus.flatMap((sku, index) => (answers[index]?.data ? [[sku, answers[index].data] as const] : [])))
}
