import { type RefObject, useEffect, useRef } from 'react'

type Field = { focus: (options?: { cursor: 'all' }) => void }

/** What keeps its keys to itself while it is in front. */
export function isDialogOpen(): boolean {
  return [...document.querySelectorAll('[role="dialog"]:not([aria-hidden="true"])')].some(dialog =>
    dialog.checkVisibility(),
  )
}

/** Whether characters typed now would go into a field. Radios and sliders are pressed, not typed into. */
function isTyping(): boolean {
  const at = document.activeElement
  if (at instanceof HTMLInputElement) return !['radio', 'checkbox', 'button', 'range'].includes(at.type)
  return at instanceof HTMLTextAreaElement || (at instanceof HTMLElement && at.isContentEditable)
}

/**
 * A scanner types wherever the focus is. What it types on a button or nowhere goes to the field that waits for
 * a scan, and so does its Enter, which would have pressed the button.
 * @param arrival changes when the field is to be focused of itself, such as for the next customer
 */
export function useScanner(field: RefObject<Field | null>, arrival: string | null): void {
  const latest = useRef(field)
  useEffect(() => {
    latest.current = field
  })
  useEffect(() => {
    if (arrival !== null) latest.current.current?.focus()
  }, [arrival])
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || !/^[\p{L}\p{N}]$/u.test(event.key)) return
      if (!isTyping() && !isDialogOpen()) latest.current.current?.focus({ cursor: 'all' })
    }
    addEventListener('keydown', onKey, { capture: true })
    return () => removeEventListener('keydown', onKey, { capture: true })
  }, [])
}
