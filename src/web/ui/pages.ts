import { useState } from 'react'

export type Pages = {
  after: string | undefined
  number: number
  goOn: (next: string) => void
  goBack: () => void
}

/** Remembers where each page began, because a list only says where its next one starts. A change of `of` starts again. */
export function usePages(of: string): Pages {
  const [state, setState] = useState<{ of: string; starts: string[] }>({ of, starts: [] })
  const starts = state.of === of ? state.starts : []
  return {
    after: starts.at(-1),
    number: starts.length + 1,
    goOn: next => setState({ of, starts: [...starts, next] }),
    goBack: () => setState({ of, starts: starts.slice(0, -1) }),
  }
}
