import type { ReactNode } from 'react'

export type Tone = 'plain' | 'good' | 'accent' | 'gold' | 'warn'

/** A word that stands out. Its colours keep enough contrast, which the preset ones of antd do not. */
export function Chip({ tone = 'plain', children }: { tone?: Tone; children: ReactNode }) {
  return <span className={`chip chip-${tone}`}>{children}</span>
}
