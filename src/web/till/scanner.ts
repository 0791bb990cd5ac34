import { type RefObject, useEffect, useRef } from 'react'
import { Keystrokes } from './keystrokes.ts'

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

/** Whether a field with something in it has the focus. */
export function isWriting(): boolean {
  const at = document.activeElement
  return isTyping() && !(at instanceof HTMLInputElement && at.value === '')
}

/** For fields of a price, a name, a number of pieces: what is scanned there is goods, and never stays in the field. */
export const keepsNoScan = { 'data-keeps-no-scan': true } as const

function fieldWithoutScans(): HTMLInputElement | null {
  const at = document.activeElement
  return at instanceof HTMLInputElement && at.dataset.keepsNoScan !== undefined ? at : null
}

/** Also for a field whose value React holds: it hears of the change as if somebody had typed it. */
function putBack(field: HTMLInputElement, value: string): void {
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(field, value)
  field.dispatchEvent(new Event('input', { bubbles: true }))
}

const mayBeScanned = ({ isComposing, key }: KeyboardEvent) => !isComposing && (key === 'Enter' || [...key].length === 1)

type ScannerOptions = {
  arrival: string | null
  onScan: (code: string) => void
  onLooseScan?: ((code: string) => void) | undefined
}

type Takers = Pick<ScannerOptions, 'onScan' | 'onLooseScan'>

function takerOf({ onScan, onLooseScan }: Takers, field: HTMLInputElement | null) {
  if (field) return onScan
  return isTyping() || isDialogOpen() ? undefined : onLooseScan
}

/**
 * A scanner types wherever the focus is. What it types on a button or nowhere goes to the field that waits for
 * a scan, and so does its Enter, which would have pressed the button. What it types into a field that keeps no scan
 * is taken out again and told to `onScan`. On a page without any such field, it is told to `onLooseScan`.
 * @param arrival changes when the field is to be focused of itself, such as for the next customer
 */
export function useScanner(field: RefObject<Field | null>, { arrival, onScan, onLooseScan }: ScannerOptions): void {
  const latest = useRef(field)
  const tell = useRef({ onScan, onLooseScan })
  useEffect(() => {
    latest.current = field
    tell.current = { onScan, onLooseScan }
  })
  useEffect(() => {
    if (arrival !== null) latest.current.current?.focus()
  }, [arrival])
  useEffect(() => {
    const keystrokes = new Keystrokes()
    let before = ''
    const takeOut = (event: KeyboardEvent) => {
      const field = fieldWithoutScans()
      const code = keystrokes.press({ key: event.key, atMs: event.timeStamp })
      if (keystrokes.isFirst) before = field?.value ?? ''
      const take = takerOf(tell.current, field)
      if (code === null || !take) return
      event.preventDefault()
      event.stopPropagation()
      if (field) putBack(field, before)
      take(code)
    }
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return
      const isCode = /^[\p{L}\p{N}]$/u.test(event.key)
      if (isCode && !isTyping() && !isDialogOpen()) latest.current.current?.focus({ cursor: 'all' })
      if (mayBeScanned(event)) takeOut(event)
    }
    addEventListener('keydown', onKey, { capture: true })
    return () => removeEventListener('keydown', onKey, { capture: true })
  }, [])
}
