import { useEffect, useRef } from 'react'
import { isDialogOpen, isWriting } from './scanner.ts'

/** As the actions are named: in small letters, with Shift told for function keys only. It writes the others. */
function nameOf({ key, shiftKey }: KeyboardEvent): string {
  const name = key.toLowerCase()
  return shiftKey && isFunctionKey(name) ? `shift+${name}` : name
}

const isFunctionKey = (name: string) => /^(shift\+)?f\d+$/.test(name)

/** Alt and F4 close the window. They settle nothing. */
const isForOthers = ({ ctrlKey, metaKey, altKey }: KeyboardEvent) => ctrlKey || metaKey || altKey

/** Other keys than those that write one character, which mean the field while something is written in it. */
const isForPage = (name: string) => name.length > 1 || !isWriting()

/**
 * Keys of the whole page. A dialog in front keeps its keys to itself, and the browser does not get them either:
 * F3 would search the page, F7 ask for another cursor.
 */
export function useShortcuts(actions: Readonly<Record<string, () => void>>): void {
  const latest = useRef(actions)
  useEffect(() => {
    latest.current = actions
  })
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const name = nameOf(event)
      const action = latest.current[name]
      if (!action || isForOthers(event) || !isForPage(name)) return
      const isHeldBack = event.repeat || isDialogOpen()
      if (!isHeldBack || isFunctionKey(name)) event.preventDefault()
      if (!isHeldBack) action()
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [])
}
