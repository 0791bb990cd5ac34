import { useEffect, useRef } from 'react'
import { isDialogOpen } from './scanner.ts'

/** Keys of the whole page, by their name in small letters. A dialog in front keeps its keys to itself. */
export function useShortcuts(actions: Readonly<Record<string, () => void>>): void {
  const latest = useRef(actions)
  useEffect(() => {
    latest.current = actions
  })
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const action = latest.current[event.key.toLowerCase()]
      if (!action || event.repeat || isDialogOpen()) return
      event.preventDefault()
      action()
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [])
}
