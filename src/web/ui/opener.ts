import { useState } from 'react'

/** Whether a dialog or drawer is open. Each opening has its own number, so that nothing of the last one is left in it. */
export function useOpener() {
  const [state, setState] = useState({ isOpen: false, opening: 0 })
  return {
    ...state,
    open: () => setState(({ opening }) => ({ isOpen: true, opening: opening + 1 })),
    close: () => setState(({ opening }) => ({ isOpen: false, opening })),
  }
}
