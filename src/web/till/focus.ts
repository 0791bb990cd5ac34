import { useEffect, useRef } from 'react'
import { isDialogOpen } from './scanner.ts'

const takesFocus = 'input:not(:disabled), button:not(:disabled), summary, [tabindex="0"]'

/** @returns whether anything in there takes the focus */
export function focusFirstIn(area: Element | null, selector = takesFocus): boolean {
  const first = area?.querySelector<HTMLElement>(selector)
  first?.focus()
  return first !== undefined && first !== null
}

/** From one to the next, and from the last to the first. @returns whether there is any */
export function focusNextIn(area: Element | null, selector: string): boolean {
  const all = [...(area?.querySelectorAll<HTMLElement>(selector) ?? [])]
  const at = all.findIndex(element => element.matches(':focus'))
  all[(at + 1) % all.length]?.focus()
  return all.length > 0
}

/**
 * When what has the focus goes away — a button with its dialog, a line, a screen — the focus goes home, as long as the
 * page is worked with keys. A finger on blank paper brings up no keyboard.
 */
export function useFocusKept(home: () => void): void {
  const latest = useRef(home)
  useEffect(() => {
    latest.current = home
  })
  useEffect(() => {
    let isByKeys = false
    let frame = 0
    const onKey = () => {
      isByKeys = true
    }
    const onPointer = () => {
      isByKeys = false
    }
    const bringHome = () => {
      const at = document.activeElement
      const isLost = at === null || at === document.body
      if (isByKeys && isLost && !isDialogOpen()) latest.current()
    }
    const onChange = new MutationObserver(() => {
      cancelAnimationFrame(frame)
      frame = requestAnimationFrame(bringHome)
    })
    addEventListener('keydown', onKey, { capture: true })
    addEventListener('pointerdown', onPointer, { capture: true })
    onChange.observe(document.body, { subtree: true, childList: true, attributes: true })
    return () => {
      removeEventListener('keydown', onKey, { capture: true })
      removeEventListener('pointerdown', onPointer, { capture: true })
      onChange.disconnect()
      cancelAnimationFrame(frame)
    }
  }, [])
}
