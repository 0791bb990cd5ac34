import { useMemo } from 'react'
import { type Finding, type ProgramSummary, readProgram, summarise } from '../../../program/index.ts'
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
    return { document, findings, summary: program ? summarise(program) : null }
  }, [document, timeZone])
  const isNewest = text === document
  return { ...read, findings: isNewest ? read.findings : null, hasErrors: !isNewest || read.summary === null }
}
